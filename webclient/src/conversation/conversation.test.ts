import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeClock, MATCHED, ScriptedServer, WELCOME } from "../../test/fakes.ts";
import { keysForCall, type CallEvent, type CallSetting } from "../call/call.ts";
import type { ChannelMessage } from "../protocol/channel.ts";
import type { Welcome } from "../protocol/messages.ts";
import { createConversation } from "./conversation.ts";
import type { Conversation } from "./moment.ts";

class FakeTrack {
  enabled = true;
  stopped = false;
  muted = false;
  onmute = () => {};
  onunmute = () => {};
  stop(): void {
    this.stopped = true;
  }
}

class FakeCall {
  readonly received: number[][] = [];
  readonly said: ChannelMessage[] = [];
  closed = false;
  microphone: MediaStream | null = null;
  constructor(readonly setting: CallSetting) {}
  receive = (frame: Uint8Array) => void this.received.push([...frame]);
  say = (message: ChannelMessage) => this.said.push(message) > 0;
  restart(): void {}
  reopened(): void {}
  speakThrough = (microphone: MediaStream) => void (this.microphone = microphone);
  close = () => void (this.closed = true);
  tells = (event: CallEvent) => this.setting.event(event);
}

let clock: FakeClock;
let server: ScriptedServer;
let calls: FakeCall[];
let track: FakeTrack;
let reachable: boolean;
let reloads: number;
let page: EventTarget;
let asked: number;
let conversation: Conversation;

beforeEach(() => {
  clock = new FakeClock();
  server = new ScriptedServer();
  calls = [];
  reachable = true;
  reloads = 0;
  page = new EventTarget();
  asked = 0;
  vi.stubGlobal("document", Object.assign(page, { hidden: false }));
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  track = new FakeTrack();
  const stream = { getTracks: () => [track], getAudioTracks: () => [track] };
  conversation = createConversation({
    url: "ws://node/signal",
    clock,
    random: () => 0.5,
    WebSocket: server.WebSocket,
    reload: () => void reloads++,
    devices: { getUserMedia: async () => (asked++, stream) } as unknown as MediaDevices,
    loadCalls: async () => {
      if (!reachable) throw new TypeError("Failed to fetch dynamically imported module");
      return {
        keysForCall,
        startCall(_, setting) {
          calls.push(new FakeCall(setting));
          return calls.at(-1)!;
        },
      };
    },
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const joins = () =>
  server.sockets.flatMap((socket) => socket.sent).flatMap((message) => (message.type === "join" ? [message] : []));
const joined = (count: number) => expect.poll(() => joins().length).toBe(count);
const idly = () => new Promise((resolve) => setTimeout(resolve, 30));

async function queued(welcome: Partial<Welcome> = {}): Promise<void> {
  server.latest.says({ ...WELCOME, ...welcome });
  conversation.start();
  await joined(1);
  server.latest.says({ type: "waiting", widen: [] });
}

async function talking(): Promise<void> {
  await queued();
  server.latest.says(MATCHED);
  calls.at(-1)!.tells({ is: "open" });
  expect(conversation.view.moment.is).toBe("talking");
}

describe("a join", () => {
  it("carries wishes, avoid list and a commit of its own each time", async () => {
    conversation.wish({ languages: ["de"], interests: ["tea"] });
    await queued();
    server.latest.says(MATCHED);
    conversation.skip();
    await joined(2);
    expect(joins()).toMatchObject([{ languages: ["de"], interests: ["tea"], avoid: [] }, { avoid: ["peer-token"] }]);
    expect(joins()[0]!.commit).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(joins()[1]!.commit).not.toBe(joins()[0]!.commit);
  });

  it.each([
    [{ relay: "optional", lan: false }, false, 0],
    [{ relay: "optional", lan: true }, false, 2],
    [{ relay: "optional", lan: true }, true, 3],
    [{ relay: "required", lan: false }, false, 1],
  ] as const)("on %j with hiding %s commits to options %i", async (welcome, hideAddress, options) => {
    conversation.wish({ hideAddress });
    await queued(welcome);
    server.latest.says(MATCHED);
    expect(calls[0]!.setting.keys).toMatchObject({ options, commit: joins()[0]!.commit });
  });

  it("is not sent when it is no longer wanted by the time its keys are made", async () => {
    server.latest.says(WELCOME);
    conversation.subscribe(({ moment }) => moment.is === "searching" && conversation.stop());
    conversation.start();
    await idly();
    expect(conversation.view.moment.is).toBe("idle");
    expect(joins()).toEqual([]);
    expect(server.latest.sent).toEqual([{ type: "leave" }]);
  });

  it("is tried again after 3 s when the code of calls could not be fetched", async () => {
    reachable = false;
    server.latest.says(WELCOME);
    conversation.start();
    await idly();
    reachable = true;
    clock.pass(3_000);
    await joined(1);
    expect(reloads).toBe(0);
  });

  it("starts the page afresh when its code is gone though the server answers, but not without a server", async () => {
    reachable = false;
    server.latest.says(WELCOME);
    conversation.start();
    await idly();
    server.latest.closes(1006);
    clock.pass(3_000);
    await idly();
    expect(reloads).toBe(0);
    server.latest.says(WELCOME);
    await idly();
    clock.pass(3_000);
    await expect.poll(() => reloads).toBe(1);
  });

  it("that is no longer wanted starts nothing afresh", async () => {
    reachable = false;
    server.latest.says(WELCOME);
    conversation.start();
    await idly();
    clock.pass(3_000);
    conversation.stop();
    await idly();
    expect(reloads).toBe(0);
  });

  it.each([
    ["on", "after", true], ["on", "before", true], ["off", "after", false], ["off", "before", false],
  ] as const)("replaced because hiding was switched %s %s its answer leads to no match; the next one hides accordingly", async (_, when, hideAddress) => {
    conversation.wish({ hideAddress: !hideAddress });
    server.latest.says(WELCOME);
    conversation.start();
    await joined(1);
    if (when === "before") conversation.wish({ hideAddress });
    server.latest.says({ type: "waiting", widen: [] });
    if (when === "after") conversation.wish({ hideAddress });
    server.latest.says(MATCHED);
    expect([conversation.view.moment.is, calls.length]).toEqual(["searching", 0]);
    await joined(2);
    server.latest.says(MATCHED);
    expect(calls).toHaveLength(0);
    server.latest.says({ type: "waiting", widen: [] });
    server.latest.says(MATCHED);
    expect(calls[0]!.setting.keys).toMatchObject({ options: hideAddress ? 1 : 0, commit: joins()[1]!.commit });
  });

  it("that was about to replace another gives way to a match under the other", async () => {
    await queued();
    conversation.wish({ languages: ["de"] });
    server.latest.says(MATCHED);
    await idly();
    expect(joins()).toHaveLength(1);
    expect(calls[0]!.setting.keys.commit).toBe(joins()[0]!.commit);
  });
});

describe("a crossing", () => {
  it("of skip and signals for the one skipped reaches no call", async () => {
    await queued();
    server.latest.says(MATCHED);
    server.latest.relays(Uint8Array.of(1));
    conversation.skip();
    server.latest.relays(Uint8Array.of(2));
    await joined(2);
    server.latest.relays(Uint8Array.of(3));
    server.latest.says(MATCHED);
    server.latest.says({ type: "peer-left" });
    expect([calls.length, calls[0]!.closed, calls[0]!.received]).toEqual([1, true, [[1]]]);
    server.latest.says({ type: "waiting", widen: [] });
    server.latest.says(MATCHED);
    expect(calls).toHaveLength(2);
  });

  it("of stop and matched stays idle", async () => {
    await queued();
    conversation.stop();
    server.latest.says(MATCHED);
    expect([conversation.view.moment, calls.length]).toEqual([{ is: "idle" }, 0]);
  });
});

describe("a talk", () => {
  it("outlives its socket, and shows itself on the next", async () => {
    await talking();
    server.latest.closes(1006);
    expect(conversation.view).toMatchObject({ moment: { is: "talking" }, link: { is: "down" } });
    clock.pass(1_000);
    server.latest.says({ ...WELCOME, token: "own-2" });
    expect(server.sockets[1]!.sent).toEqual([{ type: "connected" }]);
    expect(calls[0]!.said).toEqual([{ type: "token", token: "own-2" }]);
  });

  it("moves off a draining node only after its pairing is over", async () => {
    await queued();
    server.latest.says(MATCHED);
    server.sockets[0]!.says({ type: "draining" });
    server.sockets[1]!.says({ ...WELCOME, token: "own-2" });
    server.sockets[0]!.relays(Uint8Array.of(9));
    expect(calls[0]!.received).toEqual([[9]]);
    calls[0]!.tells({ is: "open" });
    expect(server.sockets[0]!.said("connected")).toHaveLength(1);
    expect(server.sockets[0]!.readyState).toBe(3);
    expect(server.sockets[1]!.sent).toEqual([{ type: "connected" }]);
    expect(calls[0]!.said).toEqual([{ type: "token", token: "own-2" }]);
  });

  it("being mended moves at once to a socket over the changed network, and reopens there", async () => {
    await talking();
    calls[0]!.tells({ is: "dead" });
    page.dispatchEvent(new Event("online"));
    server.sockets[1]!.says({ ...WELCOME, token: "own-2" });
    expect(server.sockets[0]!.readyState).toBe(3);
    expect(server.sockets[1]!.sent).toEqual([{ type: "connected" }, { type: "reopen", token: "peer-token" }]);
  });

  it("being mended stays on a draining node, which may be about to answer", async () => {
    await talking();
    calls[0]!.tells({ is: "dead" });
    server.sockets[0]!.says({ type: "draining" });
    server.sockets[1]!.says(WELCOME);
    expect(server.sockets.map(({ readyState }) => readyState)).toEqual([1, 1]);
  });

  it("whose network changed unnoticed reopens over another socket within 5 s", async () => {
    await talking();
    clock.pass(60_000); // long enough a socket for the next to be opened soon
    calls[0]!.tells({ is: "dead" });
    expect(server.sockets[0]!.said("reopen")).toHaveLength(1);
    clock.pass(4_900);
    server.latest.says(WELCOME);
    expect([server.sockets.length, server.latest.said("reopen").length]).toEqual([2, 1]);
  });

  it("whose channel and socket went quiet together has another socket before the channel is dead, and reopens there", async () => {
    await talking();
    calls[0]!.tells({ is: "quiet" });
    clock.pass(500);
    server.latest.says({ ...WELCOME, token: "own-2" });
    clock.pass(1_000);
    calls[0]!.tells({ is: "dead" });
    expect(server.sockets.map(({ readyState }) => readyState)).toEqual([3, 1]);
    expect(server.latest.sent).toEqual([{ type: "connected" }, { type: "reopen", token: "peer-token" }]);
  });

  it("keeps the socket that answers its reopens, whatever the answer", async () => {
    await talking();
    calls[0]!.tells({ is: "dead" });
    for (let i = 0; i < 9; i++) {
      server.latest.says({ type: "peer-left" });
      clock.pass(3_000);
    }
    expect([server.sockets.length, server.latest.said("reopen").length]).toEqual([1, 10]);
  });

  it("whose microphone another app takes says that nothing is heard, until it is given back", async () => {
    await talking();
    track.onmute();
    expect(conversation.view.moment).toMatchObject({ hints: ["they-cannot-hear-you"] });
    track.onunmute();
    expect(conversation.view.moment).toMatchObject({ hints: [] });
  });

  it("whose microphone is still silenced 2 s after the page came back asks for it anew, and where it was given back does not", async () => {
    await talking();
    track.muted = true;
    page.dispatchEvent(new Event("visibilitychange"));
    clock.pass(1_999);
    track.muted = false;
    clock.pass(1);
    expect(asked).toBe(1);
    track.muted = true;
    page.dispatchEvent(new Event("visibilitychange"));
    clock.pass(2_000);
    expect(asked).toBe(2);
  });

  it("that mended itself before the answer keeps its socket", async () => {
    await talking();
    calls[0]!.tells({ is: "dead" });
    calls[0]!.tells({ is: "alive" });
    clock.pass(60_000);
    expect(server.sockets).toHaveLength(1);
  });

  it("that is only looked for moves off a draining node at once, and joins there", async () => {
    await queued();
    server.sockets[0]!.says({ type: "draining" });
    server.sockets[1]!.says(WELCOME);
    await expect.poll(() => server.sockets[1]!.said("join").length).toBe(1);
    expect(server.sockets[0]!.readyState).toBe(3);
  });

  it("gives up by the clock, in 20 s", async () => {
    await queued();
    server.latest.says(MATCHED);
    clock.pass(5_000);
    expect(conversation.view.moment).toMatchObject({ is: "connecting", slow: true });
    clock.pass(15_000);
    expect(conversation.view.moment).toMatchObject({ is: "searching", after: "no-way-through" });
    await joined(2);
    expect(joins()[1]!.avoid).toEqual(["peer-token"]);
  });

  it("sends no more texts than the other side takes in", async () => {
    await talking();
    for (let i = 0; i < 30; i++) conversation.say(`${i}`);
    const texts = calls[0]!.said.filter(({ type }) => type === "text");
    expect(texts).toHaveLength(8);
    expect(conversation.view.moment).toMatchObject({ lines: { length: 8 } });
  });

  it("mutes the microphone itself", async () => {
    await talking();
    conversation.mute(true);
    expect(track.enabled).toBe(false);
    conversation.mute(false);
    expect(track.enabled).toBe(true);
  });

  it("lets go of the microphone on stop", async () => {
    await talking();
    conversation.stop();
    expect([track.stopped, calls[0]!.closed]).toEqual([true, true]);
  });
});

describe("a talk being mended", () => {
  const between: Record<string, () => void> = {
    "nothing": () => {},
    "dead once more": () => calls[0]!.tells({ is: "dead" }),
    "no way between them": () => calls[0]!.tells({ is: "failing" }),
    "a poor connection": () => calls[0]!.tells({ is: "poor", poor: true }),
    "words that come late": () => calls[0]!.tells({ is: "said", message: { type: "text", text: "late" } }),
    "their new token": () => calls[0]!.tells({ is: "said", message: { type: "token", token: "theirs" } }),
    "peer-left": () => server.latest.says({ type: "peer-left" }),
    "reopened": () => server.latest.says({ type: "reopened", peer: { token: "peer-2" }, token: "own-2", iceServers: [] }),
    "draining": () => server.latest.says({ type: "draining" }),
    "a welcome": () => server.latest.says(WELCOME),
    "a lost link": () => server.latest.closes(1006),
    "a restarting node": () => server.latest.closes(1012),
    "a resting link": () => server.latest.closes(1000),
    "another network": () => page.dispatchEvent(new Event("online")),
    "a press of everything but stop and skip": () => {
      conversation.start();
      conversation.retry();
      conversation.mute(clock.now() % 1_400 === 0);
      conversation.say("Are you there?");
      conversation.typing();
      conversation.wish({ nextAutomatically: true, languages: ["de"] });
      conversation.report("other");
    },
  };
  between["all of that"] = () => Object.entries(between).forEach(([name, happens]) => name !== "all of that" && happens());

  it.each(Object.entries(between))("with %s every 700 ms is lost after 30 s", async (_, happens) => {
    await talking();
    calls[0]!.tells({ is: "dead" });
    for (let ms = 0; ms < 29_400; ms += 700) {
      clock.pass(700);
      happens();
    }
    expect(conversation.view.moment).toMatchObject({ is: "talking", hints: expect.arrayContaining(["mending"]) });
    clock.pass(600);
    expect(conversation.view.moment).toMatchObject({ is: "ended", why: "lost" });
  });

  it("and mended has its 30 s again when it dies again", async () => {
    await talking();
    calls[0]!.tells({ is: "dead" });
    clock.pass(29_000);
    calls[0]!.tells({ is: "alive" });
    clock.pass(29_000);
    calls[0]!.tells({ is: "dead" });
    clock.pass(29_999);
    expect(conversation.view.moment.is).toBe("talking");
    clock.pass(1);
    expect(conversation.view.moment.is).toBe("ended");
  });

  it("is lost after 30 s even if everything that is tried for it throws", async () => {
    await talking();
    const broken = () => {
      throw new Error("broken");
    };
    server.latest.send = broken;
    Object.assign(calls[0]!, { say: broken, restart: broken, reopened: broken });
    calls[0]!.tells({ is: "dead" });
    calls[0]!.tells({ is: "failing" });
    clock.pass(30_000);
    expect(conversation.view.moment).toMatchObject({ is: "ended", why: "lost" });
  });
});

describe("inspect", () => {
  it("gives what the server holds", async () => {
    server.latest.says(WELCOME);
    const held = conversation.inspect();
    server.latest.says({ type: "knowledge", held: { country: "DE" } });
    expect(await held).toEqual({ country: "DE" });
  });

  it("gives null where the server is out of reach, and when no answer comes in 5 s", async () => {
    server.latest.says(WELCOME);
    const held = conversation.inspect();
    clock.pass(5_000);
    expect(await held).toBeNull();
    server.latest.closes(1006);
    expect(await conversation.inspect()).toBeNull();
  });

  it("is one question, however often it is asked before the answer", async () => {
    server.latest.says(WELCOME);
    const held = [conversation.inspect(), conversation.inspect()];
    server.latest.says({ type: "knowledge", held: { country: "DE" } });
    expect(await Promise.all(held)).toEqual([{ country: "DE" }, { country: "DE" }]);
    expect(server.latest.sent).toEqual([{ type: "inspect" }]);
  });

  it("wakes a link that rests, and is asked once it is open", async () => {
    server.latest.says(WELCOME);
    server.latest.closes(1000);
    expect(conversation.view.link.is).toBe("resting");
    const held = conversation.inspect();
    expect(server.sockets).toHaveLength(2);
    server.latest.says(WELCOME);
    server.latest.says({ type: "knowledge", held: { country: "DE" } });
    expect(await held).toEqual({ country: "DE" });
  });
});

describe("a server out of reach", () => {
  it("is told once, however often it is tried, until it is back", () => {
    const seen: string[] = [];
    server.latest.says(WELCOME);
    conversation.subscribe(({ link }) => link.is !== seen.at(-1) && seen.push(link.is));
    for (let attempt = 0; attempt < 5; attempt++) {
      server.latest.closes(1006);
      clock.pass(30_000);
    }
    conversation.retry();
    expect(server.sockets.length).toBeGreaterThan(5);
    expect(seen).toEqual(["open", "down"]);
    server.latest.says(WELCOME);
    expect(seen).toEqual(["open", "down", "open"]);
  });
});

describe("a watcher", () => {
  it("is called at once, after every change, and not after it has stopped", () => {
    const seen: string[] = [];
    const stop = conversation.subscribe(({ link }) => seen.push(link.is));
    server.latest.says(WELCOME);
    stop();
    server.latest.closes(1006);
    expect(seen).toEqual(["opening", "open"]);
  });
});
