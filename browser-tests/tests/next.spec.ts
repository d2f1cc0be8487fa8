import type { Person } from "../world/person.ts";
import { expect, test } from "../world/test.ts";

const COMES = "The next one comes in a moment.";
const WAITS = "The next one waits until you are done here.";

test("who wishes for the next one by itself meets the next one without a press, after a sentence that says so", async ({ arrives, talk }) => {
  const [ada, bob] = await talk();
  await goesOnByItself(ada, bob);
  await ada.sees(COMES);
  await ada.isSearching();
  await ada.sees("They left.");
  const cleo = await arrives("Cleo");
  await cleo.startsTalking();
  await ada.isTalkingWith(cleo);
  await cleo.stops(); // and so it goes on, until it is taken back
  await ada.sees(COMES);
  await ada.page.getByRole("switch", { name: "Next one by itself" }).uncheck();
  await ada.seesNoMore(COMES);
  await expect(ada.button("Next")).toBeVisible();
});

test("the next one waits for who is about to report, however long they look for the right reason", async ({ arrives }) => {
  const [ada, bob] = await twoOfWhomOneCanHurry(arrives);
  await goesOnByItself(ada, bob);
  await ada.button("Report").click();
  await ada.sees(WAITS);
  await expect(ada.page.locator("[role=status] p", { hasText: WAITS }), "spoken, too").toHaveCount(1);
  await ada.page.clock.runFor(60_000);
  await ada.button("Spam or selling").click();
  await ada.sees("Reported. Thank you.");
  await ada.sees(COMES);
  await ada.page.clock.runFor(3_000);
  await ada.isSearching();
});

test("the next one waits while the keyboard is at the report, and Stop and Next go on from there", async ({ arrives }) => {
  const [ada, bob] = await twoOfWhomOneCanHurry(arrives);
  await goesOnByItself(ada, bob);
  await ada.button("Report").focus();
  await ada.sees(WAITS);
  await ada.page.clock.runFor(60_000);
  await ada.sees(WAITS);
  await ada.page.keyboard.press("Shift+Tab");
  await ada.sees(COMES);
  await ada.button("Report").focus();
  await ada.sees(WAITS);
  await ada.button("Next").click();
  await ada.isSearching();
});

test("who is choosing what to report when the other one leaves goes on choosing", async ({ talk }) => {
  const [ada, bob] = await talk();
  await ada.button("Report").click();
  await bob.stops();
  await ada.isTold("They left.");
  await ada.button("Threats or abuse").click();
  await ada.sees("Reported. Thank you.");
  await ada.goesOn();
  await bob.startsTalking();
  await ada.isSearching(); // the two do not meet again
  await expect(ada.button("Threats or abuse")).toHaveCount(0);
});

/** Ada's time can be made to run. */
async function twoOfWhomOneCanHurry(arrives: (name: string, coming?: { ownTime: boolean }) => Promise<Person>): Promise<[Person, Person]> {
  const [ada, bob] = [await arrives("Ada", { ownTime: true }), await arrives("Bob")];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  return [ada, bob];
}

async function goesOnByItself(ada: Person, bob: Person): Promise<void> {
  await bob.stops();
  await ada.isTold("They left.");
  await ada.page.getByRole("switch", { name: "Next one by itself" }).check();
}
