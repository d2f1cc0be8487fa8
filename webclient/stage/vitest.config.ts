import { defineConfig } from "vitest/config";

/** The view alone, with scripted moments; needs a browser. */
export default defineConfig({
  cacheDir: "../node_modules/.vite",
  test: { root: import.meta.dirname, include: ["*.test.ts"], globalSetup: "./build.ts", testTimeout: 30_000, fileParallelism: false },
});
