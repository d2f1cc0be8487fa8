import type { WebSocket } from "ws";
import { containers, having, OURS, restart, up } from "../world/compose.ts";
import { Crowd } from "../world/crowd.ts";
import { open } from "../world/socket.ts";
import { expect, OUT_OF_REACH, test } from "../world/test.ts";

const PEOPLE = 50;
/** While one matchmaker takes over from the other. */
const LONGEST_WAIT_MS = 3_000;

test("nodes that are added take their share, and those that are removed hand theirs over", async () => {
  await up("--no-recreate", "--scale", "signaling=5");
  const nodes = await containers("signaling");
  expect(nodes).toHaveLength(5);
  const sockets: WebSocket[] = [];
  const oneMore = async () => {
    sockets.push((await open()).socket);
    return having("dropchat_sockets", nodes);
  };
  await expect.poll(oneMore, { message: "each has a socket" }).toEqual(nodes);
  for (const socket of sockets) socket.terminate();
  await amidCrowd(async (crowd) => {
    await up("--no-recreate", "--scale", "signaling=3");
    expect(crowd.reconnects).toBeGreaterThan(0);
  });
});

test("a rolling restart of every process ends no talk, and nobody sees more than a reconnect", async ({ arrives }) => {
  test.setTimeout(600_000);
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  await amidCrowd(async (crowd) => {
    for (const name of await containers(...OURS)) {
      await restart(name);
      await crowd.eachMeets();
      await ada.isReadBy(bob);
      await bob.isReadBy(ada);
    }
    expect(crowd.reconnects, "each node had a part of them").toBeGreaterThan(PEOPLE / 2);
  });
  for (const person of [ada, bob]) {
    expect(await person.linkStates(), `${person.name} heard the other all the time`).toEqual(["connecting", "connected"]);
    expect(await person.hasSeen(OUT_OF_REACH), `${person.name} noticed nothing`).toBe(false);
  }
});

test("who waits on a node that restarts waits on another one, and is matched", async ({ arrives }) => {
  const ada = await arrives("Ada");
  await ada.startsTalking();
  await ada.isSearching();
  const nodes = await containers("signaling");
  await expect.poll(() => having("dropchat_sockets", nodes)).toHaveLength(1);
  await restart(...(await having("dropchat_sockets", nodes)));
  expect(ada.heard, "she was told that her node goes away").toContain("draining");
  expect(ada.waits()).toBe(2);
  const bob = await arrives("Bob");
  await bob.startsTalking();
  await ada.isTalkingWith(bob);
});

/** Whatever happens, none of them may see more than `draining`, 1012 and a reconnect, and `peer-left` where a pairing was cut. */
async function amidCrowd(happens: (crowd: Crowd) => Promise<void>): Promise<void> {
  const crowd = new Crowd(PEOPLE);
  try {
    await crowd.eachMeets();
    await happens(crowd);
    await crowd.eachMeets();
  } finally {
    crowd.goesHome();
    console.log(`${crowd}`);
  }
  expect(crowd.complaints).toEqual([]);
  expect(crowd.longestWaitMs).toBeLessThanOrEqual(LONGEST_WAIT_MS);
}
