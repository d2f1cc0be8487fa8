import { expect, test } from "../world/test.ts";

test("two strangers who press the button are matched within a second of the second one's search", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  await ada.startsTalking();
  await ada.isSearching();
  await bob.startsTalking();
  await ada.isTalkingWith(bob);
  const searching = bob.heard("waiting");
  for (const person of [ada, bob]) expect(person.heard("matched") - searching).toBeLessThan(1_000);
});

test("both hear each other, read each other and see the same six emoji", async ({ talk }) => {
  const [ada, bob] = await talk();
  await Promise.all([ada.hears(bob), bob.hears(ada)]);
  await ada.writes("Good evening from the north");
  await bob.reads("Good evening from the north");
  await bob.writes("And from the south");
  await ada.reads("And from the south");
  expect(await ada.emoji()).toEqual(await bob.emoji());
});

test("another talk has other emoji", async ({ talk }) => {
  const [ada, bob] = await talk();
  const first = await ada.emoji();
  await ada.stops();
  await bob.isTold("They left.");
  await Promise.all([ada.startsTalking(), bob.goesOn()]);
  await ada.isTalkingWith(bob);
  expect(await ada.emoji()).not.toEqual(first);
});
