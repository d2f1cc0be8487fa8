import type { Person } from "../world/person.ts";
import { expect, test } from "../world/test.ts";

const MARKUP = ["<b>bold</b>", '<img src="/favicon.svg" onerror="document.title = \'hacked\'">', "&lt;i&gt; [link](https://example.org)", "https://example.org/"];

test("what is written is shown as it was written, never as markup or a link", async ({ talk }) => {
  const [ada, bob] = await talk();
  for (const text of MARKUP) {
    await ada.writes(text);
    await bob.reads(text);
  }
  for (const { page } of [ada, bob]) await expect(page.getByRole("log").locator("b, i, img, a, script")).toHaveCount(0);
});

test("nobody can write more than 2,000 characters at once", async ({ talk }) => {
  const [ada, bob] = await talk();
  await ada.field.focus();
  await ada.page.keyboard.insertText("x".repeat(1_990) + "y".repeat(20));
  await ada.field.press("Enter");
  await bob.reads("x".repeat(1_990) + "y".repeat(10));
});

test("a page that was tampered with is not listened to beyond 2,000 characters, nor faster than people write", async ({ talk }) => {
  const [ada, bob] = await talk();
  await says(ada, { type: "text", text: "z".repeat(2_001) });
  await ada.writes("short");
  await bob.reads("short");
  await expect(bob.page.getByText("zzz")).toHaveCount(0);
  await says(ada, ...Array.from({ length: 60 }, (_, i) => ({ type: "text", text: `flood ${i}` })));
  await says(ada, { type: "mute", muted: true });
  await bob.sees("They muted themselves."); // came after the flood, so that the flood is over
  expect(await bob.page.getByText(/^flood/).count()).toBeLessThan(20);
});

test("a video section is refused, whoever offers it; a restart of the voice is taken", async ({ talk }) => {
  const [ada, bob] = await talk();
  const offer = (video: boolean, n: number) =>
    ada.page.evaluate(
      async ([video, n]) => {
        const connection = window.overheard.connections.at(-1)!;
        connection.onnegotiationneeded = null;
        const transceiver = video ? connection.addTransceiver("video") : null;
        const { type, sdp } = await connection.createOffer({ iceRestart: true });
        window.overheard.channels[0]!.send(JSON.stringify({ type: "description", description: { type, sdp }, n }));
        transceiver?.stop();
        return sdp!;
      },
      [video, n] as const,
    );
  expect(await offer(true, 1_000)).toContain("m=video");
  const fragment = /a=ice-ufrag:(\S+)/.exec(await offer(false, 1_001))![1]!;
  await expect.poll(async () => (await bob.believed()).some((sdp) => sdp.includes(fragment))).toBe(true);
  expect((await bob.believed()).join()).not.toContain("m=video");
  expect(await bob.page.evaluate(() => window.overheard.connections.at(-1)!.getTransceivers().length)).toBe(1);
});

/** Straight over the data channel, past everything the page would check. */
function says({ page }: Person, ...messages: object[]): Promise<void> {
  return page.evaluate((messages) => {
    for (const message of messages) window.overheard.channels[0]!.send(JSON.stringify(message));
  }, messages);
}
