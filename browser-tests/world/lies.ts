import { OPENING, openingFrame } from "../../webclient/src/call/frames.ts";
import { type Bytes, type Keys, WANTS_RELAY } from "../../webclient/src/call/keys.ts";
import type { Role } from "../../webclient/src/protocol/messages.ts";

/** What a dishonest node may do with what passes. */
export type Lie =
  | "nothing"
  | "other keys"
  | "other options"
  | "other commits"
  | "other commits and keys"
  | "other keys before theirs"
  | "other keys after theirs"
  | "other keys at connected"
  | "other keys at reopened"
  | "the match again"
  | "another match at connected"
  | "no commit"
  | "their own commit back"
  | "one role for both"
  | "what is sealed again, and back";

export interface Matched {
  readonly type: string;
  readonly role: Role;
  readonly peer: { readonly commit: string | null };
}

/** One page, and what a node knows of it. */
export interface Victim {
  /** The node's own, towards this page. */
  readonly keys: Keys;
  readonly ownCommit: string;
  readonly matched: Matched | null;
  /** What it has sent. */
  readonly frames: readonly Bytes[];
}

type Message = string | Buffer;

/** What the page gets in place of this. */
export function inPlaceOf(message: Message, lie: Lie, page: Victim): Message[] {
  if (typeof message !== "string") return message[0] === OPENING ? opening(message, lie, page) : sealed(message, lie, page);
  const { type } = JSON.parse(message) as { type: string };
  if (type === "matched") return [matched(lie, page), ...(lie === "the match again" ? [message] : [])];
  return type === "reopened" && lie === "other keys at reopened" ? [message, ours(page)] : [message];
}

/** What the page gets once it says that its link is up, when the node should have forgotten it. */
export function atConnected(lie: Lie, page: Victim): Message[] {
  if (lie === "another match at connected") return [matched("other commits", page)];
  return lie === "other keys at connected" ? [ours(page)] : [];
}

const ours = ({ keys }: Victim) => Buffer.from(openingFrame(keys));

function opening(theirs: Buffer, lie: Lie, page: Victim): Buffer[] {
  const lies: Partial<Record<Lie, Buffer[]>> = {
    "other keys": [ours(page)],
    "other options": [Buffer.from([...theirs.subarray(0, -1), theirs.at(-1)! ^ WANTS_RELAY])],
    "other commits and keys": [ours(page)],
    "other keys before theirs": [ours(page), theirs],
    "other keys after theirs": [theirs, ours(page)],
  };
  return lies[lie] ?? [theirs];
}

function sealed(frame: Buffer, lie: Lie, { frames }: Victim): Buffer[] {
  if (lie !== "what is sealed again, and back") return [frame];
  return [...frames.filter((own) => own[0] !== OPENING).map((own) => Buffer.from(own)), frame, frame];
}

function matched(lie: Lie, { keys, ownCommit, matched }: Victim): string {
  const lies: Partial<Record<Lie, string | null>> = {
    "other commits": keys.commit,
    "other commits and keys": keys.commit,
    "no commit": null,
    "their own commit back": ownCommit,
  };
  const commit = lie in lies ? lies[lie]! : matched!.peer.commit;
  return JSON.stringify({ ...matched, role: lie === "one role for both" ? "offerer" : matched!.role, peer: { ...matched!.peer, commit } });
}
