import { expect, test } from "../world/test.ts";

test("who skips meets the one who waits, and the one skipped is told that they left", async ({ arrives, talk }) => {
  const [ada, bob] = await talk();
  const cleo = await arrives("Cleo");
  await cleo.startsTalking();
  await cleo.isSearching();
  await ada.skips();
  await ada.isTalkingWith(cleo);
  await ada.hears(cleo);
  await bob.isTold("They left.");
});

test("two of whom one skipped the other do not meet again, even while nobody else is there", async ({ arrives, talk }) => {
  const [ada, bob] = await talk();
  await ada.skips();
  await bob.goesOn();
  await ada.isSearching();
  await bob.isSearching();
  const [matchesOfAda, matchesOfBob] = [ada, bob].map((person) => () => person.said.filter(({ type }) => type === "matched").length);
  const cleo = await arrives("Cleo");
  await cleo.startsTalking();
  await cleo.isTalking();
  expect(matchesOfAda!() + matchesOfBob!()).toBe(3); // once each other, and one of them Cleo
  const emoji = await cleo.emoji();
  const lucky = matchesOfAda!() === 2 ? ada : bob;
  expect(await lucky.emoji()).toEqual(emoji);
});

test("one press does not skip", async ({ talk }) => {
  const [ada, bob] = await talk();
  await ada.button("Skip").click();
  await expect(ada.button("Again to skip")).toBeVisible();
  await expect(ada.button("Skip")).toBeVisible(); // after two seconds it is as if nothing had been pressed
  await ada.isTalkingWith(bob);
});

test("the words of a talk are gone after a skip and after a stop", async ({ arrives, talk }) => {
  const [ada, bob] = await talk();
  await ada.writes("Only for Bob");
  await bob.reads("Only for Bob");
  await ada.skips();
  await bob.isTold("They left.");
  const cleo = await arrives("Cleo");
  await cleo.startsTalking();
  await ada.isTalkingWith(cleo);
  for (const person of [ada, bob, cleo]) expect(await person.page.content()).not.toContain("Only for Bob");
  await ada.writes("Only for Cleo");
  await cleo.reads("Only for Cleo");
  await cleo.stops();
  await ada.isTold("They left.");
  for (const person of [ada, cleo]) expect(await person.page.content()).not.toContain("Only for Cleo");
});
