import { pathOf } from "../i18n/paths.ts";
import { locale } from "../i18n/words.ts";
import { tab } from "./tab.svelte.ts";

/** The address of a page in the language and theme of this one. Both travel in it, and are stored nowhere. */
export function pathTo(page: string): string {
  return pathOf(locale, page) + (tab.theme ? `#${tab.theme}` : "");
}
