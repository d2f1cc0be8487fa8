import { execFileSync } from "node:child_process";
import type { LaunchOptions } from "@playwright/test";

const ARGS = [
  "--use-fake-device-for-media-stream",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-gpu",
];

function launching(kind: "shell" | "whole", ...more: string[]): LaunchOptions {
  const path = execFileSync("../config/find-chromium", [kind], { cwd: `${import.meta.dirname}/..`, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return { executablePath: path.trim(), chromiumSandbox: process.getuid?.() !== 0, args: [...ARGS, ...more] };
}

/** Everything but windows, menus and questions: whoever asks for the microphone gets it. */
export const shell = (): LaunchOptions => launching("shell", "--use-fake-ui-for-media-stream");

/** As people have it: a microphone is given where the context has that permission, and refused elsewhere. */
export const whole = (): LaunchOptions => launching("whole");
