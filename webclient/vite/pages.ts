import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Every HTML file of the client is one. */
export const pages: readonly string[] = readdirSync(join(import.meta.dirname, ".."))
  .filter((name) => name.endsWith(".html"))
  .map((name) => name.slice(0, -".html".length));

/** All but the chat itself. */
export const texts = pages.filter((name) => name !== "index");
