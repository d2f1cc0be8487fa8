import { defineConfig } from "@playwright/test";
import chromium from "../playwright.config.ts";
import { whole } from "../world/chromium.ts";

/** Browsers on hosts of their own, behind NATs. One test at a time: each measures. */
export default defineConfig({
  ...chromium,
  testDir: ".",
  outputDir: "../target/nat",
  globalSetup: "./allowed.ts",
  workers: 1,
  fullyParallel: false,
  use: { ...chromium.use, launchOptions: whole() },
});
