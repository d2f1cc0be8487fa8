import { execFileSync } from "node:child_process";
import { type Browser, launch } from "puppeteer-core";

const home = `${import.meta.dirname}/../..`;

/** FIREFOX's, or the PATH's, installed if it may be. Over WebDriver BiDi, since Playwright drives only a Firefox of its own make. */
export function launchFirefox(preferences: Record<string, unknown> = {}): Promise<Browser> {
  return launch({
    browser: "firefox",
    protocol: "webDriverBiDi",
    executablePath: process.env["FIREFOX"] ?? found(),
    headless: true,
    extraPrefsFirefox: {
      "media.navigator.streams.fake": true, // a tone
      "media.navigator.permission.disabled": true, // yes to whoever asks for the microphone
      ...preferences,
    },
  });
}

function found(): string {
  execFileSync("config/need", ["firefox=firefox-esr"], { cwd: home, stdio: ["ignore", "inherit", "inherit"] });
  return execFileSync("sh", ["-c", "command -v firefox"], { encoding: "utf8" }).trim();
}
