import { expect, type Make, test } from "./test.ts";

const pairs: [Make, Make][] = [["Chromium", "Firefox"], ["Firefox", "Firefox"]];

for (const [one, other] of pairs) {
  test(`${one} and ${other}: both hear each other, read each other and see the same six emoji`, async ({ comes }) => {
    const [ada, bob] = [await comes("Ada", one), await comes("Bob", other)];
    await Promise.all([ada.startsTalking(), bob.startsTalking()]);
    await ada.isTalkingWith(bob);
    await Promise.all([ada.hears(bob), bob.hears(ada)]);
    await ada.writes("Good evening from the north");
    await bob.reads("Good evening from the north");
    await bob.writes("And from the south");
    await ada.reads("And from the south");
    expect(await ada.emoji()).toEqual(await bob.emoji());
  });

  test(`${one} and ${other}: who mutes is heard no more, and the other one is told`, async ({ comes }) => {
    const [ada, bob] = [await comes("Ada", one), await comes("Bob", other)];
    await Promise.all([ada.startsTalking(), bob.startsTalking()]);
    await ada.isTalkingWith(bob);
    await ada.hears(bob);
    await bob.mutes();
    await ada.sees("They muted themselves.");
    await ada.hearsNothingOf(bob);
    await bob.hears(ada);
  });

  test(`${one} and ${other}: who skips meets the third, and the one skipped is told that they left`, async ({ comes }) => {
    const [ada, bob, cleo] = [await comes("Ada", one), await comes("Bob", other), await comes("Cleo", other)];
    await Promise.all([ada.startsTalking(), bob.startsTalking()]);
    await ada.isTalkingWith(bob);
    await cleo.startsTalking();
    await cleo.isSearching();
    await bob.skips();
    await bob.isTalkingWith(cleo);
    await Promise.all([bob.hears(cleo), cleo.hears(bob)]);
    await ada.isTold("They left.");
    await cleo.stops();
    await bob.isTold("They left.");
  });
}
