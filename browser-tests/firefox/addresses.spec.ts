import { ALL, candidatesTold, finds, privateAddressesIn } from "../world/candidates.ts";
import { expect, test } from "./test.ts";

test("two with Firefox from different networks tell each other no private address, and not what is behind a public one", async ({ comesFrom }) => {
  const [ada, bob] = [await comesFrom("198.51.100.7", "Ada"), await comesFrom("198.51.100.77", "Bob")];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  for (const person of [ada, bob]) {
    await finds(person, ALL);
    await expect.poll(() => candidatesTold(person)).toContainEqual(expect.stringMatching(/^candidate:5 .* raddr 0\.0\.0\.0 rport 0/));
    const told = await candidatesTold(person);
    expect(told).toContainEqual(expect.stringMatching(/^candidate:4 .* raddr 0\.0\.0\.0 rport 0/));
    expect(told.filter((each) => / raddr (?!(0\.0\.0\.0|::) rport 0)/.test(each))).toEqual([]);
    expect(privateAddressesIn(await person.told())).toEqual([]);
    expect(privateAddressesIn(await person.believed())).toEqual([]);
  }
});
