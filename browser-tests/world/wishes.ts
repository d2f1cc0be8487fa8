import { expect } from "@playwright/test";
import type { Person } from "./person.ts";

/** Of all that can be wished for, just these; two taps each. */
export async function wishesFor({ page }: Person, language?: string, topic?: string): Promise<void> {
  for (const remove of await page.getByRole("button", { name: /^Remove / }).all()) await remove.click();
  for (const [opener, name] of [["Language", language], ["Topic", topic]] as const) {
    if (!name) continue;
    await page.getByRole("button", { name: opener, exact: true }).click();
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("button", { name: `Remove ${name}` })).toBeVisible();
  }
}
