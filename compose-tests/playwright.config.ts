import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const chromium = execFileSync("../config/find-chromium", ["shell"], { cwd: import.meta.dirname, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();

/** One Compose project for all tests, one test after the other. No retries: what fails once is broken. */
export default defineConfig({
  testDir: "tests",
  outputDir: "target",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: join(import.meta.dirname, "world/chromium"),
      env: { ...process.env, CHROMIUM: chromium },
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-gpu",
      ],
    },
  },
});
