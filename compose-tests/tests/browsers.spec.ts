import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "../world/test.ts";

/** The least that `world/chromium` asks for; up to 19, which gives way to all. */
const NICE = 10;
const SCHED_OTHER = 0;

test.skip(process.platform !== "linux", "elsewhere an engine's containers are on a machine of their own");

test("no thread of these tests' browsers goes before what they test", async ({ arrives, browser }) => {
  const ada = await arrives("Ada");
  await ada.startsTalking();
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const threads = (await Promise.all(processInfo.map(({ id }) => threadsOf(id)))).flat();
  expect(threads.length).toBeGreaterThan(processInfo.length);
  const first = threads.filter(({ nice, policy }) => nice < NICE || policy !== SCHED_OTHER);
  expect(first).toEqual([]);
});

/** As proc(5) has them; what ends meanwhile has none. */
async function threadsOf(process: number): Promise<{ name: string; nice: number; policy: number }[]> {
  const folder = `/proc/${process}/task`;
  const all = await readdir(folder).catch(() => []);
  const lines = await Promise.all(all.map((thread) => readFile(`${folder}/${thread}/stat`, "utf8").catch(() => "")));
  return lines.filter((line) => line !== "").map((line) => {
    const [, name = "", rest = ""] = /\((.*)\) (.*)/.exec(line) ?? [];
    const fields = rest.split(" ");
    return { name, nice: Number(fields[16]), policy: Number(fields[38]) };
  });
}
