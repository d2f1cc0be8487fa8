import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const folder = join(dirname(createRequire(import.meta.url).resolve("flag-icons/package.json")), "flags/4x3");

/** Serves the flag of every country as /flags/xx.svg, one file each, so that a page loads only the one it shows. */
export function flags(): Plugin {
  const countries = readdirSync(folder).filter((file) => /^[a-z]{2}\.svg$/.test(file)).sort();
  return {
    name: "flags",
    generateBundle() {
      for (const file of countries) {
        this.emitFile({ type: "asset", fileName: `flags/${file}`, source: readFileSync(join(folder, file)) });
      }
    },
    configureServer(server) {
      server.middlewares.use("/flags/", (request, response, next) => {
        const file = countries.find((it) => request.url === `/${it}`);
        if (!file) return next();
        response.setHeader("Content-Type", "image/svg+xml");
        response.end(readFileSync(join(folder, file)));
      });
    },
  };
}
