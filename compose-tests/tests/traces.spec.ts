import { changes, containers, inspect, log, OURS } from "../world/compose.ts";
import { expect, test } from "../world/test.ts";

/** Ours are these few; of a library's trouble the log tells where it arose and of what kind it is. */
const LIFECYCLE = new RegExp(
  String.raw`^\S+ +\| \S+Z (INFO (ready( at http://(0\.0\.0\.0|127\.0\.0\.1):8080)?, (one of \d+|alone: .+)|joined the other side of a split|draining)` +
    String.raw`|SEVERE (was paused for too long|its event loop hangs|its clock was changed by more than half an hour|no matchmaker answers on the bus), ending` +
    String.raw`|SEVERE no node is heard on the bus, ending: another matchmaker leads|(WARNING|SEVERE) in [\w.]+( [\w.$]+)?)$`,
);

test("no process of ours has written a file, or could", async () => {
  const names = await containers(...OURS);
  expect(names).toHaveLength(5);
  for (const name of names) expect(await changes(name), name).toEqual([]);
  for (const { Name, Config, HostConfig, Mounts } of await inspect(...names)) {
    expect(Mounts, Name).toEqual([]);
    expect(HostConfig.Tmpfs ?? {}, Name).toEqual({});
    expect(Config.StopTimeout, `${Name} has time to drain`).toBeGreaterThan(10);
  }
});

test("the logs are about processes alone", async () => {
  const told = (await log(...OURS)).split("\n").filter((line) => line !== "");
  expect(told.length).toBeGreaterThan(0);
  for (const line of told) expect(line).toMatch(LIFECYCLE);
});
