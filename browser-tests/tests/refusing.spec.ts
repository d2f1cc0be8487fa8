import { expectNoBarriers } from "../world/barriers.ts";
import { whole } from "../world/chromium.ts";
import { expect, test } from "../world/test.ts";

test.use({ launchOptions: whole() });

test("who refuses the microphone is told two steps, and can try again", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada", { microphone: false }), await arrives("Bob")];
  await ada.startsTalking();
  await ada.isTold("The microphone is not allowed");
  await expect(ada.page.getByRole("main").getByRole("listitem")).toHaveCount(2);
  await ada.button("Try again").click();
  await ada.isTold("The microphone is not allowed");
  await ada.page.context().grantPermissions(["microphone"]);
  await ada.button("Try again").click();
  await bob.startsTalking();
  await ada.isTalkingWith(bob);
  await bob.hears(ada);
});

test("nothing bars the way where the microphone is refused", async ({ arrives }) => {
  const ada = await arrives("Ada", { microphone: false });
  await ada.startsTalking();
  await ada.isTold("The microphone is not allowed");
  await expectNoBarriers(ada);
});

