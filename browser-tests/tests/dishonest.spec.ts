import { Between } from "../world/between.ts";
import type { Lie } from "../world/lies.ts";
import { expect, test } from "../world/test.ts";

const WARNING = "The keys did not fit: somebody may have sat in between. So the talk was ended.";

test("a node that only listens sees sealed signals: no description, no address, no key of the voice", async ({ arrives }) => {
  const node = new Between("nothing");
  const [ada, bob] = [await arrives("Ada", { between: node.sits }), await arrives("Bob", { between: node.sits })];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  const told = (await Promise.all([ada.told(), bob.told()])).flat().join();
  const secrets = [...told.matchAll(/a=(?:ice-ufrag|ice-pwd|fingerprint):(.{4,}?)\\r|candidate:\S+ \d \S+ \d+ (\S{7,})/g)].map(([, secret, address]) => (secret ?? address)!);
  expect(secrets.length).toBeGreaterThan(6);
  expect(node.passed.length).toBeGreaterThan(8);
  const passed = node.passed.join("\n");
  for (const secret of new Set(secrets)) expect(passed).not.toContain(secret);
  console.log(`found: of ${new Set(secrets).size} addresses, passwords and fingerprints none in ${passed.length} bytes that passed`);
  expect(passed).not.toMatch(/a=candidate|ice-ufrag|m=audio/);
});

const TO_BOTH = ["other keys", "other options", "other commits", "other keys before theirs", "other keys after theirs", "other keys at connected", "the match again", "another match at connected"] satisfies Lie[];
const TO_ONE = ["other keys", "other options", "other commits"] satisfies Lie[];

for (const [liedTo, lies] of [["both", TO_BOTH], ["one", TO_ONE]] as const) {
  for (const lie of lies) {
    test(`a node that passes on ${lie}, to ${liedTo}, is found out`, async ({ arrives }) => {
      const node = new Between(lie, liedTo);
      const [ada, bob] = [await arrives("Ada", { between: node.sits }), await arrives("Bob", { between: node.sits })];
      await Promise.all([ada.startsTalking(), bob.startsTalking()]);
      const warning = ({ page }: typeof ada) => page.getByRole("heading", { name: WARNING, exact: true }).isVisible();
      await expect.poll(async () => (await warning(ada)) || (await warning(bob)), { timeout: 15_000 }).toBe(true);
      for (const { page } of [ada, bob]) await expect(page.getByRole("timer", { name: "Talking for" })).toHaveCount(0);
      console.log(`found: warned of it: ${(await Promise.all([ada, bob].map(async (each) => ((await warning(each)) ? [each.name] : [])))).flat().join(" and ")}`);
    });
  }
}

const IN_VAIN = [["one role for both", "both"], ["other commits and keys", "one"]] satisfies [Lie, "both" | "one"][];

for (const [lie, liedTo] of IN_VAIN) {
  test(`with a node that passes on ${lie}, to ${liedTo}, nothing opens, and nobody talks`, async ({ arrives }) => {
    const node = new Between(lie, liedTo);
    const two = [await arrives("Ada", { between: node.sits, ownTime: true }), await arrives("Bob", { between: node.sits, ownTime: true })];
    await Promise.all(two.map((person) => person.startsTalking()));
    await expect.poll(() => node.shown).toBe(2);
    for (const { page } of two) await page.clock.runFor(20_000);
    await expect.poll(() => node.someoneLeft).toBe(true);
    for (const person of two) expect(await person.believed()).toEqual([]);
    expect(node.read).toEqual([]);
  });
}

test("a node that passes on what is sealed again, and back to whoever sealed it, changes nothing", async ({ arrives }) => {
  const node = new Between("what is sealed again, and back");
  const [ada, bob] = [await arrives("Ada", { between: node.sits }), await arrives("Bob", { between: node.sits })];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  expect(await ada.emoji()).toEqual(await bob.emoji());
  for (const person of [ada, bob]) {
    const believed = (await person.believed()).filter((each) => each.startsWith("candidate:"));
    expect(believed).toEqual([...new Set(believed)]);
  }
});

test("a node that comes with keys of its own when a line is mended by way of it is found out", async ({ arrives }) => {
  const node = new Between("other keys at reopened");
  const [ada, bob] = [await arrives("Ada", { between: node.sits }), await arrives("Bob", { between: node.sits })];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  for (const { page } of [ada, bob]) await page.evaluate(() => void (window.overheard.cut = true));
  const warned = await Promise.race([ada, bob].map(({ page }) => page.getByRole("heading", { name: WARNING, exact: true }).waitFor({ timeout: 15_000 }).then(() => true)));
  expect(warned).toBe(true);
});

test("a node that changes commits and keys can read everything, and the emoji differ", async ({ arrives }) => {
  const node = new Between("other commits and keys");
  const [ada, bob] = [await arrives("Ada", { between: node.sits }), await arrives("Bob", { between: node.sits })];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await Promise.all([ada.isTalking(), bob.isTalking()]);
  expect(node.read.join()).toContain("a=ice-ufrag"); // that is why they are to be compared
  const [emojiOfAda, emojiOfBob] = [await ada.emoji(), await bob.emoji()];
  expect(emojiOfAda).not.toEqual(emojiOfBob);
  console.log(`found: Ada sees ${emojiOfAda}, Bob ${emojiOfBob}`);
});

for (const lie of ["no commit", "their own commit back"] satisfies Lie[]) {
  test(`to a node that passes on ${lie} nobody shows a key`, async ({ arrives }) => {
    const node = new Between(lie);
    const [ada, bob] = [await arrives("Ada", { between: node.sits }), await arrives("Bob", { between: node.sits })];
    await Promise.all([ada.startsTalking(), bob.startsTalking()]);
    await expect.poll(() => node.someoneLeft, { timeout: 15_000 }).toBe(true);
    expect(node.shown).toBe(0);
  });
}
