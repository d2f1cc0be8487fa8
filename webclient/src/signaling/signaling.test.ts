import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock, MATCHED, ScriptedServer, WELCOME } from "../../test/fakes.ts";
import type { ServerMessage } from "../protocol/messages.ts";
import { Signaling, type LinkState } from "./signaling.ts";

let clock: FakeClock;
let server: ScriptedServer;
let links: LinkState[];
let messages: ServerMessage[];
let signals: number[][];
let movable: boolean | "renewed";
let signaling: Signaling;

beforeEach(() => {
  clock = new FakeClock();
  server = new ScriptedServer();
  [links, messages, signals, movable] = [[], [], [], true];
  signaling = new Signaling(
    { url: "ws://node/signal", clock, random: () => 0.5, WebSocket: server.WebSocket },
    {
      link: (state) => links.push(state),
      message: (message) => messages.push(message),
      signal: (bytes) => signals.push([...bytes]),
      movable: (renewed) => movable === true || (renewed && movable === "renewed"),
    },
  );
  signaling.open();
});

const KNOWLEDGE: ServerMessage = { type: "knowledge", held: {} };
const welcomed = () => server.latest.says(WELCOME);

describe("a link", () => {
  it("is open from the welcome on, and takes nothing before", () => {
    expect(signaling.send({ type: "join" })).toBe(false);
    welcomed();
    expect(links).toEqual([{ is: "opening" }, { is: "open", welcome: WELCOME }]);
    expect(signaling.send({ type: "join" })).toBe(true);
    expect(server.latest.sent).toEqual([{ type: "join" }]);
  });

  it("says until when it is down, and is opened again then", () => {
    welcomed();
    clock.pass(60_000);
    server.latest.closes(1013);
    expect(links.at(-1)).toEqual({ is: "down", retryAt: 60_250 });
    clock.pass(249);
    expect(server.sockets).toHaveLength(1);
    clock.pass(1);
    expect(server.sockets).toHaveLength(2);
  });

  it("backs off while sockets die young, welcomed or not", () => {
    const delays = [1, 2, 3, 4].map(() => {
      welcomed();
      server.latest.closes(1012);
      const down = links.at(-1)!;
      const delay = down.is === "down" ? down.retryAt - clock.now() : -1;
      clock.pass(delay);
      return delay;
    });
    expect(delays).toEqual([500, 1000, 2000, 4000]);
  });

  it("rests after an idle close until somebody needs it", () => {
    welcomed();
    server.latest.closes(1000);
    clock.pass(24 * 3600_000);
    expect(server.sockets).toHaveLength(1);
    expect(links.at(-1)).toEqual({ is: "resting" });
    signaling.open();
    expect(server.sockets).toHaveLength(2);
  });

  it("gives up on a server that does not say welcome, or does not answer join", () => {
    clock.pass(10_000);
    expect(links.at(-1)).toMatchObject({ is: "down" });
    signaling.open();
    welcomed();
    signaling.send({ type: "join" });
    clock.pass(10_000);
    expect(links.at(-1)).toMatchObject({ is: "down" });
  });

  it("does not hear a socket it has given up", () => {
    clock.pass(10_000);
    welcomed();
    expect(links.at(-1)).toMatchObject({ is: "down" });
  });

  it("survives a browser that refuses to open a socket at all", () => {
    const refused: LinkState[] = [];
    const throwing = class { constructor() { throw new Error("blocked"); } } as unknown as typeof WebSocket;
    const parts = { url: "ws://node", clock, random: () => 0.5, WebSocket: throwing };
    new Signaling(parts, { link: (l) => refused.push(l), message: () => {}, signal: () => {}, movable: () => true }).open();
    clock.pass(0);
    expect(refused.map(({ is }) => is)).toEqual(["opening", "down"]);
  });

  it("passes on signals of 1 byte to 16 KiB only, and none while a join is unanswered", () => {
    welcomed();
    server.latest.relays(new Uint8Array(0));
    server.latest.relays(new Uint8Array(16 * 1024 + 1));
    server.latest.relays(Uint8Array.of(1, 2));
    signaling.send({ type: "join" });
    server.latest.relays(Uint8Array.of(3));
    expect(signals).toEqual([[1, 2]]);
  });

  it("is renewed unseen when the network has changed", () => {
    welcomed();
    signaling.renew();
    welcomed();
    expect(links.map(({ is }) => is)).toEqual(["opening", "open", "open"]);
    expect(server.sockets.map(({ readyState }) => readyState)).toEqual([3, 1]);
  });

  it("is renewed again and again until the changed network carries a socket", () => {
    welcomed();
    movable = "renewed";
    signaling.renew();
    server.latest.closes(1006);
    clock.pass(1_000);
    expect(server.sockets).toHaveLength(3);
    signaling.renew();
    expect(server.sockets[2]!.readyState).toBe(3);
    welcomed();
    expect(server.sockets.map(({ readyState }) => readyState)).toEqual([3, 3, 3, 1]);
    expect(links.map(({ is }) => is)).toEqual(["opening", "open", "open"]);
  });

  it("is sound again once renewed: it is not left in the middle only because its node drains", () => {
    welcomed();
    movable = "renewed";
    signaling.renew();
    welcomed();
    server.latest.says({ type: "draining" });
    welcomed();
    expect(server.sockets.map(({ readyState }) => readyState)).toEqual([3, 1, 1]);
  });

  it("that is checked and answers in time is kept, and no other is opened", () => {
    welcomed();
    signaling.check();
    clock.pass(399);
    server.latest.says(KNOWLEDGE);
    clock.pass(60_000);
    expect(server.sockets.map(({ readyState }) => readyState)).toEqual([1]);
  });

  it("that is checked and says nothing gives way to another within half a second, in the middle of a mending, too", () => {
    welcomed();
    movable = "renewed";
    signaling.check();
    expect(server.latest.sent).toEqual([{ type: "inspect" }]);
    clock.pass(500);
    welcomed();
    expect(server.sockets.map(({ readyState }) => readyState)).toEqual([3, 1]);
    expect(links.map(({ is }) => is)).toEqual(["opening", "open", "open"]);
  });

  it("that was only slow to answer is kept, if no other is there by then", () => {
    welcomed();
    signaling.check();
    clock.pass(500);
    server.sockets[0]!.says(KNOWLEDGE);
    clock.pass(60_000);
    expect(server.sockets.map(({ readyState }) => readyState)).toEqual([1, 3]);
  });

  it("that was only slow to answer is left all the same when its node drains", () => {
    welcomed();
    signaling.check();
    clock.pass(500);
    server.sockets[0]!.says({ type: "draining" });
    welcomed();
    expect(server.sockets.map(({ readyState }) => readyState)).toEqual([3, 1]);
  });

  it("passes on nothing that it cannot read", () => {
    welcomed();
    server.latest.says("{");
    server.latest.says('{"type":"novelty"}');
    expect(messages).toEqual([]);
  });
});

describe("a draining node", () => {
  beforeEach(() => {
    welcomed();
    movable = false;
    server.latest.says({ type: "draining" });
  });

  it("is left unseen once the next socket is there and nothing holds us", () => {
    expect(server.sockets).toHaveLength(2);
    server.sockets[1]!.says({ ...WELCOME, token: "next" });
    expect(links).toHaveLength(2);
    movable = true;
    signaling.settle();
    expect(links.at(-1)).toMatchObject({ is: "open", welcome: { token: "next" } });
    expect(server.sockets[0]!.readyState).toBe(3);
    expect(signaling.send({ type: "connected" })).toBe(true);
    expect(server.sockets[1]!.said("connected")).toHaveLength(1);
  });

  it("goes on serving a pairing until then", () => {
    server.sockets[1]!.says(WELCOME);
    server.sockets[0]!.says(MATCHED);
    server.sockets[0]!.relays(Uint8Array.of(7));
    expect(messages).toEqual([MATCHED]);
    expect(signals).toEqual([[7]]);
  });

  it("is replaced at once when it closes first, without the link ever being down", () => {
    server.sockets[1]!.says(WELCOME);
    server.sockets[0]!.closes(1012);
    expect(links.map(({ is }) => is)).toEqual(["opening", "open", "open"]);
  });

  it("is asked to be replaced again while no other node takes us", () => {
    server.sockets[1]!.closes(1006);
    clock.pass(30_000);
    expect(server.sockets.length).toBeGreaterThan(2);
    expect(links).toHaveLength(2);
  });
});
