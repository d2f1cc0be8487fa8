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

  await ada.button("Hold to talk").focus();
  await ada.page.keyboard.down(" ");
  await expect(ada.button("They hear you")).toBeVisible();
  await bob.hears(ada);
  await ada.page.keyboard.up(" ");
  await expect(ada.button("Hold to talk")).toBeVisible();
  await bob.hearsNothingOf(ada);
  await bob.seesNoMore("They muted themselves.");
});

test("space talks after whatever a hand has pressed: it switches nothing off, opens no sheet and skips nobody", async ({ talk }) => {
  const [ada, bob] = await talk();
  const holding = ada.page.getByRole("switch", { name: "Hold to talk" });
  const talksWithSpace = async () => {
    await ada.page.keyboard.down(" ");
    await expect(ada.button("They hear you")).toBeVisible();
    await ada.page.keyboard.up(" ");
    await expect(ada.button("Hold to talk")).toBeVisible();
  };
  await ada.button("Microphone and sound").click();
  await holding.click();
  await talksWithSpace();
  await expect(holding).toBeChecked();
  await ada.page.keyboard.press("Escape");
  await expect(ada.button("Hold to talk")).toBeFocused();
  await talksWithSpace();
  await expect(holding).toBeHidden();
  await ada.button("Skip").click();
  await talksWithSpace();
  await ada.isTalkingWith(bob);
  await bob.hearsNothingOf(ada);

  await ada.button("Report").focus(); // where a key leads, space does what it always does
  await ada.page.keyboard.press("Tab");
  await ada.page.keyboard.press("Shift+Tab");
  await ada.page.keyboard.press(" ");
  await expect(ada.button("Threats or abuse")).toBeVisible();
});

test("the sheet that switched holding on leaves the keyboard on what is held, also when a key closes it", async ({ talk }) => {
  const [ada] = await talk();
  await ada.button("Microphone and sound").press("Enter");
  await ada.page.getByRole("switch", { name: "Hold to talk" }).press(" ");
  await ada.button("Microphone and sound").press(" ");
  await expect(ada.button("Hold to talk")).toBeFocused();
  await ada.page.keyboard.down(" ");
  await expect(ada.button("They hear you")).toBeVisible();
  await ada.page.keyboard.up(" ");
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
