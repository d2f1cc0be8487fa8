import { createHash } from "node:crypto";
import type { Plugin } from "vite";
import { partOf } from "../src/i18n/parts.ts";
import { catalogues, type Words } from "./catalogues.ts";
import { tongueOf } from "./languages.ts";

const VIRTUAL = "\0virtual:words";
const STARTS = "en.start.json";

/**
 * Serves each language's catalogue (src/i18n/xx.ts) in the parts a page needs at different times, as xx.PART.json in
 * a folder named by the content of all; scripts learn of it from `virtual:words`. The start page's English is part of the script: it needs no
 * further way to the server, and what could not be fetched falls back to it. What is only read stands in the pages (languages.ts).
 */
export function words(): Plugin {
  let files = new Map<string, string>();
  let path = "";
  let source = "";
  return {
    name: "words",
    async buildStart() {
      const all = await catalogues();
      files = new Map([...all].flatMap(([code, catalogue]) => parted(code, catalogue)));
      path = `assets/words-${createHash("sha256").update(JSON.stringify([...files])).digest("hex").slice(0, 8)}`;
      const names = Object.fromEntries([...all.keys()].map((code) => [code, tongueOf(code)])); // a browser takes some milliseconds to find each
      const known = { path: `/${path}`, languages: [...all.keys()], names, english: JSON.parse(files.get(STARTS)!) as unknown };
      source = Object.entries(known).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join("\n");
    },
    resolveId: (id) => (id === "virtual:words" ? VIRTUAL : undefined),
    load: (id) => (id === VIRTUAL ? source : undefined),
    generateBundle() {
      for (const [file, json] of files) if (file !== STARTS) this.emitFile({ type: "asset", fileName: `${path}/${file}`, source: json });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const json = files.get(request.url?.split(`/${path}/`)[1] ?? "");
        if (!json) return next();
        response.setHeader("Content-Type", "application/json");
        response.end(json);
      });
    },
  };
}

function parted(code: string, catalogue: Words): [file: string, json: string][] {
  const parts = new Map<string, Record<string, unknown>>();
  for (const [key, text] of Object.entries(catalogue)) {
    const part = partOf(key);
    if (part === "page") continue;
    parts.set(part, { ...parts.get(part), [key]: text });
  }
  return [...parts].map(([part, its]) => [`${code}.${part}.json`, JSON.stringify(its)]);
}
