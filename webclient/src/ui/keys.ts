import type { Conversation, Moment } from "../conversation/moment.ts";
import type { Twice } from "./twice.svelte.ts";

/** M mutes, Escape twice skips, space is held to talk. Typing is never taken for a command, nor what works a button. */
export function onKey(event: KeyboardEvent, moment: Moment, conversation: Conversation, skipping: Twice, letterKeys: boolean): void {
  if (event.key === " " && moment.is === "talking" && conversation.view.wishes.holdToTalk && !event.defaultPrevented && !worksItself(event.target)) {
    event.preventDefault(); // it would scroll
    return conversation.hold(true);
  }
  if (event.defaultPrevented || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && (moment.is === "talking" || moment.is === "connecting")) skipping.press();
  if (event.key.toLowerCase() === "m" && moment.is === "talking" && letterKeys && !isTyping(event.target)) {
    conversation.mute(!moment.muted);
  }
}

/** In any case, wherever the keyboard is by now. */
export function onKeyUp(event: KeyboardEvent, conversation: Conversation): void {
  if (event.key === " ") conversation.hold(false);
}

function worksItself(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("button, input, textarea, select, summary, a");
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=range], [type=checkbox]), textarea, select");
}
