import { test } from "./test.ts";

test("who has Firefox chooses the speaker from a list of its own, for which there is a button", async ({ comesFrom }) => {
  const ada = await comesFrom("198.51.100.7", "Ada");
  await ada.presses("Try your microphone first");
  await ada.isOffered("Choose speaker or headphones…");
});
