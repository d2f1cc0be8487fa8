import { expect, test } from "../world/test.ts";

/** A page that tried in vain for some seconds waits up to sixteen until it tries again. */
const BACK_MS = 40_000;
const OUT_OF_REACH = "The server is out of reach. Your talk goes on; only finding the next one waits.";

test("voice, text and mute go on while every server process is dead, and the next one starts again from there", async ({ arrives, starts, talk }) => {
  const server = await starts();
  const [ada, bob] = await talk(server);
  await server.kill();
  await ada.sees(OUT_OF_REACH);
  expect.soft(await ada.shown(OUT_OF_REACH).evaluate(controlsInSight), "the note leaves the controls in sight").toBe(true);
  await Promise.all([ada.hears(bob), bob.hears(ada)]);
  await ada.writes("The server is dead");
  await bob.reads("The server is dead");
  await bob.mutes();
  await ada.sees("They muted themselves.");
  await ada.hearsNothingOf(bob);

  const before = ada.saidSocketBySocket().length;
  await server.startAgain();
  await ada.page.evaluate(() => dispatchEvent(new Event("online"))); // tries at once what it would try by itself, only later
  // The socket that it was just trying by itself may come through, too: then the two are welcomed at once.
  const begun = () => ada.saidSocketBySocket().slice(before).map((said) => said.slice(0, 2).join());
  await expect.poll(begun, { message: "a new socket of Ada's is told that she talks" }).toContain("welcome,connected");
  await ada.seesNoMore(OUT_OF_REACH);
  await ada.isTalkingWith(bob);
  const cleo = await arrives("Cleo", { server });
  await cleo.startsTalking();
  await ada.skips();
  await ada.isTalkingWith(cleo);
  await cleo.hears(ada);
});

test("who searches while the server goes away is told, comes back with it, and is matched", async ({ arrives, starts }) => {
  const server = await starts();
  const ada = await arrives("Ada", { server });
  await ada.startsTalking();
  await ada.isSearching();
  await server.kill();
  await ada.sees(/^No connection to the server\. Trying again (now|in \d+ seconds?)\.$/);
  await server.startAgain();
  await ada.seesNoMore(/^No connection to the server/, BACK_MS);
  await ada.isSearching();
  const bob = await arrives("Bob", { server });
  await bob.startsTalking();
  await ada.isTalkingWith(bob);
});

function controlsInSight(): boolean {
  const buttons = [...document.querySelectorAll("button")].filter(({ textContent }) => /Mute|Stop|Skip/.test(textContent));
  return buttons.length === 3 && buttons.every((button) => button.getBoundingClientRect().bottom <= innerHeight);
}
