import type { Plugin } from "vite";
import { pathOf } from "../src/i18n/paths.ts";
import { catalogues, type Words } from "./catalogues.ts";

/** In place of a language: English, until a script knows what the reader's browser prefers. */
const EVERYBODY = "";

/**
 * Writes every page once in each language, de/how.html and de.html for the start page, and once for everybody: how.html. A page says
 * {key} where a word of the catalogue belongs, and the word may say {key} in turn; {lang} is the language's code, {tongue} its
 * name as its speakers write it, {tongues} a list of links to the same page in each. All other links stay within the language.
 */
export function languages(): Plugin {
  let all = new Map<string, Words>();
  const prefixed = /^\/(\w\w)(?=$|[/?])/;
  const codeOf = (url = "") => [...all.keys()].find((it) => it === prefixed.exec(url)?.[1]);
  return {
    name: "languages",
    enforce: "post",
    async buildStart() {
      all = await catalogues();
    },
    transformIndexHtml: {
      order: "post",
      handler: (page, { server, path, originalUrl }) => (server ? inLanguage(codeOf(originalUrl) ?? EVERYBODY, page, nameOf(path.slice(1)), all) : page),
    },
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (codeOf(request.url)) request.url = request.url!.replace(prefixed, "").replace(/^(?!\/)/, "/");
        next();
      });
    },
    generateBundle(_, bundle) {
      for (const [file, asset] of Object.entries(bundle)) {
        if (asset.type !== "asset" || !file.endsWith(".html")) continue;
        const [page, name] = [asset.source.toString(), nameOf(file)];
        delete bundle[file];
        for (const code of [EVERYBODY, ...all.keys()]) this.emitFile({ type: "asset", fileName: `${pathOf(code, name).slice(1) || "index"}.html`, source: inLanguage(code, page, name, all) });
      }
    },
  };
}

export function inLanguage(code: string, page: string, name: string, all: Map<string, Words>): string {
  const lang = code || "en";
  const tongues = [...all.keys()].map((it) => `<a href="${pathOf(it, name)}" hreflang="${it}" lang="${it}"${it === lang ? ' aria-current="true"' : ""}>${tongueOf(it)}</a>`).join(" ");
  const words: Words = { ...all.get(lang), lang, tongue: tongueOf(lang) };
  const filled = (text: string): string =>
    text.replace(/\{([a-z][\w.-]*)\}/g, (hole, key: string) => {
      if (key === "tongues") return hole;
      if (typeof words[key] !== "string") throw new Error(`${lang} has no word for ${hole} in the page ${name}`);
      return filled(words[key]);
    });
  return filled(page)
    .replace(/ href="\/(\w*)(?=["#])/g, (_, to: string) => ` href="${pathOf(code, to)}`)
    .replace("{tongues}", tongues);
}

function nameOf(file: string): string {
  return file.replace(/(index)?\.html$/, "");
}

/** What a language is called by its own speakers. */
export function tongueOf(code: string): string {
  return new Intl.DisplayNames([code], { type: "language" }).of(code)!;
}
