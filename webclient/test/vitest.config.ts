import { defineConfig } from "vitest/config";

/** What needs a browser. */
export default defineConfig({
  cacheDir: "../node_modules/.vite",
  test: { root: import.meta.dirname, include: ["*.test.ts"], environment: "node", testTimeout: 40_000, hookTimeout: 40_000, fileParallelism: false },
});
