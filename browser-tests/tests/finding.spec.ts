import type { Person } from "../world/person.ts";
import { expect, test } from "../world/test.ts";
import { wishesFor } from "../world/wishes.ts";

const heading = ({ page }: Person, name: RegExp | string) => page.getByRole("heading", { level: 1, name });

test("a search says whom it looks for, counts down to the next step, and meets nobody before it", async ({ arrives, starts }) => {
  const server = await starts();
  const [ada, bob] = await Promise.all([arrives("Ada", { server }), arrives("Bob", { server })]);
  await wishesFor(ada, "Deutsch", "music");
  await wishesFor(bob, "français");
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await expect(heading(ada, "Looking for someone who speaks Deutsch and likes music…")).toBeVisible();
  await ada.sees(/^Anyone with your languages in [1-5] seconds?$/);
  await expect(heading(ada, "Looking for someone who speaks Deutsch…")).toBeVisible();
  await ada.sees(/^Anybody in [1-5] seconds?$/);
  await ada.isTalkingWith(bob); // as soon as both searches are as wide
  const when = (type: string) => bob.said.find((each) => each.type === type)!.at;
  expect(when("matched") - when("join"), "nobody is met before").toBeGreaterThan(3_000);
  await expect.poll(() => ada.page.locator("h1").textContent()).not.toContain("Looking");
});

test("a search for anybody says so at once, and each step is spoken once", async ({ arrives }) => {
  const ada = await arrives("Ada");
  await wishesFor(ada);
  await ada.startsTalking();
  await expect(heading(ada, "Looking for anybody…")).toBeVisible();
  await ada.sees("It is quiet right now. The next one to come is yours.");
  await expect(ada.page.locator("[role=status] p")).toHaveText(["Looking for anybody…"]);
});
