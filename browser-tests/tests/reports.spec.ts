import { expectNoBarriers } from "../world/barriers.ts";
import { expect, test } from "../world/test.ts";

test("a report takes two taps, is answered, and means never to meet them again", async ({ arrives, talk }) => {
  const [ada, bob] = await talk();
  await ada.reports("Spam or selling");
  await ada.sees("Reported. Thank you.");
  await expect(ada.page.locator("[role=status] p", { hasText: "Reported. Thank you." }), "spoken, too").toHaveCount(1);
  await ada.isSearching();
  await expect.poll(() => ada.said.map(({ type }) => type)).toContain("reported");
  await bob.isTold("They left.");
  await bob.goesOn();
  await bob.isSearching();
  const cleo = await arrives("Cleo");
  await cleo.startsTalking();
  await cleo.isTalking();
  for (const person of [ada, bob]) expect(person.said.filter(({ type }) => type === "matched").length).toBeLessThan(3);
  expect([ada, bob].filter((person) => person.said.filter(({ type }) => type === "matched").length === 2)).toHaveLength(1);
});

test("who is reported by three different people has to pause, on every further tab, and nobody else has", async ({ arrives }) => {
  const rude = await arrives("Rude", { from: "10.0.66.1" });
  await rude.startsTalking();
  for (const from of ["10.0.66.11", "10.0.66.12", "10.0.66.13"]) {
    const other = await arrives(from, { from });
    await other.startsTalking();
    await rude.isTalkingWith(other);
    await other.reports("Threats or abuse");
    await other.sees("Reported. Thank you.");
    await other.stops();
    await rude.isTold("They left.");
    await rude.goesOn();
  }
  await rude.isTold("Time for a pause");
  await expect(rude.page.getByRole("timer", { name: "You can talk again in" })).toHaveText(/^(5:00|4:5\d)$/);
  await expect(rude.button("Start talking")).toHaveCount(0);
  await expectNoBarriers(rude);

  const again = await arrives("Rude again", { from: "10.0.66.1" });
  await again.startsTalking();
  await again.isTold("Time for a pause");
  const neighbour = await arrives("Neighbour", { from: "10.0.66.2" });
  await neighbour.startsTalking();
  await neighbour.isSearching();
});
