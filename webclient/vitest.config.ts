import { defineConfig } from "vitest/config";
import { words } from "./vite/words.ts";

/** Unit tests sit beside the code they name; what needs a browser sits in stage/ and is run by its own command. */
export default defineConfig({
  plugins: [words()],
  test: { include: ["src/**/*.test.ts"], environment: "node", setupFiles: "test/english.ts" },
});
