import { defineConfig } from "vitest/config";
import { words } from "../vite/words.ts";

/** The view alone, with scripted moments; needs a browser. */
export default defineConfig({
  plugins: [words()],
  cacheDir: "../node_modules/.vite",
  // a law over every scene takes a quarter of that on an idle machine
  test: { root: import.meta.dirname, include: ["*.test.ts"], globalSetup: "./build.ts", testTimeout: 90_000, fileParallelism: false },
});
