import type { Person } from "../world/person.ts";
import { expect, test } from "../world/test.ts";

test("a microphone that is unplugged in a talk is replaced by another, and the page says so", async ({ talk }) => {
  const [ada, bob] = await talk();
  await bob.hears(ada);
  await unplugs(ada);
  await ada.sees("Your microphone went away. Another one is in use now.");
  await bob.hears(ada);
  await ada.seesNoMore("Your microphone went away. Another one is in use now.");
});

test("another microphone is chosen in the middle of a talk, and heard; the one before is let go", async ({ talk }) => {
  const [ada, bob] = await talk();
  await ada.button("Microphone and sound").click();
  const list = ada.page.getByRole("combobox", { name: "Microphone" });
  await expect.poll(() => list.locator("option").count()).toBeGreaterThan(1);
  const other = await list.evaluate((it: HTMLSelectElement) => [...it.options].find((each) => !each.selected && each.value !== "")!.value);
  await list.selectOption(other);
  await expect.poll(() => inUse(ada)).toEqual(["ended", "live"]);
  await bob.hears(ada);
});

test("a microphone that gives nothing at all is told of, until it is muted", async ({ arrives }) => {
  const ada = await arrives("Ada", { before: SILENT });
  const bob = await arrives("Bob");
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  await ada.sees("They can't hear you: your microphone is silent.");
  await bob.seesNoMore("They can't hear you: your microphone is silent.");
  await ada.mutes(); // now it is as she wants it
  await ada.seesNoMore("They can't hear you: your microphone is silent.");
});

test("where the browser refuses to play, one press lets the other be heard", async ({ arrives }) => {
  const ada = await arrives("Ada", { before: REFUSING });
  const bob = await arrives("Bob");
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  await ada.sees("Your browser keeps them silent.");
  await ada.page.evaluate("window.refusing = false");
  await ada.button("Let me hear them").click();
  await ada.seesNoMore("Your browser keeps them silent.");
});

/** A stream of the right kind in which nothing is. */
const SILENT = `MediaDevices.prototype.getUserMedia = async () => new AudioContext().createMediaStreamDestination().stream`;
const REFUSING = `window.refusing = true;
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () { return window.refusing ? Promise.reject(new DOMException("", "NotAllowedError")) : play.call(this); };`;

/** As the browser does it (Media Capture and Streams, section 4.3.1). */
function unplugs({ page }: Person): Promise<void> {
  return page.evaluate(() => {
    const [track] = window.overheard.microphones.at(-1)!.getAudioTracks();
    track!.stop();
    track!.dispatchEvent(new Event("ended"));
  });
}

function inUse({ page }: Person): Promise<string[]> {
  return page.evaluate(() => window.overheard.microphones.flatMap((each) => each.getAudioTracks()).map(({ readyState }) => readyState));
}
