import { containers, freeze, having, kill, start, thaw } from "../world/compose.ts";
import { expect, OUT_OF_REACH, seconds, test } from "../world/test.ts";

/** What befalls containers, how they come back, and within how long the others go on without them. */
const FAULTS = [
  { what: "dead", befall: kill, mend: start, nodeWithin: 5_000, leaderWithin: 5_000 },
  { what: "frozen", befall: freeze, mend: thaw, nodeWithin: 10_000, leaderWithin: 6_000 },
] as const;

test("a talk goes on while every node is dead, and the next one comes after", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  const nodes = await containers("signaling");
  await kill(...nodes);
  await expect(ada.sees(OUT_OF_REACH)).toBeVisible();
  await ada.isReadBy(bob);
  await bob.isReadBy(ada);

  await start(...nodes);
  for (const person of [ada, bob]) await expect(person.sees(OUT_OF_REACH)).toHaveCount(0);
  const cleo = await arrives("Cleo");
  await cleo.startsTalking();
  await ada.skips();
  await ada.isTalkingWith(cleo);
});

for (const { what, befall, mend, nodeWithin, leaderWithin } of FAULTS) {
  test(`with her node ${what}, who waits there waits on another one, and is matched`, async ({ arrives }) => {
    const ada = await arrives("Ada");
    await ada.startsTalking();
    await ada.isSearching();
    const nodes = await containers("signaling");
    await expect.poll(() => having("dropchat_sockets", nodes)).toHaveLength(1);
    const hers = await having("dropchat_sockets", nodes);
    const since = Date.now();
    await befall(...hers);
    await expect.poll(() => ada.waits(), { intervals: [50], timeout: nodeWithin }).toBe(2);
    console.log(`waits again ${seconds(since)} s after her node was ${what}`);
    const bob = await arrives("Bob");
    await bob.startsTalking();
    await ada.isTalkingWith(bob);
    await mend(...hers);
  });

  test(`with the leading matchmaker ${what}, the next two meet within seconds`, async ({ arrives }) => {
    const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
    await ada.startsTalking();
    await ada.isSearching();
    const matchmakers = await containers("matchmaker");
    await expect.poll(() => having("dropchat_waiting", matchmakers), { message: "one leads" }).toHaveLength(1);
    const leading = await having("dropchat_waiting", matchmakers);
    const since = Date.now();
    await befall(...leading);
    await bob.startsTalking();
    const matched = () => ada.heard.includes("matched") && bob.heard.includes("matched");
    await expect.poll(matched, { intervals: [20], timeout: since + leaderWithin - Date.now() }).toBe(true);
    console.log(`matched ${seconds(since)} s after the leading matchmaker was ${what}`);
    await ada.isTalkingWith(bob);
    await mend(...leading);
  });
}
