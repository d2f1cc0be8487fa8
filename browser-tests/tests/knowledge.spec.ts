import type { Person } from "../world/person.ts";
import { expect, test } from "../world/test.ts";
import { wishesFor } from "../world/wishes.ts";

const NORTH = "198.51.100.8";
const SOUTH = "198.51.100.77";

test("what the server says it knows of somebody is theirs: what they wish while they wait, and of the other one nothing", async ({ arrives }) => {
  const ada = await arrives("Ada", { from: NORTH, before: KEEPS_SOCKET });
  const bob = await arrives("Bob", { from: SOUTH });
  expect(await answerTo(ada)).toContain(NORTH);
  await wishesFor(ada, "Deutsch", "music");
  await wishesFor(bob, "Deutsch", "books");
  await ada.startsTalking();
  await ada.isSearching();
  expect(await held(ada)).toMatchObject({ address: NORTH, state: "waiting", languages: ["de"], interests: ["music"] });
  await bob.startsTalking();
  await ada.isTalkingWith(bob);
  const whileTalking = await held(ada);
  expect(whileTalking).toMatchObject({ address: NORTH, state: "talking", partner: null, asking: null, unheard: null });
  expect(JSON.stringify(whileTalking)).not.toMatch(new RegExp(`${SOUTH}|music|books|"de"`));
  await ada.stops();
  const after = await answerTo(ada);
  expect(after).toContain(NORTH);
  expect(after).not.toMatch(new RegExp(`${SOUTH}|music|books|Deutsch`, "i"));
  console.log(`found: asked while talking, the server tells ${Object.keys(whileTalking).length} things of the one who asks, and nobody else's address or wish`);
});

/** What the page shows to whoever presses its button. */
async function answerTo(person: Person): Promise<string> {
  await person.button("What does the server know about me?").click();
  await person.isTold("What the server holds about you now");
  const answer = await person.page.locator("dl").innerText();
  await person.button("Close").click();
  return answer;
}

declare global {
  interface Window {
    socket: WebSocket;
  }
}

/** What the page tells in words is asked here over its own socket: each field counts, also one that the page does not know. */
const KEEPS_SOCKET = `{
  const Socket = WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      window.socket = this;
    }
  };
}`;

function held(person: Person): Promise<Record<string, unknown>> {
  return person.inPage(
    () =>
      new Promise<Record<string, unknown>>((resolve) => {
        const hear = ({ data }: MessageEvent): void => {
          const message = typeof data === "string" ? JSON.parse(data) : {};
          if (message.type !== "knowledge") return;
          window.socket.removeEventListener("message", hear);
          resolve(message.held);
        };
        window.socket.addEventListener("message", hear);
        window.socket.send(JSON.stringify({ type: "inspect" }));
      }),
    null,
  );
}
