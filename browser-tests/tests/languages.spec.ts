import { expectNoBarriers } from "../world/barriers.ts";
import { expect, test } from "../world/test.ts";

const reads = (...languages: string[]) => `Object.defineProperty(navigator, "languages", { get: () => ${JSON.stringify(languages)} })`;

test("somebody who reads Arabic talks with somebody who reads German, each in their language", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada", { before: reads("ar-EG", "en") }), await arrives("Bob", { before: reads("gsw", "de-CH") })];
  await expect(ada.page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(ada.page.locator("html")).toHaveAttribute("lang", "ar");
  await expect(bob.page.locator("html")).toHaveAttribute("lang", "de");
  await expectNoBarriers(ada);
  await ada.button("ابدأ الحديث").click();
  await bob.button("Gespräch anfangen").click();
  await expect(ada.page.getByRole("timer")).toBeVisible({ timeout: 20_000 });
  await expect(bob.page.getByRole("timer", { name: "Gesprächsdauer" })).toBeVisible({ timeout: 20_000 });
  await expectNoBarriers(ada);
  const six = ({ page }: typeof ada) => page.locator(".six span").allInnerTexts();
  await expect.poll(() => six(ada)).toHaveLength(6);
  expect(await six(ada)).toEqual(await six(bob));
});

test("the language is switched on the page, and for this tab alone", async ({ arrives }) => {
  const ada = await arrives("Ada");
  const list = ada.page.getByRole("combobox", { name: "Language of this page" });
  await expect(list.locator("option")).toHaveCount(9);
  await list.selectOption("ja");
  await expect(ada.button("話しはじめる")).toBeVisible();
  await ada.page.reload();
  await expect(ada.button("Start talking")).toBeVisible();
});

test("the start page speaks the browser's language, but English where the address asks for that", async ({ arrives }) => {
  const everybodys = await arrives("Ada", { before: reads("de-DE", "en") });
  await expect(everybodys.button("Gespräch anfangen")).toBeVisible();
  const english = await arrives("Bob", { before: reads("de-DE", "en"), path: "/en" });
  await expect(english.button("Start talking")).toBeVisible();
  await english.sees(/^Be kind/); // once the server has spoken, every word of the script is there
  await expect(english.page.locator("html")).toHaveAttribute("lang", "en");
  await english.button("Start talking").click();
  await english.isSearching();
});
