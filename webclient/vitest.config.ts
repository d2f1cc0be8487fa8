import { defineConfig } from "vitest/config";

/** Unit tests sit beside the code they name; what needs a browser sits in stage/ and is run by its own command. */
export default defineConfig({
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
