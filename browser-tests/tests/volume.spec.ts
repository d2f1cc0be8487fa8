import type { Person } from "../world/person.ts";
import { expect, test } from "../world/test.ts";

test("the volume makes the other one softer, for the next one, too, and takes away nothing of what is sent", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada", { before: PLAYERS }), await arrives("Bob", { before: PLAYERS })];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  const volume = ada.page.getByRole("slider", { name: "Their volume" });
  await expect.poll(() => played(ada)).toEqual([1]);
  await volume.fill("0.2");
  expect(await played(ada)).toEqual([0.2]);
  expect(await played(bob)).toEqual([1]);
  await bob.hears(ada);

  const cleo = await arrives("Cleo");
  await cleo.startsTalking();
  await ada.skips();
  await ada.isTalkingWith(cleo);
  await expect(volume).toHaveValue("0.2");
  await expect.poll(() => played(ada)).toEqual([0.2]);
  await volume.press("Home");
  expect(await played(ada)).toEqual([0]);
  await volume.press("End");
  expect(await played(ada)).toEqual([1]);
});

test("where the volume is left to the buttons of the device no slider pretends to set it", async ({ arrives }) => {
  const ada = await arrives("Ada", { before: IOS });
  const bob = await arrives("Bob");
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  await expect(bob.page.getByRole("slider", { name: "Their volume" })).toBeVisible();
  await expect(ada.page.getByRole("slider", { name: "Their volume" })).toHaveCount(0);
});

/** What is set can be read back, until the next task. */
const IOS = `{
  let volume = 1;
  Object.defineProperty(HTMLMediaElement.prototype, "volume", { get: () => volume, set: (level) => { volume = level; setTimeout(() => (volume = 1)); } });
}`;

/** Notes what plays anything, and what goes from a graph of sounds straight to the speaker: no volume would reach that. */
const PLAYERS = `window.players = new Set();
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () { window.players.add(this); return play.call(this); };
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) window.players.add("straight to the speaker");
    return connect.call(this, to, ...rest);
  };`;

/** How loud each is through which the other's voice reaches their ears now: 0 to 1 of what arrives. */
function played({ page }: Person): Promise<(number | string)[]> {
  return page.evaluate(() => {
    const { players } = window as unknown as { players: Set<HTMLMediaElement | string> };
    const voices = window.overheard.connections.at(-1)!.getReceivers().map(({ track }) => track);
    const plays = (it: HTMLMediaElement) => !it.paused && it.srcObject instanceof MediaStream && it.srcObject.getTracks().some((each) => voices.includes(each));
    return [...players].filter((it) => typeof it === "string" || plays(it)).map((it) => (typeof it === "string" ? it : it.muted ? 0 : it.volume));
  });
}
