import { expectNoBarriers } from "../world/barriers.ts";
import { expect, test } from "../world/test.ts";

test("the diagnosis finds what works, and its summary holds no address", async ({ arrives, starts }) => {
  const nobody = "127.0.0.1:9";
  const server = await starts("--ice-turn-urls", `turn:${nobody}?transport=udp,turns:${nobody}`, "--ice-turn-secret", "0123456789abcdef0123456789abcdef");
  const ada = await arrives("Ada", { server });
  await ada.page.getByRole("link", { name: "Why can’t I connect?" }).click();
  await ada.button("Run the tests").click();
  await expect(ada.button("Run them again")).toBeVisible({ timeout: 40_000 });
  const summary = await ada.page.locator("pre").innerText();
  for (const line of ["Microphone: works", "WebSocket: works", "STUN: absent", "TURN over UDP: fails", "TURN over TCP: absent", "TURN over TLS: fails"]) {
    expect(summary).toContain(line);
  }
  expect(summary).not.toMatch(/127\.|localhost|:\d|::/);
  await ada.sees("No way out of your network was found. Another network may help, a telephone’s for example.");
  await expectNoBarriers(ada);
});
