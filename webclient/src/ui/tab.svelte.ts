import type { Relay } from "../conversation/moment.ts";

/** The few choices of the view itself. They live as long as the tab and are stored nowhere. */
class Tab {
  /** Which language the page was last drawn in. */
  language = $state("en");
  /** null: as the system prefers. It goes from page to page in the address. */
  theme = $state((/^#(dark|light)$/.exec(location.hash)?.[1] ?? null) as "light" | "dark" | null);
  /** 0 to 1, of the other's voice; kept from talk to talk. */
  volume = $state(1);
  /** Whether the letter M mutes: somebody who dictates wants it off (WCAG 2.1.4). */
  letterKeys = $state(true);
  /** Whether a message that arrives is heard, too. */
  chimes = $state(true);
  /** The three sentences for the first talk have been read. */
  warned = $state(false);
  /** What is being written to the one talked with. It outlives a change of language, and dies with the talk. */
  draft = $state("");
  /** What the server offered when it was last heard. */
  relay = $state<Relay>("none");
}

export const tab = new Tab();
