import { expect, test } from "../world/test.ts";

for (const [error, heading] of [
  ["NotFoundError", "No microphone found"],
  ["NotReadableError", "Something else is using the microphone"],
] as const) {
  test(`a microphone that fails with ${error} is named for what it is: ${heading}`, async ({ arrives }) => {
    const failing = `MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException("", "${error}"))`;
    const ada = await arrives("Ada", { before: failing });
    await ada.startsTalking();
    await ada.isTold(heading);
    await expect(ada.page.getByRole("main").getByRole("listitem")).toHaveCount(2);
    await ada.button("Back").click();
    await expect(ada.button("Start talking")).toBeVisible();
  });
}

test("the microphone is asked for only after the press, and let go after stop", async ({ arrives }) => {
  const ada = await arrives("Ada");
  const inUse = () => ada.page.evaluate(() => window.overheard.microphones.flatMap((each) => each.getTracks()).map(({ readyState }) => readyState));
  expect(await inUse()).toEqual([]);
  await ada.startsTalking();
  await ada.isSearching();
  expect(await inUse()).toEqual(["live"]);
  await ada.stops();
  expect(await inUse()).toEqual(["ended"]);
});
