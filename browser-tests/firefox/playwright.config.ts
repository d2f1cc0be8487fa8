import { defineConfig } from "@playwright/test";
import chromium from "../playwright.config.ts";
import { whole } from "../world/chromium.ts";

/** Browsers of different make with each other. One at a time: a Firefox takes its room. */
export default defineConfig({
  ...chromium,
  testDir: ".",
  outputDir: "../target/firefox",
  workers: 1,
  fullyParallel: false,
  use: { ...chromium.use, launchOptions: whole() },
});
