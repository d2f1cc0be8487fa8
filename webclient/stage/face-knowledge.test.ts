import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { open as openScene } from "./show.ts";

/** "What does the server know about me?", wherever one may want to ask. */

const asker = (page: Page) => page.getByRole("button", { name: "What does the server know about me?" });
const title = (page: Page) => page.getByRole("heading", { name: "What the server holds about you now" });

async function open(scene: string): Promise<Page> {
  const page = await openScene(scene);
  if (scene === "talking") await page.getByRole("button", { name: "Microphone and sound" }).click();
  return page;
}

test.for(["idle", "searching", "talking", "ended-left"])("it is shown as it was answered, and Escape closes it alone: %s", async (scene) => {
  const page = await open(scene);
  await asker(page).click();
  await page.getByRole("term").getByText("A short code of your address").waitFor();
  await page.getByRole("definition").getByText("24 bits").waitFor();
  expect(await asker(page).getAttribute("aria-expanded")).toBe("true");
  await page.keyboard.press("Escape");
  await title(page).waitFor({ state: "detached" });
  expect(await asker(page).evaluate((it) => it === document.activeElement), "the keyboard is where it was").toBe(true);
  expect(await page.getByRole("button", { name: "Again to skip" }).count()).toBe(0);
});

test("in a talk it is read to its end within the sheet, which stays on the page", async () => {
  const page = await open("talking");
  await asker(page).click();
  await title(page).waitFor();
  const close = page.getByRole("button", { name: "Close", exact: true });
  const sheet = (await page.getByRole("group", { name: "Microphone and sound" }).boundingBox())!;
  expect(sheet.y).toBeGreaterThanOrEqual(0);
  await expect.poll(() => bottom(title(page)), { message: "its beginning is seen" }).toBeLessThanOrEqual(sheet.y + sheet.height);
  await close.scrollIntoViewIfNeeded();
  expect(await bottom(close)).toBeLessThanOrEqual(sheet.y + sheet.height);
});

test("who reads it after a talk is not taken to the next one meanwhile", async () => {
  const page = await open("ended-lost");
  await page.getByText("The next one comes in a moment.").first().waitFor();
  await asker(page).click();
  await page.getByText("The next one waits until you are done here.").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("The next one comes in a moment.").first().waitFor();
});

test("Escape elsewhere is not taken: it closes what it is in, and skips twice as ever", async () => {
  const page = await open("talking");
  await asker(page).click();
  await title(page).waitFor();
  await page.getByRole("button", { name: "Report" }).click();
  await page.keyboard.press("Escape");
  expect([await page.getByRole("group", { name: "What is wrong?" }).isVisible(), await title(page).isVisible()]).toEqual([false, true]);
  await page.getByRole("textbox").press("Escape");
  await page.getByRole("button", { name: "Again to skip" }).waitFor();
});

async function bottom(of: Locator): Promise<number> {
  const box = (await of.boundingBox())!;
  return box.y + box.height;
}
