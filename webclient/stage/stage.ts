import { mount } from "svelte";
import { speak } from "../src/i18n/words.ts";
import App from "../src/ui/App.svelte";
import { begin } from "../src/ui/begin.ts";
import { tab } from "../src/ui/tab.svelte.ts";
import { scenes } from "./scenes.ts";
import { scripted } from "./scripted.ts";

/** /?scene=talking&lang=ar shows that moment in that language; without a scene, the list of all. */
const asked = new URLSearchParams(location.search);
const all = scenes(performance.now());
const view = all[asked.get("scene") ?? ""];

await speak([asked.get("lang") ?? "en"]);
const app = begin();
app.replaceChildren();
if (view) {
  tab.warned = view.moment.is === "talking" && asked.get("scene") !== "talking-first"; // most that is looked at comes after these sentences
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
