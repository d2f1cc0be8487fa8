import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin, ResolvedConfig } from "vite";

const compressible = /\.(html|js|css|svg|json|webmanifest|txt)$/;

/** Writes name.br and name.gz beside every file that is worth it, so that no server compresses anything at run time. */
export function compress(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "compress",
    apply: "build",
    enforce: "post",
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle() {
      const dist = join(config.root, config.build.outDir);
      for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
        if (compressible.test(name)) compressFile(join(dist, name));
      }
    },
  };
}

function compressFile(path: string): void {
  const plain = readFileSync(path);
  const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } });
  const gz = gzipSync(plain, { level: 9 });
  if (br.length < plain.length) writeFileSync(`${path}.br`, br);
  if (gz.length < plain.length) writeFileSync(`${path}.gz`, gz);
}
