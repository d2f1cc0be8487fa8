import { expect, test } from "../world/test.ts";

test("two people talk, directly", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  expect(await ada.way()).not.toContain("relay");
});

test("two people who hide talk through TURN", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  for (const person of [ada, bob]) {
    await person.hides();
    await person.startsTalking();
  }
  await ada.isTalkingWith(bob);
  expect(await ada.way()).toEqual(["relay", "relay"]);
  expect(await bob.way()).toEqual(["relay", "relay"]);
});
