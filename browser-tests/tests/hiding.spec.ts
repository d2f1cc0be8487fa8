import { expectNoBarriers } from "../world/barriers.ts";
import { ALL, candidatesTold, finds } from "../world/candidates.ts";
import type { Person } from "../world/person.ts";
import { expect, test } from "../world/test.ts";

const TURN = ["--ice-turn-urls", "turn:127.0.0.1:9", "--ice-turn-secret", "only for this test"];
const hide = ({ page }: Person) => page.getByRole("switch", { name: "Hide my address" });
const policy = async ({ page }: Person) => {
  await page.waitForFunction(() => window.overheard.connections.length > 0);
  return page.evaluate(() => window.overheard.connections[0]!.getConfiguration().iceTransportPolicy);
};

test("who hides tells nothing but relays from the first moment on, and so does the other one", async ({ arrives, starts }) => {
  const server = await starts("--ice-relay", "optional", ...TURN);
  const [ada, bob] = [await arrives("Ada", { server }), await arrives("Bob", { server })];
  await expect(hide(ada)).not.toBeChecked();
  await hide(ada).check();
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  for (const person of [ada, bob]) {
    expect(await policy(person)).toBe("relay");
    await person.sees(/address hidden/i);
    await finds(person, ALL);
    await expect.poll(() => candidatesTold(person)).toEqual([expect.stringMatching(/^candidate:1 .* 203\.0\.113\.99 .* typ relay raddr 0\.0\.0\.0 rport 0/)]);
    console.log(`found: ${person.name}'s browser found ${ALL.length} candidates and told one: ${(await candidatesTold(person))[0]}`);
    expect((await person.told()).join()).not.toMatch(/192\.168\.66\.66|203\.0\.113\.66|fd66::66/);
  }
});

test("a wish to hide outlives a server that could fulfil it: then nobody is joined, and it says so", async ({ arrives, starts }) => {
  const server = await starts("--ice-relay", "preferred", ...TURN);
  const ada = await arrives("Ada", { server });
  await expect(hide(ada)).toBeChecked();
  await server.kill();
  await ada.sees(/^No connection to the server/);
  await server.startAgain("--ice-relay", "none");
  await ada.startsTalking();
  await ada.isTold("Your address cannot be hidden here");
  expect(ada.said.map(({ type }) => type)).not.toContain("join");
  await expectNoBarriers(ada);
});

test("where hiding is always on it says so, and there is nothing to switch", async ({ arrives, starts }) => {
  const server = await starts("--ice-relay", "required", ...TURN);
  const [ada, bob] = [await arrives("Ada", { server }), await arrives("Bob", { server })];
  await ada.sees("Your internet address stays hidden from the other person: this server always does that.");
  await expect(hide(ada)).toHaveCount(0);
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  for (const person of [ada, bob]) expect(await policy(person)).toBe("relay");
});

test("where nothing can hide an address, hiding is not offered and the talk says that it is not hidden", async ({ talk, arrives }) => {
  const cleo = await arrives("Cleo");
  await expect(cleo.button("Start talking")).toBeVisible();
  await expect(hide(cleo)).toHaveCount(0);
  const [ada, bob] = await talk();
  for (const person of [ada, bob]) await person.sees(/address not hidden/i);
});
