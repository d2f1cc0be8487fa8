import { expect, test } from "../world/test.ts";

test("who writes sees that it arrived, and not before it did", async ({ talk }) => {
  const [ada, bob] = await talk();
  await bob.page.evaluate(() => (window.overheard.cut = true)); // what bob's page answers does not leave
  await ada.writes("hello");
  await bob.reads("hello");
  await ada.page.waitForTimeout(500);
  await ada.seesNoMore("Delivered.");
  await bob.page.evaluate(() => (window.overheard.cut = false));
  await ada.writes("and again");
  await bob.reads("and again");
  await ada.sees("Delivered.");
});

test("that somebody writes is seen by the other one, until what they wrote is there", async ({ talk }) => {
  const [ada, bob] = await talk();
  await ada.field.pressSequentially("hello");
  await bob.sees("They are writing…");
  await ada.field.press("Enter");
  await bob.reads("hello");
  await bob.seesNoMore("They are writing…", 1_000); // and not only because three seconds are over
});

test("who is about to write how to be found is reminded, and may write it", async ({ talk }) => {
  const [ada, bob] = await talk();
  await ada.field.fill("ada@example.org");
  await ada.sees("This looks like a way to find you. Better keep it to yourself.");
  await ada.field.press("Enter");
  await bob.reads("ada@example.org");
});

test("the three sentences stand there from the first search on, in nobody's way, until they are read", async ({ arrives }) => {
  const ada = await arrives("Ada");
  await ada.startsTalking();
  await ada.isSearching();
  const sheet = ada.page.getByRole("complementary", { name: "Before your first talk" });
  await expect(sheet.getByRole("listitem")).toHaveCount(3);
  await expect(sheet.getByRole("heading"), "while one waits there is time to read them").toBeInViewport();
  await ada.button("Got it").click();
  await expect(sheet).toHaveCount(0);
  await ada.stops();
  await ada.startsTalking();
  await ada.isSearching();
  await expect(sheet).toHaveCount(0);
});

test("the three sentences stand there, too, where somebody waits already and the talk begins at once, and nothing waits for them", async ({ talk }) => {
  const [ada, bob] = await talk();
  const sheet = ada.page.getByRole("complementary", { name: "Before your first talk" });
  await expect(sheet.getByRole("listitem")).toHaveCount(3);
  await ada.writes("hello");
  await bob.reads("hello");
  await ada.mutes();
  await expect(sheet.getByRole("listitem")).toHaveCount(3);
  await ada.button("Got it").click();
  await expect(sheet).toHaveCount(0);
  await ada.isTalkingWith(bob);
});

test("a message that arrives makes a soft sound, unless that is switched off", async ({ arrives }) => {
  const count = `window.notes = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (at) { window.notes++; start.call(this, at); };`;
  const [ada, bob] = [await arrives("Ada", { before: count }), await arrives("Bob")];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  const notes = () => ada.page.evaluate<number>("window.notes");
  await ada.writes("mine makes none");
  expect(await notes()).toBe(0);
  await bob.writes("hello");
  await ada.reads("hello");
  await expect.poll(notes).toBe(2);
  await ada.button("Microphone and sound").click();
  await ada.page.getByRole("switch", { name: "Sound for new messages" }).uncheck();
  await bob.writes("are you there?");
  await ada.reads("are you there?");
  expect(await notes()).toBe(2);
});
