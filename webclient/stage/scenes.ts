import type { Link, Moment, View, Wishes } from "../src/conversation/moment.ts";

/** Every state there is to look at, by the name of its screenshot. */
export function scenes(now: number): Record<string, View> {
  const open: Link = { is: "open", online: 120, relay: "optional", country: "DE" };
  const down: Link = { is: "down", retryAt: now + 3900 };
  const wishes: Wishes = { languages: ["de", "en"], interests: ["music"], hideAddress: false, nextAutomatically: false, holdToTalk: false };
  const brazil = { country: "BR", shared: { languages: ["en"], interests: ["music"] } };
  const unknown = { country: null, shared: { languages: [], interests: [] } };
  const talking: Moment = {
    is: "talking", since: now - 192_000, with: brazil, hidden: false, emoji: ["🦊", "🌙", "🎈", "🍋", "🐢", "🔔"],
    lines: [], muted: false, held: false, typing: false, hints: [], reported: false,
  };
  const lines = [
    { serial: 1, by: "them", text: "olá! can you hear me well?", at: 1 },
    { serial: 2, by: "me", text: "Loud and clear. Ours are 🦊 🌙 🎈… no wait, we should say those aloud :)", at: 2 },
    { serial: 3, by: "them", text: "<b>ha</b> true", at: 3 },
    { serial: 4, by: "me", text: "What are you listening to these days?", at: 4 },
    { serial: 5, by: "them", text: "mostly old samba, and then " + "looooooooooooooooooooooooooooooooong".repeat(3), at: 5 },
    { serial: 6, by: "them", text: "مرحبا", at: 6 },
  ] as const;
  const rain = [
    { serial: 1, by: "me", text: "Is that rain I hear?", at: 1 },
    { serial: 2, by: "them", text: "Yes, on the roof, since noon.", at: 2 },
    { serial: 3, by: "me", text: "Leave it on, it is dry here :)", at: 3, n: 1, delivered: true },
  ] as const;
  const at = (moment: Moment, change: Partial<View> = {}): View => ({ moment, link: open, wishes, ...change });
  const searching = (ahead: number[], after: Extract<Moment, { is: "searching" }>["after"] = null, change: { silent?: boolean; muted?: boolean } = {}): Moment =>
    ({ is: "searching", since: now - 12_000, widensAt: ahead.map((it) => now + it), after, silent: false, muted: false, ...change });

  return {
    "idle": at({ is: "idle" }),
    "idle-opening": at({ is: "idle" }, { link: { is: "opening" } }),
    "idle-no-relay": at({ is: "idle" }, { link: { ...open, relay: "none", online: 9 }, wishes: { ...wishes, languages: [], interests: [] } }),
    "idle-required": at({ is: "idle" }, { link: { ...open, relay: "required", online: 10 }, wishes: { ...wishes, interests: ["music", "films", "my own cat", "art", "food"] } }),
    "idle-preferred": at({ is: "idle" }, { link: { ...open, relay: "preferred" }, wishes: { ...wishes, hideAddress: true } }),
    "offline": at({ is: "idle" }, { link: down }),
    "asking": at({ is: "asking", trying: false }),
    "trying": at({ is: "trying", silent: false }),
    "trying-silent": at({ is: "trying", silent: true }),
    "refused-denied": at({ is: "refused", why: "denied", trying: false }),
    "refused-missing": at({ is: "refused", why: "missing", trying: false }),
    "refused-busy": at({ is: "refused", why: "busy", trying: false }),
    "refused-insecure": at({ is: "refused", why: "insecure", trying: false }),
    "searching": at(searching([2600, 7600])),
    "searching-language": at(searching([4600])),
    "searching-anybody": at(searching([], "no-way-through")),
    "searching-silent": at(searching([], null, { silent: true })),
    "searching-muted": at(searching([2600, 7600], "you-skipped", { muted: true })),
    "searching-offline": at(searching([]), { link: down }),
    "connecting": at({ is: "connecting", since: now - 900, with: brazil, slow: false, hidden: false }),
    "connecting-slow": at({ is: "connecting", since: now - 6000, with: unknown, slow: true, hidden: true }),
    "talking": at(talking),
    "talking-first": at(talking),
    "talking-chat": at({ ...talking, lines, typing: true }),
    "talking-rain": at({ ...talking, lines: rain, with: { ...brazil, country: "IE" } }),
    "talking-hints": at({ ...talking, lines: lines.slice(0, 2), hidden: true, muted: true, hints: ["they-cannot-hear-you", "poor-connection"] }),
    "talking-holding": at({ ...talking, lines: [{ serial: 1, by: "me", text: "hello", at: 1, n: 1, delivered: true }], hints: ["tap-to-hear", "other-microphone"] }, { wishes: { ...wishes, holdToTalk: true } }),
    "talking-unknown": at({ ...talking, with: unknown, emoji: null, hints: ["mending"], since: now - 3_725_000 }),
    "talking-offline": at({ ...talking, lines: lines.slice(0, 3) }, { link: down }),
    "talking-mending": at({ ...talking, hints: ["mending"] }, { link: down }),
    "ended-left": at({ is: "ended", why: "they-left", reportable: true, reported: false, waits: false }),
    "ended-waits": at({ is: "ended", why: "they-left", reportable: true, reported: false, waits: true }, { wishes: { ...wishes, nextAutomatically: true } }),
    "ended-lost": at({ is: "ended", why: "lost", reportable: false, reported: false, waits: false }, { wishes: { ...wishes, nextAutomatically: true } }),
    "ended-key-mismatch": at({ is: "ended", why: "key-mismatch", reportable: false, reported: false, waits: false }),
    "cooldown": at({ is: "cooldown", until: now + 272_400 }),
    "cannot-hide": at({ is: "cannot-hide" }, { link: { ...open, relay: "none" }, wishes: { ...wishes, hideAddress: true } }),
  };
}
