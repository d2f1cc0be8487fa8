import type { Person } from "../world/person.ts";
import { arrivedOf } from "../world/stranger.ts";
import { TURN } from "./internet.ts";
import { addressesBelieved, pathOf } from "./path.ts";
import { kill, serve } from "./services.ts";
import { expect, expectQuiet, test } from "./test.ts";

const BACK_MS = 5_000;
/** Until a page knows that the line broke, and until it gives up, after 30 s of trying. */
const SAID_MS = 10_000;
const LOST_MS = 45_000;
const OUT_OF_REACH = "The server is out of reach. Your talk goes on; only finding the next one waits.";

test("voice is back within 5 s when a host takes another address in mid-call", async ({ internet, talk }) => {
  await expectBack(await talk(), () => internet.newAddress("ada", "192.168.11.77"));
});

test("voice is back within 5 s when a home takes another public address in mid-call", async ({ internet, talk }) => {
  await expectBack(await talk(), () => internet.newPublicAddress("ada", "203.0.113.111"));
});

test("voice is back within 5 s through the relay, too, and nothing else is shown then", async ({ internet, atHome }) => {
  const [ada, bob] = await Promise.all([atHome("ada"), atHome("bob")]);
  await bob.page.getByRole("switch", { name: "Hide my address" }).check();
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await expectBack([ada, bob], () => internet.newAddress("ada", "192.168.11.77"));
  expect(await pathOf(bob)).toMatchObject({ mine: "relay", theirs: "relay" });
  for (const person of [ada, bob]) expect(new Set(await addressesBelieved(person))).toEqual(new Set([TURN, "0.0.0.0"]));
});

test("after every server process was killed and others came, voice is back within 5 s when a home takes another public address", async ({ internet, services, talk }) => {
  const two = await talk();
  await kill(services.server);
  for (const person of two) await person.sees(OUT_OF_REACH);
  const server = await serve(internet.hostOf("server"));
  await Promise.all(two.map(isWelcomedAgain));
  await expectBack(two, () => internet.newPublicAddress("ada", "203.0.113.111"));
  expectQuiet(server);
});

/** Each is known to the other by a socket that is gone by then: docs/threat-model.md says it is not defended. */
test("when both homes take another public address at once, the page says that the talk is lost, and they can meet again", async ({ internet, talk }) => {
  const two = await talk();
  await Promise.all([two[0].hears(two[1]), two[1].hears(two[0])]);
  await internet.newPublicAddress("ada", "203.0.113.111");
  await internet.newPublicAddress("bob", "203.0.113.112");
  const changedAt = Date.now();
  await Promise.all(two.map((person) => expect(person.shown("The line broke. Mending it…")).toBeVisible({ timeout: SAID_MS })));
  await Promise.all(two.map((person) => expect(person.shown("The connection was lost.")).toBeVisible({ timeout: LOST_MS })));
  console.log(`found: said to be lost after ${Date.now() - changedAt} ms`);
  await Promise.all(two.map((person) => person.goesOn()));
  await two[0].isTalkingWith(two[1]);
});

/** And each has been told of the other's new socket. */
async function isWelcomedAgain(person: Person): Promise<void> {
  await person.page.evaluate(() => dispatchEvent(new Event("online"))); // tries at once what it would try by itself, only later
  const begun = () => person.saidSocketBySocket().slice(1).map((said) => said.slice(0, 2).join());
  await expect.poll(begun, { message: `${person.name} is welcomed again` }).toContain("welcome,connected");
}

/** As the same talk, over another way than before: else nothing has happened. */
async function expectBack([ada, bob]: readonly [Person, Person], change: () => Promise<void>): Promise<void> {
  await ada.isTalkingWith(bob);
  await Promise.all([ada.hears(bob), bob.hears(ada)]);
  const [emoji, path] = [await ada.emoji(), await pathOf(bob)];
  const changedAt = Date.now();
  await change();
  const backAt = await Promise.all([hearsAgain(ada, bob), hearsAgain(bob, ada)]);
  const took = Math.max(...backAt) - changedAt;
  console.log(`found: voice is back after ${took} ms`);
  expect(took).toBeLessThanOrEqual(BACK_MS);
  await Promise.all([ada.hears(bob), bob.hears(ada)]);
  expect(await pathOf(bob)).not.toEqual(path);
  expect(await ada.emoji()).toEqual(emoji);
  await ada.writes("Here I am again");
  await bob.reads("Here I am again");
}

/**
 * When the first packet of their voice arrives that did not come over the old way: there is none on its way any more. The browser
 * may count from 1 again (RTCRtpReceiver after a rollback).
 */
async function hearsAgain(here: Person, other: Person): Promise<number> {
  await here.page.waitForTimeout(100);
  const { packets } = await arrivedOf(other, here);
  const silent = [0, packets];
  await expect.poll(async () => silent.includes((await arrivedOf(other, here)).packets), { timeout: 30_000, intervals: [50] }).toBe(false);
  return Date.now();
}
