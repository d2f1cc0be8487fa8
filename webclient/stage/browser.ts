import { execFileSync } from "node:child_process";
import { type Browser, chromium } from "playwright-core";

export function launch(): Promise<Browser> {
  const executablePath = execFileSync("../config/find-chromium", ["shell"], { cwd: `${import.meta.dirname}/..`, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
  return chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
}
