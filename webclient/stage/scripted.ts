import type { Conversation, Device, View } from "../src/conversation/moment.ts";

/** A conversation that stays where it is put: for looking at every moment. It hears two voices that are always the same. */
export function scripted(view: View): Conversation {
  let now = view;
  const listeners = new Set<(view: View) => void>();
  const become = (change: Partial<View>): void => {
    now = { ...now, ...change };
    for (const changed of listeners) changed(now);
  };
  Object.assign(globalThis, { become }); // for what happens without a press
  const talk = (change: object): void => {
    if (now.moment.is === "talking") become({ moment: { ...now.moment, ...change } });
  };
  return {
    get view() {
      return now;
    },
    subscribe(changed) {
      listeners.add(changed);
      changed(now);
      return () => listeners.delete(changed);
    },
    wish: (change) => become({ wishes: { ...now.wishes, ...change } }),
    start: () => become({ moment: { is: "searching", since: performance.now(), widensAt: [performance.now() + 3000], after: null, silent: false, muted: false } }),
    stop: () => become({ moment: { is: "idle" } }),
    skip: () => become({ moment: { is: "searching", since: performance.now(), widensAt: [], after: now.moment.is === "talking" && now.moment.reported ? "you-reported" : "you-skipped", silent: false, muted: now.moment.is === "talking" && now.moment.muted } }),
    say: (text) => {
      if (now.moment.is === "talking" && now.moment.lines.length < 8) talk({ lines: [...now.moment.lines, { serial: now.moment.lines.length + 1, by: "me", text, at: performance.now() }] });
    },
    typing: () => void dispatchEvent(new Event("typing")),
    mute: (muted) => {
      if (now.moment.is === "searching" || now.moment.is === "talking") become({ moment: { ...now.moment, muted } });
    },
    hold: (held) => talk({ held }),
    volume: () => {},
    devices: () =>
      Promise.resolve({
        microphones: [{ id: "a", name: "Headset with a rather long name, by somebody (1234:abcd)" }, { id: "b", name: "" }],
        speakers: (Reflect.get(globalThis, "speakers") as Device[] | undefined) ?? [{ id: "c", name: "Headset" }, { id: "d", name: "Loudspeaker" }],
        microphone: "a", speaker: "",
      }),
    choose: (kind, id) => Promise.resolve(dispatchEvent(new CustomEvent("chosen", { detail: `${kind} ${id}` }))),
    tryOut: () => become({ moment: { is: "trying", silent: false } }),
    listen: () => talk({ hints: [] }),
    chime: () => void dispatchEvent(new Event("chime")),
    wait: (waits) => {
      if (now.moment.is === "ended" && now.moment.waits !== waits) become({ moment: { ...now.moment, waits } });
    },
    report: () => talk({ reported: true }),
    retry: () => become({ link: { is: "down", retryAt: performance.now() } }),
    inspect: () =>
      Promise.resolve({
        address: "192.0.2.7", country: "DE", lan: false, socket: "aB3x", epoch: 3, state: "idle", languages: ["de", "en"], interests: [], partner: null, idleInMs: 412_000,
        connectedSeconds: 188, heardSecondsAgo: 2, closing: false, controlsSpent: 1, abuseHandle: "24 bits", limits: { signals: 600, control: 60 },
      }),
    levels: () => ({ mine: 0.35, theirs: 0.55 }),
  };
}
