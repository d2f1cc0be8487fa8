import { expectNoBarriers } from "../world/barriers.ts";
import { expect, test } from "../world/test.ts";

test("nothing bars the way on the start page with its choices open, and while searching", async ({ arrives }) => {
  const ada = await arrives("Ada");
  await expect(ada.button("Start talking")).toBeVisible();
  await ada.button("Topic").click();
  await expectNoBarriers(ada);
  await ada.startsTalking();
  await ada.isSearching();
  await expectNoBarriers(ada);
});

test("nothing bars the way in a talk and after it", async ({ talk }) => {
  const [ada, bob] = await talk();
  await ada.writes("hello");
  await bob.writes("hello");
  await ada.reads("hello");
  await ada.mutes();
  await bob.sees("They muted themselves.");
  await bob.button("Report").click();
  await expectNoBarriers(ada);
  await expectNoBarriers(bob);
  await bob.stops();
  await ada.isTold("They left.");
  await expectNoBarriers(ada);
});

test("nothing bars the way to the pages that are read", async ({ arrives }) => {
  const ada = await arrives("Ada", { path: "/how" });
  for (const name of ["How it works", "Safety", "Privacy", "FAQ"]) {
    await ada.page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
    await expect(ada.page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoBarriers(ada);
  }
});
