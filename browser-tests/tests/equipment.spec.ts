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
  await ada.sees("They can’t hear you: your microphone is silent.");
  await bob.seesNoMore("They can’t hear you: your microphone is silent.");
  await ada.mutes(); // now it is as she wants it
  await ada.seesNoMore("They can’t hear you: your microphone is silent.");
});

test("a microphone that gave nothing all the while one waited is told of in the talk, and in the next one", async ({ arrives }) => {
  const ada = await arrives("Ada", { before: SILENT });
  await ada.startsTalking();
  await ada.isSearching();
  await ada.sees(/^Waiting for 0:0[6-9]/); // silence is noticed after five seconds
  const [bob, cleo] = [await arrives("Bob"), await arrives("Cleo")];
  await bob.startsTalking();
  await ada.isTalkingWith(bob);
  await ada.sees("They can’t hear you: your microphone is silent.");
  await cleo.startsTalking();
  await ada.skips();
  await ada.isTalkingWith(cleo);
  await ada.sees("They can’t hear you: your microphone is silent.");
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

test("headphones that are unplugged in a talk give way to the system's own speaker, and the page says so", async ({ arrives }) => {
  const ada = await arrives("Ada", { before: SPEAKERS });
  const bob = await arrives("Bob");
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  await ada.button("Microphone and sound").click();
  await ada.page.getByRole("combobox", { name: "Speaker or headphones" }).selectOption({ label: "Headset" });
  await expect.poll(() => ada.page.evaluate("window.through")).toBe("headset");
  await ada.page.evaluate("window.unplug()");
  await ada.sees("Your headphones went away. You now hear through the device’s own choice.");
  expect(await ada.page.evaluate("window.through")).toBe("");
  await ada.hears(bob);
});

test("a page that comes back wakes the sound that the system had put to sleep, in a talk and only there", async ({ arrives }) => {
  const ada = await arrives("Ada", { before: ASLEEP });
  await ada.page.evaluate("comesBack()");
  expect(await ada.page.evaluate("contexts.length")).toBe(0);
  const bob = await arrives("Bob");
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  await expect.poll(() => ada.page.evaluate("awake()")).toBe(true);
  await ada.page.evaluate("fallsAsleep()");
  expect(await ada.page.evaluate("awake()")).toBe(false);
  await ada.page.evaluate("comesBack()");
  await expect.poll(() => ada.page.evaluate("awake()")).toBe(true);
});

test("a microphone is tried out and chosen before anybody is looked for, and let go by who turns back", async ({ arrives, server }) => {
  const ada = await arrives("Ada");
  await ada.button("Try your microphone first").click();
  await ada.isTold("Microphone and sound");
  await ada.sees("Say something: the bar moves with your voice. Nobody hears you yet.");
  await expect.poll(() => moves(ada), { message: "the bar moves" }).toBe(true);
  const other = await chooseAnother(ada);
  await expect.poll(() => inUse(ada)).toEqual(["ended", "live"]);
  expect(ada.said.map(({ type }) => type)).not.toContain("join");
  await ada.button("Back").click();
  await expect(ada.button("Start talking")).toBeVisible();
  expect(await inUse(ada)).toEqual(["ended", "ended"]);

  await ada.button("Try your microphone first").click();
  await expect(microphones(ada)).toHaveValue(other);
  await ada.startsTalking();
  const bob = await arrives("Bob", { server });
  await bob.startsTalking();
  await ada.isTalkingWith(bob);
  await bob.hears(ada);
  expect(await inUse(ada)).toEqual(["ended", "ended", "live"]); // the one that was tried out is the one that is heard
});

test("a microphone that cannot be used is not shown as chosen, the page says so, and the one before is still heard", async ({ arrives }) => {
  const ada = await arrives("Ada", { before: BROKEN });
  const bob = await arrives("Bob");
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  await ada.button("Microphone and sound").click();
  await expect.poll(() => microphones(ada).locator("option").count()).toBeGreaterThan(1);
  const used = await microphones(ada).inputValue();
  const other = await another(ada);
  await microphones(ada).selectOption(other);
  await ada.sees("That one could not be used, so the one before stays.");
  await expect(microphones(ada)).toHaveValue(used);
  await bob.hears(ada);
  await ada.page.evaluate("window.broken = false");
  await microphones(ada).selectOption(other);
  await ada.seesNoMore("That one could not be used, so the one before stays.");
  await expect(microphones(ada)).toHaveValue(other);
});

test("the only microphone, unplugged in a talk and plugged in again, is heard again, and the page says so", async ({ arrives }) => {
  const ada = await arrives("Ada", { before: UNPLUGGABLE });
  const bob = await arrives("Bob");
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  await bob.hears(ada);
  await ada.page.evaluate("window.plugged = false");
  await unplugs(ada);
  await ada.sees("They can’t hear you: your microphone is silent.");
  await bob.hearsNothingOf(ada);
  await ada.page.evaluate("window.plugged = true; navigator.mediaDevices.dispatchEvent(new Event('devicechange'))");
  await ada.sees("A microphone is there again.");
  await ada.seesNoMore("They can’t hear you: your microphone is silent.");
  await bob.hears(ada);
});

test("a press made before the script came lets nothing be heard where the browser wants one after: it is asked for, and any press will do", async ({ arrives }) => {
  const ada = await arrives("Ada", { before: ONLY_IN_A_PRESS });
  let come = () => {};
  const underway = new Promise<void>((coming) => (come = coming));
  await ada.page.route("**/*.js", (route) => underway.then(() => route.continue()));
  await ada.page.reload({ waitUntil: "commit" });
  await ada.page.locator("summary", { hasText: "Start talking" }).click();
  await ada.sees("One moment…");
  come();
  await ada.isSearching();
  const bob = await arrives("Bob");
  await bob.startsTalking();
  await ada.isTalkingWith(bob);
  await ada.sees("Your browser keeps them silent.");
  await expect(ada.button("Let me hear them")).toBeVisible();
  await ada.page.keyboard.press("Shift");
  await ada.seesNoMore("Your browser keeps them silent.");
  await expect.poll(() => ada.page.evaluate("contexts.every(({ state }) => state === 'running')")).toBe(true);
});

const microphones = ({ page }: Person) => page.getByRole("combobox", { name: "Microphone" });

/** One that is offered and not in use. */
const another = (person: Person) => microphones(person).evaluate((it: HTMLSelectElement) => [...it.options].find((each) => !each.selected && each.value !== "")!.value);

async function chooseAnother(person: Person): Promise<string> {
  await expect.poll(() => microphones(person).locator("option").count()).toBeGreaterThan(1);
  const other = await another(person);
  await microphones(person).selectOption(other);
  await expect(microphones(person)).toHaveValue(other);
  return other;
}

/** The fake microphone beeps once a second. */
function moves({ page }: Person): Promise<boolean> {
  return page.getByRole("img", { name: "Your voice" }).evaluate(async (bar: HTMLElement) => {
    const seen = new Set<string>();
    for (let looks = 0; looks < 15; looks++) {
      seen.add(bar.style.getPropertyValue("--voice"));
      await new Promise((later) => setTimeout(later, 100));
    }
    return seen.size > 1;
  });
}

/** While broken, a microphone that is asked for by name cannot be opened. */
const BROKEN = `window.broken = true;
  const { getUserMedia } = MediaDevices.prototype;
  MediaDevices.prototype.getUserMedia = function (wanted) {
    return window.broken && wanted.audio.deviceId?.exact ? Promise.reject(new DOMException("", "NotReadableError")) : getUserMedia.call(this, wanted);
  };`;

const UNPLUGGABLE = `window.plugged = true;
  const { getUserMedia } = MediaDevices.prototype;
  MediaDevices.prototype.getUserMedia = function (wanted) {
    return window.plugged ? getUserMedia.call(this, wanted) : Promise.reject(new DOMException("", "NotFoundError"));
  };`;

/** As Safari has it: sound begins within a press and at no other time, whatever was pressed before. */
const ONLY_IN_A_PRESS = `{
  window.contexts = [];
  let pressing = false;
  for (const press of ["pointerup", "keydown"]) addEventListener(press, () => { pressing = true; setTimeout(() => (pressing = false)); }, true);
  const { resume } = AudioContext.prototype;
  AudioContext.prototype.resume = function () { return pressing ? resume.call(this) : Promise.reject(new DOMException("", "NotAllowedError")); };
  window.AudioContext = class extends AudioContext { constructor() { super(); if (!pressing) void this.suspend(); contexts.push(this); } };
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () { return pressing ? play.call(this) : Promise.reject(new DOMException("", "NotAllowedError")); };
}`;

/** Two speakers, of which one can be unplugged (Media Capture and Streams, section 9.3). */
const SPEAKERS = `{
  const speaker = (deviceId, label) => ({ kind: "audiooutput", deviceId, label, groupId: "" });
  let speakers = [speaker("built-in", "Built-in"), speaker("headset", "Headset")];
  const { enumerateDevices } = MediaDevices.prototype;
  MediaDevices.prototype.enumerateDevices = async function () {
    return [...(await enumerateDevices.call(this)).filter(({ kind }) => kind !== "audiooutput"), ...speakers];
  };
  HTMLMediaElement.prototype.setSinkId = async (id) => void (window.through = id);
  window.unplug = () => {
    speakers = speakers.slice(0, 1);
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  };
}`;

/** What a phone does with a page's sound while somebody calls, or another app is in front. */
const ASLEEP = `{
  window.contexts = [];
  const voices = [];
  window.AudioContext = class extends AudioContext { constructor() { super(); contexts.push(this); } };
  window.Audio = class extends Audio { constructor() { super(); voices.push(this); } };
  const voice = () => voices.find(({ srcObject }) => srcObject);
  window.fallsAsleep = () => { voice().pause(); return Promise.all(contexts.map((each) => each.suspend())); };
  window.awake = () => voice() !== undefined && !voice().paused && contexts.every(({ state }) => state === "running");
  window.comesBack = () => document.dispatchEvent(new Event("visibilitychange"));
}`;

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
