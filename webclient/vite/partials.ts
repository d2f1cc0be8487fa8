import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const folder = join(import.meta.dirname, "../partials");

/** Puts partials/NAME.html where a page says `<!-- NAME -->` on a line of its own. In it, the link to the page itself is the current one. */
export function partials(): Plugin {
  return {
    name: "partials",
    transformIndexHtml: {
      order: "pre",
      handler: (page, { path }) => assembled(page, path),
    },
  };
}

export function assembled(page: string, path: string): string {
  const itself = `href="${path.replace(/\.html$/, "")}"`;
  return page.replace(/^( *)<!-- (\w+) -->\n/gm, (_, indent: string, name: string) =>
    readFileSync(join(folder, `${name}.html`), "utf8").replace(itself, `${itself} aria-current="page"`).replace(/^(?=.)/gm, indent),
  );
}
