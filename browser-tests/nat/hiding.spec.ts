import { privateAddressesIn, tellsNoNameOfANetwork } from "../world/candidates.ts";
import { ADDRESSES, SERVER, TURN } from "./internet.ts";
import { addressesBelieved, pathOf } from "./path.ts";
import { expect, test } from "./test.ts";

test("what a talk shows when nobody hides: each home's public address, to the other one", async ({ internet, talk }) => {
  const [ada, bob] = await talk();
  await expect.poll(() => internet.visitorsOf("bob")).toContain(ADDRESSES.ada.public);
  expect(await addressesBelieved(bob)).toContain(ADDRESSES.ada.public);
  for (const person of [ada, bob]) {
    expect(privateAddressesIn(await person.told())).toEqual([]);
    expect(privateAddressesIn(await person.believed())).toEqual([]);
    await tellsNoNameOfANetwork(person);
  }
});

test("when one of two hides, both talk through the relay, and it alone comes to either's home", async ({ internet, atHome }) => {
  const [ada, bob] = await Promise.all([atHome("ada"), atHome("bob")]);
  await ada.page.getByRole("switch", { name: "Hide my address" }).check();
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  await Promise.all([ada.hears(bob), bob.hears(ada)]);
  for (const person of [ada, bob]) {
    await person.sees(/address hidden/i);
    expect(await pathOf(person)).toMatchObject({ mine: "relay", theirs: "relay", address: TURN });
    expect(new Set(await addressesBelieved(person))).toEqual(new Set([TURN, "0.0.0.0"]));
  }
  for (const home of ["ada", "bob"] as const) expect(await internet.visitorsOf(home)).toEqual([SERVER, TURN]);
  console.log("found: to either home came packets of the server and the relay, and of nobody else");
});
