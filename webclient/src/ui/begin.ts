import { mount } from "svelte";
import { locale } from "../i18n/words.ts";
import Switches from "./Switches.svelte";
import { tab } from "./tab.svelte.ts";

/** Adds to the page, as the server sent it, what every page with a script has. Answers the place that the script fills. */
export function begin(): HTMLElement {
  tab.language = locale;
  mount(Switches, { target: document.getElementById("switches")! });
  return document.getElementById("app")!;
}
