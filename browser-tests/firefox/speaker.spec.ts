import { test } from "./test.ts";

test("Firefox, where it shows the page no speakers, has a button for its own list of them", async ({ comesFrom }) => {
  const ada = await comesFrom("198.51.100.7", "Ada");
  await ada.presses("Try your microphone first");
  await ada.isOffered("Choose speaker or headphones…");
});
