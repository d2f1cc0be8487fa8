import { describe, expect, it } from "vitest";
import { MATCHED, WELCOME } from "../../test/fakes.ts";
import type { CallEvent } from "../call/call.ts";
import type { ChannelMessage } from "../protocol/channel.ts";
import type { ServerMessage, Welcome } from "../protocol/messages.ts";
import type { Moment } from "./moment.ts";
import { NOTHING, type Effect, type Input, type State, type Timer } from "./state.ts";
import { step } from "./step.ts";

/** A conversation in which time and everything else is an input. */
class Life {
  state: State = NOTHING;
  effects: readonly Effect[] = [];
  now = 1_000;

  on(input: Input): this {
    [this.state, ...this.effects] = step(this.state, input, this.now) as [State, ...Effect[]];
    return this;
  }

  at(now: number): this {
    this.now = now;
    return this;
  }

  person = (is: "start" | "stop" | "skip" | "typing") => this.on({ is });
  server = (message: ServerMessage) => this.on({ is: "server", message });
  call = (event: CallEvent) => this.on({ is: "call", event });
  said = (message: ChannelMessage) => this.call({ is: "said", message });
  woke = (timer: Timer) => this.on({ is: "woke", timer });
  link = (change: Partial<Welcome> = {}) => this.on({ is: "link", state: { is: "open", welcome: { ...WELCOME, ...change } } });
  down = (retryAt = this.now + 5_000) => this.on({ is: "link", state: { is: "down", retryAt } });
  opening = () => this.on({ is: "link", state: { is: "opening" } });
  wish = (change: Partial<State["wishes"]>) => this.on({ is: "wish", change });

  get moment(): Moment {
    return this.state.moment;
  }

  did(what: Effect["do"]): readonly Effect[] {
    return this.effects.filter((each) => each.do === what);
  }

  sent(): readonly unknown[] {
    return this.effects.flatMap((each) => (each.do === "send" ? [each.message] : []));
  }
}

const idle = () => new Life().link();
const searching = () => idle().person("start").on({ is: "microphone" }).server({ type: "waiting", widen: [3, 8] });
const connecting = () => searching().server(MATCHED);
const proven = () => connecting().call({ is: "agreed", hidden: false }).call({ is: "proven", emoji: ["🐶"] });
const talking = () => proven().call({ is: "open" });
const mending = () => talking().call({ is: "dead" });
const ended = () => talking().said({ type: "bye" });
const hiding = (relay: Welcome["relay"]) => new Life().link({ relay }).wish({ hideAddress: true });
const EVERY = { idle, searching, connecting, talking, mending, ended };

const REOPEN = { type: "reopen", token: "peer-token" };
const LEAVE = { type: "leave" };
const REOPENED: ServerMessage = { type: "reopened", peer: { token: "peer-2" }, token: "own-2", iceServers: [] };

describe("start", () => {
  it("asks for the microphone, then searches", () => {
    const life = idle().person("start");
    expect([life.moment, life.did("ask-microphone").length]).toEqual([{ is: "asking", trying: false }, 1]);
    life.on({ is: "microphone" });
    expect(life.moment).toEqual({ is: "searching", since: 1_000, widensAt: null, after: null, silent: false, muted: false });
    expect(life.did("join")).toHaveLength(1);
  });

  it("does not ask again for a microphone that is still held", () => {
    expect(ended().person("start").did("ask-microphone")).toHaveLength(0);
  });

  it("can be tried again after a refusal", () => {
    const life = idle().person("start").on({ is: "no-microphone", why: "denied" });
    expect(life.moment).toEqual({ is: "refused", why: "denied", trying: false });
    expect(life.person("start").did("ask-microphone")).toHaveLength(1);
  });

  it("searches without a link, wakes a resting one, and joins once there is one", () => {
    const life = idle().on({ is: "link", state: { is: "resting" } }).person("start").on({ is: "microphone" });
    expect([life.moment.is, life.did("open-link").length, life.did("join").length]).toEqual(["searching", 1, 0]);
    expect(life.link().did("join")).toHaveLength(1);
  });

  it("does nothing in the middle of something", () => {
    for (const life of [searching(), connecting(), talking()]) {
      const before = life.state;
      expect(life.person("start").state).toBe(before);
    }
  });
});

describe("a link that is down", () => {
  it("is shown as down until it is open, at each attempt as being tried now", () => {
    const life = idle().down(3_000).opening();
    expect(life.state.link).toEqual({ is: "down", retryAt: 1_000 });
    expect(life.down(6_000).state.link).toEqual({ is: "down", retryAt: 6_000 });
    expect(life.at(6_000).opening().state.link).toEqual({ is: "down", retryAt: 6_000 });
    expect(life.link().state.link.is).toBe("open");
  });

  it("and tried again without delay is not down, unless it was before", () => {
    expect(idle().down(1_000).state.link).toEqual({ is: "opening" });
    expect(idle().down(3_000).down(1_000).state.link).toEqual({ is: "down", retryAt: 1_000 });
  });

  it("is only opening where nothing has failed yet", () => {
    for (const life of [new Life(), idle(), idle().on({ is: "link", state: { is: "resting" } })]) expect(life.opening().state.link).toEqual({ is: "opening" });
  });
});

describe("stop", () => {
  it.each(["searching", "connecting", "talking", "mending", "ended"] as const)("from %s hangs up, leaves, lets go of the microphone and forgets", (name) => {
    const life = EVERY[name]().person("stop");
    expect(life.moment).toEqual({ is: "idle" });
    expect(life.sent()).toEqual([LEAVE]);
    expect(life.effects.map((each) => each.do)).toEqual(["forget-all", "hang-up", "send", "release-microphone"]);
    expect(life.state).toMatchObject({ peer: null, emoji: null, microphone: false });
  });

  it("while the browser asks gives back what comes of it", () => {
    const life = idle().person("start").person("stop").on({ is: "microphone" });
    expect([life.moment.is, life.did("release-microphone").length]).toEqual(["idle", 1]);
  });
});

describe("searching", () => {
  it("knows when it widens", () => {
    expect(searching().moment).toMatchObject({ widensAt: [4_000, 9_000] });
  });

  it("asks anew when wishes change, and keeps its time", () => {
    const life = searching().at(5_000).wish({ languages: ["de"] });
    expect(life.moment).toMatchObject({ is: "searching", since: 1_000 });
    expect(life.did("join")).toHaveLength(1);
    expect(life.server(MATCHED).moment.is).toBe("connecting");
  });

  it("does not ask anew for what the server need not know", () => {
    expect(searching().wish({ nextAutomatically: true }).effects).toEqual([]);
  });

  it("joins again on each new socket", () => {
    expect(searching().down().link().did("join")).toHaveLength(1);
  });

  it("meets nobody before its join is answered on that socket", () => {
    expect(searching().down().link().server(MATCHED).moment.is).toBe("searching");
  });

  it("ends in a cooldown, which ends in idle", () => {
    const life = searching().server({ type: "cooldown", seconds: 300 });
    expect([life.moment, life.did("release-microphone").length]).toEqual([{ is: "cooldown", until: 301_000 }, 1]);
    expect(life.person("start").moment.is).toBe("cooldown");
    expect(life.woke("cooldown").moment).toEqual({ is: "idle" });
  });

  it("mutes nobody any more once a cooldown took the microphone: tried out then, it is heard by oneself", () => {
    const life = talking().on({ is: "mute", on: true }).person("skip").server({ type: "cooldown", seconds: 300 }).woke("cooldown");
    expect([life.moment.is, life.state.muted]).toEqual(["idle", false]);
  });

  it("says whether one is muted, and mutes and opens without telling anybody: nobody is there", () => {
    const life = talking().on({ is: "mute", on: true }).person("skip");
    expect(life.moment).toMatchObject({ is: "searching", muted: true });
    expect(life.on({ is: "mute", on: false }).effects).toEqual([{ do: "close-microphone", closed: false }]);
    expect(life.moment).toMatchObject({ muted: false });
    life.on({ is: "mute", on: true }).server({ type: "waiting", widen: [] }).server(MATCHED).call({ is: "open" });
    expect([life.moment, life.did("tell")]).toMatchObject([{ is: "talking", muted: true }, [{ message: { type: "mute", muted: true } }]]);
  });

  it("leaves a pairing it did not ask for by joining again", () => {
    expect(searching().server(REOPENED).did("join")).toHaveLength(1);
  });

  it("asks for another microphone when its own is gone", () => {
    expect(searching().on({ is: "microphone-gone" }).moment).toEqual({ is: "asking", trying: false });
  });
});

describe("hiding", () => {
  it("is never given up: where there is no relay we do not join", () => {
    const life = hiding("none").person("start");
    expect([life.moment, life.did("ask-microphone").length]).toEqual([{ is: "cannot-hide" }, 0]);
    expect(life.wish({ hideAddress: false }).moment).toEqual({ is: "idle" });
  });

  it("stops a search when the next server has no relay", () => {
    const life = hiding("optional").person("start").on({ is: "microphone" }).down().link({ relay: "none" });
    expect([life.moment.is, life.did("join").length, life.did("release-microphone").length]).toEqual(["cannot-hide", 0, 1]);
  });

  it("starts switched on where the server prefers it, unless the person has decided", () => {
    expect(new Life().link({ relay: "preferred" }).state.wishes.hideAddress).toBe(true);
    expect(new Life().wish({ hideAddress: false }).link({ relay: "preferred" }).state.wishes.hideAddress).toBe(false);
  });
});

describe("connecting", () => {
  it("tells whom with, is slow after 5 s, and gives up after 20 s, avoiding that one", () => {
    const life = connecting();
    expect(life.moment).toMatchObject({ is: "connecting", with: { country: "BR", shared: { languages: ["pt"] } }, slow: false });
    expect(life.did("wake")).toEqual([{ do: "wake", timer: "slow", inMs: 5_000 }, { do: "wake", timer: "give-up", inMs: 20_000 }]);
    expect(life.woke("slow").moment).toMatchObject({ slow: true });
    life.woke("give-up");
    expect(life.moment).toMatchObject({ is: "searching", after: "no-way-through" });
    expect(life.effects.map((each) => each.do)).toEqual(["forget-all", "send", "hang-up", "close-microphone", "join"]);
    expect(life.state.avoid).toEqual(["peer-token"]);
  });

  it("takes 30 s from the match on when either side hides", () => {
    const theirs = connecting().at(3_000).call({ is: "agreed", hidden: true });
    expect(theirs.effects).toEqual([{ do: "wake", timer: "give-up", inMs: 28_000 }]);
    expect(theirs.moment).toMatchObject({ hidden: true });
    const mine = hiding("optional").person("start").on({ is: "microphone" }).server({ type: "waiting", widen: [] }).server(MATCHED);
    expect(mine.did("wake")).toContainEqual({ do: "wake", timer: "give-up", inMs: 30_000 });
  });

  it("becomes talking when the channel opens, and tells the server to forget", () => {
    const life = talking();
    expect(life.moment).toMatchObject({ is: "talking", since: 1_000, emoji: ["🐶"], lines: [], hints: [], reported: false });
    expect(life.sent()).toEqual([{ type: "connected" }]);
  });

  it("searches on with the same avoid list when they leave", () => {
    const life = connecting().server({ type: "peer-left" });
    expect(life.moment).toMatchObject({ is: "searching", after: "they-left" });
    expect([life.did("hang-up").length, life.did("join").length, life.state.avoid]).toEqual([1, 1, []]);
  });

  it("that they gave up as well was no way through", () => {
    const life = connecting().woke("slow").server({ type: "peer-left" });
    expect(life.moment).toMatchObject({ is: "searching", after: "no-way-through" });
    expect(life.state.avoid).toEqual([]);
  });

  it("goes on without a link, and starts over if the next socket is there before the channel", () => {
    expect(connecting().down().moment.is).toBe("connecting");
    expect(proven().down().call({ is: "open" }).moment.is).toBe("talking");
    expect(connecting().down().link().moment).toMatchObject({ is: "searching", after: "lost" });
  });

  it.each([["proven", proven], ["connecting", connecting], ["talking", talking]])("or %s ends with a warning on a second match without a join", (_, begin) => {
    const life = begin().server({ ...MATCHED, peer: { ...MATCHED.peer, token: "other" } });
    expect(life.moment).toEqual({ is: "ended", why: "key-mismatch", reportable: false, reported: false, waits: false });
    expect(life.sent()).toEqual([LEAVE]);
  });

  it("ends with a warning when commit or keys do not fit, which no timer takes away", () => {
    const life = connecting().wish({ nextAutomatically: true }).call({ is: "mismatch" });
    expect([life.moment, life.did("wake")]).toEqual([{ is: "ended", why: "key-mismatch", reportable: false, reported: false, waits: false }, []]);
  });
});

describe("skip", () => {
  it.each([["connecting", connecting], ["talking", talking]])("from %s hangs up and joins, avoiding the one skipped", (_, begin) => {
    const life = begin().person("skip");
    expect(life.moment).toMatchObject({ is: "searching", after: "you-skipped" });
    expect(life.effects.map((each) => each.do)).toEqual(["forget-all", "hang-up", "close-microphone", "join"]);
    expect(life.state.avoid).toEqual(["peer-token"]);
  });

  it("remembers the latest eight, each once", () => {
    const life = searching();
    const met = (token: string) => life.server({ type: "waiting", widen: [] }).server({ ...MATCHED, peer: { ...MATCHED.peer, token } }).person("skip");
    for (const token of ["1", "2", "3", "4", "5", "6", "7", "8", "9", "5"]) met(token);
    expect(life.state.avoid).toEqual(["2", "3", "4", "6", "7", "8", "9", "5"]);
  });

  it("does nothing where there is nobody", () => {
    for (const begin of [idle, searching]) expect(begin().person("skip").effects).toEqual([]);
  });
});

describe("talking", () => {
  it("ends when they say bye, or close the channel", () => {
    for (const life of [ended(), talking().call({ is: "closed", alive: true })]) {
      expect(life.moment).toEqual({ is: "ended", why: "they-left", reportable: true, reported: false, waits: false });
      expect([life.did("hang-up").length, life.sent()]).toEqual([1, [LEAVE]]);
    }
  });

  it("keeps both sides' lines in order, and forgets them with the talk", () => {
    const life = talking().on({ is: "say", text: "  hi " });
    expect(life.effects).toEqual([{ do: "tell", message: { type: "text", text: "hi", n: 1 } }]);
    life.at(2_000).said({ type: "text", text: "<b>" });
    expect(life.moment).toMatchObject({ lines: [{ by: "me", text: "hi", at: 1_000 }, { by: "them", text: "<b>", at: 2_000 }] });
    expect(JSON.stringify(life.person("skip").state)).not.toContain("<b>");
  });

  it("keeps 500 lines and no more, and counts on", () => {
    const life = talking();
    for (let i = 0; i < 600; i++) life.said({ type: "text", text: `${i}` });
    const { lines } = life.moment as Extract<Moment, { is: "talking" }>;
    expect(lines.map(({ serial }) => serial)).toEqual(Array.from({ length: 500 }, (_, i) => 101 + i));
  });

  it("sends 2,000 characters at most, and nothing empty", () => {
    const [told] = talking().on({ is: "say", text: "🐧".repeat(3000) }).did("tell");
    expect(told).toEqual({ do: "tell", message: { type: "text", text: "🐧".repeat(2000), n: 1 } });
    expect(talking().on({ is: "say", text: " \n " }).effects).toEqual([]);
  });

  it("shows their typing until they send, or 3 s", () => {
    const life = talking().said({ type: "typing" });
    expect([life.moment, life.did("wake")]).toMatchObject([{ typing: true }, [{ timer: "typing", inMs: 3_000 }]]);
    expect(life.woke("typing").moment).toMatchObject({ typing: false });
    expect(talking().said({ type: "typing" }).said({ type: "text", text: "x" }).moment).toMatchObject({ typing: false });
  });

  it("tells them when we mute, and stays muted for the next one until stop", () => {
    const life = talking().on({ is: "mute", on: true });
    expect(life.effects).toEqual([{ do: "close-microphone", closed: true }, { do: "tell", message: { type: "mute", muted: true } }]);
    life.person("skip").server({ type: "waiting", widen: [] }).server(MATCHED).call({ is: "open" });
    expect(life.moment).toMatchObject({ muted: true });
    expect(life.did("tell")).toEqual([{ do: "tell", message: { type: "mute", muted: true } }]);
    expect(life.person("stop").state.muted).toBe(false);
  });

  it("stays muted on another microphone", () => {
    const life = talking().on({ is: "mute", on: true }).on({ is: "microphone-gone" }).person("skip");
    expect([life.moment, life.sent()]).toEqual([{ is: "asking", trying: false }, [LEAVE]]);
    expect(life.on({ is: "microphone" }).did("close-microphone")).toEqual([{ do: "close-microphone", closed: true }]);
  });

  it("takes another microphone when its own goes away, and says so for eight seconds", () => {
    const life = talking().on({ is: "microphone-gone" });
    expect([life.did("replace-microphone").length, life.moment]).toMatchObject([1, { is: "talking", hints: ["they-cannot-hear-you"] }]);
    life.on({ is: "microphone-changed", note: "other-microphone" });
    expect([life.did("use-microphone").length, life.moment]).toMatchObject([1, { hints: ["other-microphone"] }]);
    expect(life.did("wake")).toEqual([{ do: "wake", timer: "note", inMs: 8_000 }]);
    expect(life.woke("note").moment).toMatchObject({ hints: [] });
    expect(life.person("skip").moment).toMatchObject({ is: "searching" });
  });

  it("says nothing of a microphone that was chosen, and of a speaker only that it went away", () => {
    expect(talking().on({ is: "microphone-changed" }).moment).toMatchObject({ hints: [] });
    expect(talking().on({ is: "speaker-gone" }).moment).toMatchObject({ hints: ["other-speaker"] });
  });

  it("with hold-to-talk lets out nothing until it is held, from the match on, and does not tell them", () => {
    const life = searching().wish({ holdToTalk: true }).server(MATCHED);
    expect(life.did("close-microphone")).toEqual([{ do: "close-microphone", closed: true }]);
    expect(life.effects.findIndex(({ do: what }) => what === "close-microphone")).toBeLessThan(life.effects.findIndex(({ do: what }) => what === "call"));
    life.call({ is: "open" });
    expect(life.on({ is: "hold", down: true }).effects).toEqual([{ do: "close-microphone", closed: false }]);
    expect(life.moment).toMatchObject({ held: true });
    expect(life.on({ is: "hold", down: true }).effects).toEqual([]);
    expect(life.on({ is: "hold", down: false }).effects).toEqual([{ do: "close-microphone", closed: true }]);
    expect(life.wish({ holdToTalk: false }).effects).toEqual([{ do: "close-microphone", closed: false }]);
  });

  it("lets out nothing of who is muted, held or not", () => {
    const life = talking().wish({ holdToTalk: true }).on({ is: "mute", on: true });
    expect(life.on({ is: "hold", down: true }).did("close-microphone")).toEqual([{ do: "close-microphone", closed: true }]);
  });

  it("answers each text that is numbered, and marks just the line that was answered", () => {
    const life = talking().on({ is: "say", text: "one" }).on({ is: "say", text: "two" }).said({ type: "text", text: "hi", n: 7 });
    expect(life.did("tell")).toEqual([{ do: "tell", message: { type: "delivered", n: 7 } }]);
    expect(life.said({ type: "text", text: "old client" }).did("tell")).toEqual([]);
    life.said({ type: "delivered", n: 2 }).said({ type: "delivered", n: 9 });
    const { lines } = life.moment as Extract<Moment, { is: "talking" }>;
    expect(lines.map(({ text, delivered }) => [text, delivered === true])).toEqual([["one", false], ["two", true], ["hi", false], ["old client", false]]);
  });

  it("asks for a tap where the browser plays nothing, also when that was known before the talk", () => {
    const life = connecting().on({ is: "audible", audible: false }).call({ is: "open" });
    expect(life.moment).toMatchObject({ hints: ["tap-to-hear"] });
    expect(life.on({ is: "audible", audible: true }).moment).toMatchObject({ hints: [] });
  });

  it("says that they cannot hear, also where the microphone fell silent before the talk, and in the next one", () => {
    const life = connecting().on({ is: "microphone-silent", silent: true }).call({ is: "open" });
    expect(life.moment).toMatchObject({ hints: ["they-cannot-hear-you"] });
    const next = talking().on({ is: "microphone-silent", silent: true }).person("skip").server({ type: "waiting", widen: [] }).server(MATCHED).call({ is: "open" });
    expect(next.moment).toMatchObject({ is: "talking", hints: ["they-cannot-hear-you"] });
    expect(next.on({ is: "microphone-changed" }).moment).toMatchObject({ hints: [] });
  });

  it("says that they cannot hear where the microphone went away on the way to it, and there was no other", () => {
    const life = connecting().on({ is: "microphone-gone" });
    expect(life.did("replace-microphone")).toHaveLength(1);
    life.on({ is: "no-microphone", why: "missing" }).call({ is: "open" });
    expect(life.moment).toMatchObject({ is: "talking", hints: ["they-cannot-hear-you"] });
  });

  it("wakes the sound when the system gives the microphone back", () => {
    const life = talking().on({ is: "microphone-silent", silent: true });
    expect(life.did("wake-ears")).toHaveLength(0);
    expect(life.on({ is: "microphone-silent", silent: false }).did("wake-ears")).toHaveLength(1);
  });

  it("is held no longer once muted: who unmutes is not heard before they press again", () => {
    const life = talking().wish({ holdToTalk: true }).on({ is: "hold", down: true }).on({ is: "mute", on: true }).on({ is: "mute", on: false });
    expect(life.moment).toMatchObject({ held: false });
    expect(life.did("close-microphone").at(-1)).toMatchObject({ closed: true });
  });

  it.each<[string, Input, Input]>([
    ["they-muted", { is: "call", event: { is: "said", message: { type: "mute", muted: true } } }, { is: "call", event: { is: "said", message: { type: "mute", muted: false } } }],
    ["poor-connection", { is: "call", event: { is: "poor", poor: true } }, { is: "call", event: { is: "poor", poor: false } }],
    ["they-cannot-hear-you", { is: "microphone-silent", silent: true }, { is: "microphone-silent", silent: false }],
    ["mending", { is: "call", event: { is: "dead" } }, { is: "call", event: { is: "alive" } }],
  ])("hints %s once, for as long as it is so", (which, begins, ends) => {
    const life = talking().on(begins).on(begins);
    expect(life.moment).toMatchObject({ hints: [which] });
    expect(life.on(ends).moment).toMatchObject({ hints: [] });
  });

  it("is not ended by peer-left, by a lost link or by a node that goes away", () => {
    const life = talking().server({ type: "peer-left" }).server({ type: "draining" }).down();
    expect(life.moment.is).toBe("talking");
  });

  it("says connected on each new socket, and gives them its token", () => {
    const life = talking().down().link({ token: "own-3" });
    expect(life.effects).toEqual([
      { do: "send", message: { type: "connected" } },
      { do: "tell", message: { type: "token", token: "own-3" } },
    ]);
  });
});

describe("mending", () => {
  it("reopens at once, every 3 s, and is lost after 30 s", () => {
    const life = mending();
    expect(life.sent()).toEqual([REOPEN]);
    expect(life.did("wake")).toEqual([{ do: "wake", timer: "reopen", inMs: 3_000 }, { do: "wake", timer: "lost", inMs: 30_000 }]);
    expect(life.woke("reopen").effects).toEqual([{ do: "send", message: REOPEN }, { do: "wake", timer: "reopen", inMs: 3_000 }]);
    expect(life.server({ type: "peer-left" }).moment.is).toBe("talking");
    expect(life.woke("lost").moment).toEqual({ is: "ended", why: "lost", reportable: true, reported: false, waits: false });
  });

  it("asks again at once when it was answered and they then called us where we no longer are, but once only", () => {
    const life = mending().server(REOPENED).server({ type: "peer-left" });
    expect(life.sent()).toEqual([{ type: "reopen", token: "peer-2" }]);
    expect(life.server({ type: "peer-left" }).effects).toEqual([]);
  });

  it("does not ask again where nobody was found, nor once it is mended", () => {
    expect(mending().server({ type: "peer-left" }).effects).toEqual([]);
    const mended = mending().server(REOPENED).call({ is: "alive" });
    expect(mended.server({ type: "peer-left" }).effects).toEqual([]);
    expect(mended.call({ is: "dead" }).server({ type: "peer-left" }).effects).toEqual([]);
  });

  it("is prepared while the channel is only quiet: a link that is dead, too, is then replaced by now", () => {
    const quiet = talking().call({ is: "quiet" });
    expect(quiet.effects).toEqual([{ do: "check-link" }]);
    expect(quiet.moment).toMatchObject({ hints: [] });
  });

  it("ends with the first heartbeat, and says connected anew", () => {
    const life = mending().server(REOPENED).call({ is: "alive" });
    expect(life.effects).toEqual([
      { do: "forget", timer: "reopen" }, { do: "forget", timer: "lost" }, { do: "send", message: { type: "connected" } },
    ]);
    expect(life.woke("reopen").effects).toEqual([]);
    expect(life.woke("lost").moment.is).toBe("talking");
  });

  it("waits for a link, and reopens on it at once", () => {
    const life = mending().down().woke("reopen");
    expect(life.effects).toEqual([{ do: "wake", timer: "reopen", inMs: 3_000 }]);
    expect(life.link().sent()).toEqual([{ type: "connected" }, REOPEN]);
  });

  it("calls them by the token they sent last, but reports and avoids them by the one the server gave", () => {
    const life = talking().said({ type: "token", token: "theirs-new" }).call({ is: "dead" });
    expect(life.sent()).toEqual([{ type: "reopen", token: "theirs-new" }]);
    expect(life.on({ is: "report", reason: "spam" }).sent()).toEqual([{ type: "report", token: "peer-token", reason: "spam" }]);
    expect(life.person("skip").state.avoid).toEqual(["peer-token"]);
  });

  it("is lost when the channel closes", () => {
    expect(mending().call({ is: "closed", alive: false }).moment).toMatchObject({ is: "ended", why: "lost" });
  });
});

describe("reopened", () => {
  it.each([["connecting", connecting], ["talking", talking], ["mending", mending]])("in %s restarts the call, and names them anew for the next reopen only", (_, begin) => {
    const life = begin().at(5_000).server(REOPENED);
    expect(life.did("reopened")).toHaveLength(1);
    expect(life.state.peer).toEqual({ token: "peer-token", reopenToken: "peer-2", credentialsAt: 5_000, reopened: true });
  });

  it("turns neither report nor avoid on the one whose token a peer has handed out as its own", () => {
    const life = talking().server({ ...REOPENED, peer: { token: "innocent" } });
    expect(life.on({ is: "report", reason: "abuse" }).sent()).toEqual([{ type: "report", token: "peer-token", reason: "abuse" }]);
    expect(life.person("skip").state.avoid).toEqual(["peer-token"]);
  });

  it.each([["idle", idle], ["ended", ended]])("in %s, without a talk, is answered with leave", (_, begin) => {
    expect(begin().server(REOPENED).sent()).toEqual([LEAVE]);
  });

  it("comes before a restart whose credentials are older than their hour", () => {
    const young = talking().at(1_000 + 3_599_999).call({ is: "failing" });
    expect(young.effects).toEqual([{ do: "restart" }]);
    const old = talking().at(1_000 + 3_600_000).call({ is: "failing" });
    expect(old.effects).toEqual([{ do: "send", message: REOPEN }]);
    expect(old.server(REOPENED).call({ is: "failing" }).effects).toEqual([{ do: "restart" }]);
  });
});

describe("report", () => {
  it("goes out once, in the talk or after it, and means never to meet again", () => {
    for (const life of [talking(), ended()]) {
      expect(life.on({ is: "report", reason: "abuse" }).sent()).toEqual([{ type: "report", token: "peer-token", reason: "abuse" }]);
      expect(life.state.avoid).toEqual(["peer-token"]);
      expect(life.on({ is: "report", reason: "abuse" }).effects).toEqual([]);
    }
  });

  it("shows as done", () => {
    expect(talking().on({ is: "report", reason: "spam" }).moment).toMatchObject({ reported: true });
    expect(talking().on({ is: "report", reason: "spam" }).person("skip").moment).toMatchObject({ is: "searching", after: "you-reported" });
    expect(ended().on({ is: "report", reason: "spam" }).moment).toMatchObject({ reportable: false });
    expect(talking().on({ is: "report", reason: "spam" }).said({ type: "bye" }).moment).toMatchObject({ reportable: false });
  });

  it("waits for the next socket when there is none", () => {
    const life = talking().down().on({ is: "report", reason: "underage" });
    expect(life.effects).toEqual([{ do: "open-link" }]);
    expect(life.link().sent()).toContainEqual({ type: "report", token: "peer-token", reason: "underage" });
    expect(life.down().link().sent()).toEqual([{ type: "connected" }]);
  });

  it("does nothing where there is nobody", () => {
    for (const begin of [idle, searching, connecting]) expect(begin().on({ is: "report", reason: "spam" }).effects).toEqual([]);
  });
});

describe("trying the microphone out", () => {
  const trying = () => idle().on({ is: "try" }).on({ is: "microphone" });

  it("opens it, looks for nobody, and lets go of it when that is over", () => {
    const life = trying();
    expect([life.moment, life.did("use-microphone").length, life.did("join").length, life.sent()]).toEqual([{ is: "trying", silent: false }, 1, 0, []]);
    life.person("stop");
    expect([life.moment, life.did("release-microphone").length]).toEqual([{ is: "idle" }, 1]);
  });

  it("tells of one that gives no sound, and so does the search it leads to, until there is sound", () => {
    const life = trying().on({ is: "microphone-silent", silent: true });
    expect(life.moment).toEqual({ is: "trying", silent: true });
    expect(life.person("start").moment).toMatchObject({ is: "searching", silent: true });
    expect(life.on({ is: "microphone-silent", silent: false }).moment).toMatchObject({ is: "searching", silent: false });
    expect(life.on({ is: "microphone-silent", silent: true }).moment).toMatchObject({ is: "searching", silent: true });
    expect(life.on({ is: "microphone-changed" }).moment).toMatchObject({ is: "searching", silent: false });
  });

  it("leads to a search without asking again", () => {
    const life = trying().person("start");
    expect([life.moment.is, life.did("join").length, life.did("ask-microphone").length]).toEqual(["searching", 1, 0]);
  });

  it("that is refused can be tried again, and still looks for nobody", () => {
    const life = idle().on({ is: "try" }).on({ is: "no-microphone", why: "denied" });
    expect(life.moment).toEqual({ is: "refused", why: "denied", trying: true });
    expect(life.on({ is: "try" }).did("ask-microphone")).toHaveLength(1);
    expect(life.on({ is: "microphone" }).moment).toEqual({ is: "trying", silent: false });
  });

  it("takes another when it is unplugged, and says so if there is none", () => {
    const life = trying().on({ is: "microphone-gone" });
    expect(life.did("replace-microphone")).toHaveLength(1);
    expect(life.on({ is: "microphone-changed", note: "other-microphone" }).moment).toEqual({ is: "trying", silent: false });
    life.on({ is: "microphone-gone" }).on({ is: "no-microphone", why: "missing" });
    expect([life.moment, life.did("release-microphone").length]).toEqual([{ is: "refused", why: "missing", trying: true }, 1]);
  });

  it("makes no sense elsewhere", () => {
    for (const begin of [searching, connecting, talking, ended]) expect(begin().on({ is: "try" }).effects).toEqual([]);
  });
});

describe("ended", () => {
  it("waits, however long, for who is busy with it, and goes on 3 s after", () => {
    const life = ended().wish({ nextAutomatically: true }).on({ is: "wait", on: true });
    expect([life.moment, life.effects]).toMatchObject([{ waits: true }, [{ do: "forget", timer: "next" }]]);
    expect(life.wish({ nextAutomatically: false }).wish({ nextAutomatically: true }).did("wake")).toEqual([]);
    expect(life.on({ is: "report", reason: "spam" }).did("wake")).toEqual([]);
    expect(life.on({ is: "wait", on: false }).effects).toEqual([{ do: "wake", timer: "next", inMs: 3_000 }]);
  });

  it("while it waits, goes on and stops when asked", () => {
    const waiting = () => ended().wish({ nextAutomatically: true }).on({ is: "wait", on: true });
    expect([waiting().person("skip").moment.is, waiting().person("stop").moment.is]).toEqual(["searching", "idle"]);
  });

  it("after a warning does not go on by itself, whatever ends", () => {
    const life = connecting().wish({ nextAutomatically: true }).call({ is: "mismatch" }).on({ is: "wait", on: true }).on({ is: "wait", on: false });
    expect(life.did("wake")).toEqual([]);
  });

  it("goes on by itself after 3 s when that is wished, and says why", () => {
    const life = talking().wish({ nextAutomatically: true }).said({ type: "bye" });
    expect(life.did("wake")).toEqual([{ do: "wake", timer: "next", inMs: 3_000 }]);
    expect(life.woke("next").moment).toMatchObject({ is: "searching", after: "they-left" });
  });

  it("follows the wish as it changes", () => {
    const life = ended();
    expect(life.did("wake")).toEqual([]);
    expect(life.wish({ nextAutomatically: true }).did("wake")).toHaveLength(1);
    expect(life.wish({ nextAutomatically: false }).did("forget")).toEqual([{ do: "forget", timer: "next" }]);
  });

  it("goes on when asked", () => {
    for (const is of ["start", "skip"] as const) expect(ended().person(is).moment).toMatchObject({ is: "searching", after: null });
  });
});

describe("wishes", () => {
  it("are cut to what the contract takes", () => {
    const { wishes } = idle().wish({ languages: ["de", "DE", "german", "de", "en", "fr", "es", "pt", "it"], interests: [" tea ", "", "x".repeat(40), "tea"] }).state;
    expect(wishes.languages).toEqual(["de", "en", "fr", "es", "pt"]);
    expect(wishes.interests).toEqual(["tea", "x".repeat(32)]);
  });
});

describe("whatever the moment", () => {
  const TIMERS: Timer[] = ["slow", "give-up", "reopen", "lost", "typing", "next", "cooldown"];
  const CALL: CallEvent[] = [
    { is: "mismatch" }, { is: "agreed", hidden: true }, { is: "proven", emoji: [] }, { is: "open" }, { is: "dead" }, { is: "alive" },
    { is: "failing" }, { is: "poor", poor: true }, { is: "closed", alive: true }, { is: "said", message: { type: "bye" } },
  ];

  it.each(Object.entries(EVERY))("%s forgets its timers when it is over, and nothing stray throws or starts a talk", (name, begin) => {
    const strays: Input[] = [
      ...TIMERS.map((timer) => ({ is: "woke", timer }) as const),
      ...CALL.map((event) => ({ is: "call", event }) as const),
      ...(["peer-left", "reported", "draining"] as const).map((type) => ({ is: "server", message: { type } }) as const),
    ];
    for (const stray of strays) {
      const life = begin();
      const before = life.moment.is;
      life.on(stray);
      if (life.moment.is !== before) expect(life.effects[0]).toEqual({ do: "forget-all" });
      if (["idle", "searching", "ended"].includes(name)) expect(["connecting", "talking"]).not.toContain(life.moment.is);
    }
  });
});
