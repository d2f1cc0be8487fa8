import { defineConfig } from "@playwright/test";
import { shell } from "./world/chromium.ts";

/** Real browsers against the real server. No retries: what fails once is broken. */
export default defineConfig({
  testDir: "tests",
  outputDir: "target",
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: { screenshot: "only-on-failure", launchOptions: shell() },
});
