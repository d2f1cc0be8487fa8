import { locale } from "../i18n/words.ts";
import { tab } from "./tab.svelte.ts";

/** The address of a page in the language and theme of this one. Both travel in it, and are stored nowhere. */
export function pathTo(page: string): string {
  return ((locale === "en" ? "" : `/${locale}`) + (page && `/${page}`) || "/") + (tab.theme ? `#${tab.theme}` : "");
}
