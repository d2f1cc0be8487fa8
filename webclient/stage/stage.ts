import { mount } from "svelte";
import { speak } from "../src/i18n/words.ts";
import App from "../src/ui/App.svelte";
import ThemeSwitch from "../src/ui/ThemeSwitch.svelte";
import { scenes } from "./scenes.ts";
import { scripted } from "./scripted.ts";

/** /?scene=talking&dir=rtl shows that moment; without a scene, the list of all. */
const asked = new URLSearchParams(location.search);
const all = scenes(performance.now());
const view = all[asked.get("scene") ?? ""];
const app = document.getElementById("app")!;
app.replaceChildren();

if (view) {
  await speak([]);
  document.documentElement.dir = asked.get("dir") ?? "ltr";
  mount(ThemeSwitch, { target: document.getElementById("switches")! });
  mount(App, { target: app, props: { conversation: scripted(view) } });
} else {
  for (const name of Object.keys(all)) {
    const link = document.createElement("a");
    link.href = `?scene=${name}`;
    link.textContent = name;
    const line = document.createElement("p");
    line.append(link);
    app.append(line);
  }
}
