import { expect, test } from "../world/test.ts";

const PAGES = { "/how": "How it works", "/safety": "Safety", "/privacy": "Privacy", "/faq": "FAQ" };

test("every page can be read and reached with JavaScript switched off", async ({ arrives }) => {
  const ada = await arrives("Ada", { javaScript: false });
  await expect(ada.page.getByRole("heading", { level: 1 })).toHaveText("Talk with a stranger");
  await ada.sees("The call itself needs JavaScript, which is switched off here. The pages below need none.");
  for (const [path, name] of Object.entries(PAGES)) {
    await ada.page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
    await expect(ada.page).toHaveURL(new RegExp(`${path}$`));
    await expect(ada.page.getByRole("heading", { level: 1 })).toBeVisible();
    expect((await ada.page.getByRole("main").innerText()).length).toBeGreaterThan(500);
  }
});
