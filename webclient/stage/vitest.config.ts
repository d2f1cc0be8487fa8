import { defineConfig } from "vitest/config";
import { words } from "../vite/words.ts";

/** The view alone, with scripted moments; needs a browser. */
export default defineConfig({
  plugins: [words()],
  cacheDir: "../node_modules/.vite",
  test: { root: import.meta.dirname, include: ["*.test.ts"], globalSetup: "./build.ts", testTimeout: 30_000, fileParallelism: false },
});
