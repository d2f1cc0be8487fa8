import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const source = join(dirname(createRequire(import.meta.url).resolve("flag-icons/package.json")), "flags/4x3");

/**
 * Serves the flag of every country as xx.svg under `import.meta.env.FLAGS`, one file each, so that a page loads only the one
 * it shows. The folder is named by the content of all: it may be cached like any hashed asset, and scripts need know one name.
 */
export function flags(): Plugin {
  const countries = readdirSync(source).filter((file) => /^[a-z]{2}\.svg$/.test(file)).sort();
  const svgs = new Map(countries.map((file) => [file, readFileSync(join(source, file))]));
  const hash = createHash("sha256");
  for (const [file, svg] of svgs) hash.update(file).update(svg);
  const folder = `assets/flags-${hash.digest("hex").slice(0, 8)}`;
  return {
    name: "flags",
    config: () => ({ define: { "import.meta.env.FLAGS": JSON.stringify(`/${folder}`) } }),
    generateBundle() {
      for (const [file, source] of svgs) this.emitFile({ type: "asset", fileName: `${folder}/${file}`, source });
    },
    configureServer(server) {
      server.middlewares.use(`/${folder}/`, (request, response, next) => {
        const svg = svgs.get(request.url?.slice(1) ?? "");
        if (!svg) return next();
        response.setHeader("Content-Type", "image/svg+xml");
        response.end(svg);
      });
    },
  };
}
