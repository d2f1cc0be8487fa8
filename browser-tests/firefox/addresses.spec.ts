import { tellsNothingPrivate } from "../world/candidates.ts";
import { test } from "./test.ts";

test("two with Firefox from different networks tell each other no private address, and not what is behind a public one", async ({ comesFrom }) => {
  const [ada, bob] = [await comesFrom("198.51.100.7", "Ada"), await comesFrom("198.51.100.77", "Bob")];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  for (const person of [ada, bob]) {
    await tellsNothingPrivate(person);
  }
});
