import type { Person } from "../world/person.ts";
import { pathOf } from "./path.ts";
import { expect, test } from "./test.ts";

const DIRECT = /^(host|srflx|prflx)$/;

test("two behind easy NATs talk directly", async ({ talk }) => {
  const [ada, bob] = await talk();
  for (const person of [ada, bob]) {
    await expect.poll(() => pathOf(person)).toMatchObject({ mine: expect.stringMatching(DIRECT), theirs: expect.stringMatching(DIRECT) });
  }
  await expectVoiceAndText(ada, bob);
});

test("two whose NATs let nobody find them talk through the relay, over UDP", async ({ internet, talk }) => {
  await Promise.all([internet.symmetric("ada"), internet.symmetric("bob")]);
  const two = await talk();
  await expectVoiceAndText(...two);
  const paths = await Promise.all(two.map(pathOf));
  expect(paths.filter((path) => path?.mine === "relay").map((path) => path?.over), JSON.stringify(paths)).toContain("udp");
  for (const path of paths) expect([path?.mine, path?.theirs]).toContain("relay");
});

test("one whose network lets no UDP out talks through the relay, over TCP", async ({ internet, talk }) => {
  await internet.noUdp("ada");
  const [ada, bob] = await talk();
  await expectVoiceAndText(ada, bob);
  await expect.poll(() => pathOf(ada)).toMatchObject({ mine: "relay", over: "tcp" });
  await expect.poll(() => pathOf(bob)).toMatchObject({ theirs: "relay" });
});

async function expectVoiceAndText(ada: Person, bob: Person): Promise<void> {
  await Promise.all([ada.hears(bob), bob.hears(ada)]);
  await ada.writes("Do you hear me?");
  await bob.reads("Do you hear me?");
  await bob.writes("I do");
  await ada.reads("I do");
}
