import type { Conversation, Moment } from "../conversation/moment.ts";
import type { Twice } from "./twice.svelte.ts";

/** M mutes, Escape twice skips. Typing is never taken for a command. */
export function onKey(event: KeyboardEvent, moment: Moment, conversation: Conversation, skipping: Twice, letterKeys: boolean): void {
  if (event.defaultPrevented || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && (moment.is === "talking" || moment.is === "connecting")) skipping.press();
  if (event.key.toLowerCase() === "m" && moment.is === "talking" && letterKeys && !isTyping(event.target)) {
    conversation.mute(!moment.muted);
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=range], [type=checkbox]), textarea, select");
}
