import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, ResolvedConfig } from "vite";

const PLACE = "@build@";

/**
 * Names the build by its content, so that anybody can compare what a server sends with what the sources give: writes
 * `hashes.txt` (as sha256sum does, to which the first line is a comment) beside the pages, and puts the build's name, a hash
 * over all files, where a page has the place for it. The server serves what the list names. Another Node may give other bytes of the same sources.
 */
export function published(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "published",
    apply: "build",
    enforce: "post",
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      sequential: true,
      order: "pre",
      handler() {
        const dist = join(config.root, config.build.outDir);
        const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(dist, name)).isFile()).sort();
        const list = () => files.map((name) => `${sha256(readFileSync(join(dist, name)))}  ${name.replaceAll("\\", "/")}\n`).join("");
        const name = sha256(list()).slice(0, 16);
        for (const page of files.filter((file) => file.endsWith(".html"))) {
          const path = join(dist, page);
          writeFileSync(path, readFileSync(path, "utf8").replaceAll(PLACE, name));
        }
        writeFileSync(join(dist, "hashes.txt"), `# built with Node ${process.version}\n${list()}`);
        console.log(`build ${name}`);
      },
    },
  };
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
