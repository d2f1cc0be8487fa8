import { ALL, behindFoundation, candidatesTold, finds, NAMED, PRIVATE, privateAddressesIn, REFLEXIVE, RELAYED, tellsNoNameOfANetwork, tellsNothingPrivate, UNIQUE_LOCAL } from "../world/candidates.ts";
import { expect, test } from "../world/test.ts";

const NORTH = "198.51.100.7";
const SOUTH = "198.51.100.77";

test("two from different networks tell each other no private address, and not what is behind a public one", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada", { from: NORTH }), await arrives("Bob", { from: SOUTH })];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  for (const person of [ada, bob]) {
    await tellsNothingPrivate(person);
    expect(await candidatesTold(person)).toContainEqual(expect.stringContaining(behindFoundation(NAMED)));
  }
});

test("a private address that a tampered page tells is not believed from a different network", async ({ arrives }) => {
  const ada = await arrives("Ada", { from: NORTH, before: TELLS_PRIVATE });
  const bob = await arrives("Bob", { from: SOUTH });
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await expect.poll(() => bob.believed().then(({ length }) => length)).toBeGreaterThan(0);
  expect(privateAddressesIn(await bob.believed())).toEqual([]);
});

test("two in one network tell each other how to meet there", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada", { before: TELLS_PRIVATE }), await arrives("Bob")];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  await finds(bob, ALL);
  for (const candidate of [PRIVATE, UNIQUE_LOCAL, NAMED, REFLEXIVE, RELAYED]) {
    await expect.poll(() => candidatesTold(bob)).toContainEqual(expect.stringContaining(behindFoundation(candidate)));
  }
  await tellsNoNameOfANetwork(bob);
  expect(privateAddressesIn(await bob.believed())).toContain("192.168.66.66");
});

/** Puts a private candidate into every description after the page has done all it does to it. */
const TELLS_PRIVATE = `{
  const { encrypt } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.encrypt = function (algorithm, key, data) {
    const signal = JSON.parse(new TextDecoder().decode(data));
    if (signal.description) signal.description.sdp += "a=${PRIVATE}\\r\\n";
    return encrypt.call(this, algorithm, key, new TextEncoder().encode(JSON.stringify(signal)));
  };
}`;
