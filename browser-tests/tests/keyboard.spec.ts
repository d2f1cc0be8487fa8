import type { Locator } from "@playwright/test";
import type { Person } from "../world/person.ts";
import { expect, test } from "../world/test.ts";

test("the keyboard alone starts, mutes, writes and skips", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  const keys = ada.page.keyboard;
  await tabsTo(ada, ada.button("Start talking"));
  await keys.press("Enter");
  await bob.startsTalking();
  await ada.isTalkingWith(bob);

  await keys.press("m");
  await ada.sees("You are muted.");
  await keys.press("m");
  await ada.seesNoMore("You are muted.");

  await tabsTo(ada, ada.field);
  await keys.type("mmm");
  await keys.press("Enter");
  await bob.reads("mmm");
  await ada.seesNoMore("You are muted.");

  await keys.press("Escape");
  await ada.isTalking();
  await keys.press("Escape");
  await bob.isTold("They left.");
  await ada.isSearching();
  await expect(ada.page.getByRole("heading", { name: /^Looking for/ })).toBeFocused(); // where an Escape or Enter too many does nothing
});

test("Escape closes the report's sheet and does not count towards a skip", async ({ talk }) => {
  const [ada, bob] = await talk();
  await ada.button("Report").click();
  await ada.page.keyboard.press("Escape");
  await expect(ada.button("Report")).toBeFocused();
  await expect(ada.button("Threats or abuse")).toBeHidden();
  await ada.page.keyboard.press("Escape");
  await expect(ada.button("Again to skip")).toBeVisible();
  await ada.isTalkingWith(bob);
});

async function tabsTo({ page, name }: Person, place: Locator): Promise<void> {
  const there = () => place.evaluate((element) => element === document.activeElement);
  for (let tabs = 0; tabs < 15 && !(await there()); tabs++) await page.keyboard.press("Tab");
  expect(await there(), `${name} reaches it with Tab`).toBe(true);
}

test("who types while the other one leaves presses nothing by that", async ({ talk }) => {
  const [ada, bob] = await talk();
  await ada.field.pressSequentially("wait");
  await bob.stops();
  await ada.isTold("They left.");
  await ada.page.keyboard.type(" a moment ");
  await ada.page.keyboard.press("Enter");
  await ada.isTold("They left.");
  await expect(ada.button("Next")).toBeVisible();
});
