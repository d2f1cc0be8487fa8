import { test } from "../world/test.ts";

test("who mutes is not heard and seen to be muted, until they unmute", async ({ talk }) => {
  const [ada, bob] = await talk();
  await bob.hears(ada);
  await ada.mutes();
  await bob.sees("They muted themselves.");
  await bob.hearsNothingOf(ada);
  await ada.hears(bob);
  await ada.unmutes();
  await bob.seesNoMore("They muted themselves.");
  await bob.hears(ada);
});

test("who was muted stays so for the next one, who is told", async ({ arrives, talk }) => {
  const [ada] = await talk();
  await ada.mutes();
  const cleo = await arrives("Cleo");
  await cleo.startsTalking();
  await ada.skips();
  await ada.isTalkingWith(cleo);
  await cleo.sees("They muted themselves.");
  await ada.sees("You are muted.");
  await cleo.hearsNothingOf(ada);
});
