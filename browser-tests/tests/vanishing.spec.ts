import { expect, test } from "../world/test.ts";
import type { Person } from "../world/person.ts";

/** The page dies as in a power cut: no farewell of any kind leaves it. */
async function vanishes({ page }: Person): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const crash = page.waitForEvent("crash");
  devtools.send("Page.crash").catch(() => {}); // is never answered
  await crash;
}

test("one who vanishes without a word is noticed within 6 s and given up 30 s later", async ({ arrives }) => {
  const ada = await arrives("Ada", { ownTime: true }); // its 30 s need not be waited for
  const bob = await arrives("Bob");
  await ada.startsTalking();
  await bob.startsTalking();
  await ada.isTalkingWith(bob);
  await ada.hears(bob);
  await vanishes(bob);
  await expect(ada.shown("The line broke. Mending it…")).toBeVisible({ timeout: 6_000 });
  await ada.page.clock.runFor(20_000);
  await ada.isTalking();
  await ada.page.clock.runFor(10_000);
  await expect(ada.page.getByRole("heading", { name: "The connection was lost." })).toBeVisible({ timeout: 2_000 });
});

test("who is left by one who vanished can skip at once and meets another", async ({ arrives, talk }) => {
  const [ada, bob] = await talk();
  const cleo = await arrives("Cleo");
  await cleo.startsTalking();
  await cleo.isSearching();
  await vanishes(bob);
  await ada.sees("The line broke. Mending it…");
  await ada.skips();
  await ada.isTalkingWith(cleo);
});

test("a line that breaks is mended by way of the server, and the talk goes on as the same", async ({ talk }) => {
  const two = await talk();
  const [ada, bob] = two;
  const emoji = await ada.emoji();
  await ada.writes("before");
  await bob.reads("before");
  for (const person of two) await cut(person, true);
  for (const person of two) await person.sees("The line broke. Mending it…");
  for (const person of two) await expect.poll(() => person.heard("reopened")).not.toBeNaN();
  for (const person of two) await cut(person, false);
  for (const person of two) await person.seesNoMore("The line broke. Mending it…");
  expect(await ada.emoji()).toEqual(emoji);
  await ada.writes("after");
  for (const text of ["before", "after"]) await bob.reads(text);
  await Promise.all([ada.hears(bob), bob.hears(ada)]);
});

const cut = ({ page }: Person, on: boolean) => page.evaluate((on) => void (window.overheard.cut = on), on);

test("who closes the tab has left at once", async ({ talk }) => {
  const [ada, bob] = await talk();
  await bob.page.close();
  await expect(ada.page.getByRole("heading", { name: "They left." })).toBeVisible({ timeout: 2_000 });
});
