import { Between, type Lie } from "../world/between.ts";
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
  expect(passed).not.toMatch(/a=candidate|ice-ufrag|m=audio/);
});

for (const lie of ["keys", "commits", "keys before theirs", "keys after theirs"] satisfies Lie[]) {
  test(`a node that passes on other ${lie} is found out`, async ({ arrives }) => {
    const node = new Between(lie);
    const [ada, bob] = [await arrives("Ada", { between: node.sits }), await arrives("Bob", { between: node.sits })];
    await Promise.all([ada.startsTalking(), bob.startsTalking()]);
    const warning = ({ page }: typeof ada) => page.getByRole("heading", { name: WARNING, exact: true }).isVisible();
    await expect.poll(async () => (await warning(ada)) || (await warning(bob)), { timeout: 15_000 }).toBe(true);
    for (const { page } of [ada, bob]) await expect(page.getByRole("timer", { name: "Talking for" })).toHaveCount(0);
  });
}

test("a node that comes with keys of its own when a line is mended by way of it is found out", async ({ arrives }) => {
  const node = new Between("keys at reopened");
  const [ada, bob] = [await arrives("Ada", { between: node.sits }), await arrives("Bob", { between: node.sits })];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  for (const { page } of [ada, bob]) await page.evaluate(() => void (window.overheard.cut = true));
  const warned = await Promise.race([ada, bob].map(({ page }) => page.getByRole("heading", { name: WARNING, exact: true }).waitFor({ timeout: 15_000 }).then(() => true)));
  expect(warned).toBe(true);
});

test("a node that changes commits and keys can read everything, and the emoji differ", async ({ arrives }) => {
  const node = new Between("commits and keys");
  const [ada, bob] = [await arrives("Ada", { between: node.sits }), await arrives("Bob", { between: node.sits })];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await Promise.all([ada.isTalking(), bob.isTalking()]);
  expect(node.read.join()).toContain("a=ice-ufrag"); // that is why they are to be compared
  expect(await ada.emoji()).not.toEqual(await bob.emoji());
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
