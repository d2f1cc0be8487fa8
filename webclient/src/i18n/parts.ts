/** When the page needs a word: at once, in a talk and on the way to one, on the page or panel of that name, or never, since the pages have it in them. */
export type Part = "start" | "talk" | "knowledge" | "diagnosis" | "page";

const START = ["direction", "title.idle", "title.other", "theme", "language", "footer", "idle", "wishes", "interest", "link", "knowledge.ask", "knowledge.none"];
const PAGE = ["page", "how", "safety", "privacy", "faq", "nowhere"] as const;
/** A key that only pages say: no script has the word under it. */
export type PageKey = `${(typeof PAGE)[number]}.${string}`;

/** Which part of its catalogue a key belongs to. */
export function partOf(key: string): Part {
  const within = (area: string) => key === area || key.startsWith(`${area}.`);
  if (START.some(within)) return "start";
  if (PAGE.some(within)) return "page";
  if (within("knowledge")) return "knowledge";
  return within("diagnosis") ? "diagnosis" : "talk";
}
