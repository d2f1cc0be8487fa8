/** When the page needs a word: at once, in a talk and on the way to one, or on the page or panel of that name. */
export type Part = "start" | "talk" | "knowledge" | "diagnosis";

const START = ["title", "theme", "language", "footer", "idle", "wishes", "interest", "link", "knowledge.ask", "knowledge.none"];

/** Which part of its catalogue a key belongs to. */
export function partOf(key: string): Part {
  const within = (area: string) => key === area || key.startsWith(`${area}.`);
  if (START.some(within)) return "start";
  if (within("knowledge")) return "knowledge";
  return within("diagnosis") ? "diagnosis" : "talk";
}
