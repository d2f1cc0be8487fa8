import type { Relay, ReportReason } from "../protocol/messages.ts";

export type { Relay, ReportReason };

/**
 * What one person lives through, as plain data: the seam between the conversation (a state machine that knows
 * sockets, keys and calls) and the view (a function of these values and of nothing else).
 * All times are milliseconds of `performance.now()`. Entry point: createConversation() of conversation.ts. Text of the
 * other side is plain, untrusted and may be right to left: give it `dir="auto"` in a <bdi>.
 */

/** Why a talk, or the attempt at one, is over. One sentence each on the page. */
export type Ending =
  | "they-left" // they skipped or stopped: said over the data channel, or soon after the match
  | "lost" // heartbeats stopped and no restart healed it
  | "no-way-through" // no data channel within 20 s (30 s when hiding), or they gave up before us, after it had become slow
  | "you-skipped"
  | "you-reported"
  | "key-mismatch"; // commit, opening frame or a second match did not fit: somebody may sit in between

export type Refusal =
  | "denied" // the person or the browser said no
  | "missing" // there is no microphone
  | "busy" // another program holds it
  | "insecure"; // the page was not served over https or from localhost: no microphone there

/** A line of the text chat. It dies with the talk. */
export interface Line {
  /** Its place among all lines of the talk, also those that are kept no more. */
  readonly serial: number;
  readonly by: "me" | "them";
  readonly text: string;
  readonly at: number;
  /** The sender's count of their own lines; what came without one has none. */
  readonly n?: number;
  /** One of mine is on the other's screen. */
  readonly delivered?: boolean;
}

export type Hint =
  | "they-cannot-hear-you"
  | "poor-connection"
  | "they-muted"
  | "mending"
  | "tap-to-hear" // the browser plays nothing before the page is pressed: listen() in a press
  | "other-microphone" // the one in use went away, and another took its place
  | "microphone-back" // there was none for a while
  | "other-speaker";

export interface Stranger {
  /** ISO 3166-1 alpha-2, upper case; null is "somewhere on Earth". */
  readonly country: string | null;
  readonly shared: { readonly languages: readonly string[]; readonly interests: readonly string[] };
}

export type Moment =
  | { readonly is: "idle" }
  /** For the microphone: to search with it, or only to try it. */
  | { readonly is: "asking"; readonly trying: boolean }
  /** The microphone is open and nobody hears it: to see that it works, and to choose another, before anybody is looked for. */
  | {
      readonly is: "trying";
      /** It has given no sound at all for a while. */
      readonly silent: boolean;
    }
  | { readonly is: "refused"; readonly why: Refusal; readonly trying: boolean }
  | {
      readonly is: "searching";
      readonly since: number;
      /** When each widening still to come happens; with both lists given: first "language only", then "anybody". Null until the server has said. */
      readonly widensAt: readonly number[] | null;
      /** One sentence about what was before, when this search began by itself. */
      readonly after: Ending | null;
      /** The microphone has given no sound at all for a while. */
      readonly silent: boolean;
      readonly muted: boolean;
    }
  | {
      readonly is: "connecting";
      readonly since: number;
      readonly with: Stranger;
      /** True from the fifth second on. */
      readonly slow: boolean;
      /** True when either side hides its address, once that is known. */
      readonly hidden: boolean;
    }
  | {
      readonly is: "talking";
      readonly since: number;
      readonly with: Stranger;
      readonly hidden: boolean;
      /** The six emoji of PROTOCOL, null until the first sealed frame has opened (which is before talking, normally). */
      readonly emoji: readonly string[] | null;
      readonly lines: readonly Line[];
      readonly muted: boolean;
      /** With `wishes.holdToTalk`: held down right now. */
      readonly held: boolean;
      readonly typing: boolean; // they are
      readonly hints: readonly Hint[];
      readonly reported: boolean;
    }
  /** While it `waits`, nothing goes on by itself. */
  | { readonly is: "ended"; readonly why: Ending; readonly reportable: boolean; readonly reported: boolean; readonly waits: boolean }
  | { readonly is: "cooldown"; readonly until: number }
  /** Hiding is wanted and this server has no relay: we do not join, we say so. */
  | { readonly is: "cannot-hide" };

/** The way to the server, beside the moment: a talk goes on without it. */
export type Link =
  /** And nothing says that the server is out of reach. */
  | { readonly is: "opening" }
  | { readonly is: "open"; readonly online: number; readonly relay: Relay; readonly country: string | null }
  /** From the first failure until it is open again; at `retryAt` it is tried, and being tried once that is past. */
  | { readonly is: "down"; readonly retryAt: number }
  /** The server closed a socket that idled for ten minutes. It opens by itself at start(), inspect() or retry(): nothing need be shown. */
  | { readonly is: "resting" };

export interface View {
  readonly moment: Moment;
  readonly link: Link;
  /** What the next search will ask for; lives as long as the tab. */
  readonly wishes: Wishes;
}

export interface Wishes {
  readonly languages: readonly string[]; // BCP 47 primary subtags, at most 5
  readonly interests: readonly string[]; // at most 5, 1–32 code points each
  readonly hideAddress: boolean;
  readonly nextAutomatically: boolean;
  /** Heard only while hold(true); else always, unless muted. */
  readonly holdToTalk: boolean;
}

/** Its name is empty until the microphone is allowed. */
export interface Device {
  readonly id: string;
  readonly name: string;
}

export interface Devices {
  readonly microphones: readonly Device[];
  /** Empty where the browser lets no page choose. */
  readonly speakers: readonly Device[];
  /** The ids in use; empty for whatever the system prefers. */
  readonly microphone: string;
  readonly speaker: string;
}

/** Everything a person can do. Each is legal at any moment and does nothing where it makes no sense. */
export interface Conversation {
  readonly view: View;
  /** Calls back at once and after every change. Returns the way to stop. */
  subscribe(changed: (view: View) => void): () => void;
  wish(change: Partial<Wishes>): void;
  start(): void;
  /** Opens the microphone, and looks for nobody yet. */
  tryOut(): void;
  /** Out of the search or the talk, back to idle. */
  stop(): void;
  /** On to the next one, never the one just skipped. */
  skip(): void;
  say(text: string): void;
  typing(): void;
  mute(on: boolean): void;
  /** The key or button of `wishes.holdToTalk` goes down or up. */
  hold(down: boolean): void;
  /** 0 to 1, of the other's voice. */
  volume(level: number): void;
  devices(): Promise<Devices>;
  /** At once, and for the talks to come. False if it could not be used: then the one before stays in use. */
  choose(kind: "microphone" | "speaker", id: string): Promise<boolean>;
  /** In a press of a button, where the browser refused to play before: tries again. */
  listen(): void;
  /** A soft sound. */
  chime(): void;
  /** Holds back what would come by itself after a talk, while somebody is busy with its end. */
  wait(on: boolean): void;
  /** Reports the one talked with, or the last one within the ended moment. */
  report(reason: ReportReason): void;
  /** Tries the server now instead of at `retryAt`. */
  retry(): void;
  /** What the server holds about us, by name; null when it cannot be asked now. */
  inspect(): Promise<Record<string, unknown> | null>;
  /** Loudness of both voices, 0 to 1, sampled when called; for meters drawn per frame. */
  levels(): { readonly mine: number; readonly theirs: number };
}
