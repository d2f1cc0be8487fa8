import { expect, test } from "../world/test.ts";

test("who holds to talk is heard while space is down, and not before or after", async ({ talk }) => {
  const [ada, bob] = await talk();
  await bob.hears(ada);
  await ada.button("Microphone and sound").click();
  await ada.page.getByRole("switch", { name: "Hold to talk" }).check();
  await ada.page.keyboard.press("Escape");
  await bob.hearsNothingOf(ada);
  await ada.field.focus(); // a space typed into a message is a space
  await ada.page.keyboard.down(" ");
  await expect(ada.button("Hold to talk")).toBeVisible();
  await ada.page.keyboard.up(" ");

  await ada.page.getByRole("heading", { level: 1 }).focus();
  await ada.page.keyboard.down(" ");
  await expect(ada.button("They hear you")).toBeVisible();
  await bob.hears(ada);
  await ada.page.keyboard.up(" ");
  await expect(ada.button("Hold to talk")).toBeVisible();
  await bob.hearsNothingOf(ada);
  await bob.seesNoMore("They muted themselves.");
});

test("who holds to talk is not heard in the first moment of a talk either", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  await ada.startsTalking();
  await ada.isSearching();
  await ada.page.getByText("Microphone and sound").click();
  await ada.page.getByRole("switch", { name: "Hold to talk" }).check();
  await bob.startsTalking();
  await bob.isTalkingWith(ada);
  await bob.hearsNothingOf(ada);
});
