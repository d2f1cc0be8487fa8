import type { Conversation, Moment } from "../conversation/moment.ts";
import type { Twice } from "./twice.svelte.ts";

/** The keyboard stands where a hand put it, and not where a key did. */
let byHand = false;

/** A press anywhere. */
export function onHand(): void {
  byHand = true;
}

/** M mutes, Escape twice skips, space is held to talk. Typing is never taken for a command, nor what works a button. */
export function onKey(event: KeyboardEvent, moment: Moment, conversation: Conversation, skipping: Twice, letterKeys: boolean): void {
  if (event.key === "Tab") byHand = false;
  if (event.key === "Enter" && event.repeat) return event.preventDefault(); // held, it would press again and again
  if (event.key === " " && moment.is === "talking" && conversation.view.wishes.holdToTalk && !event.defaultPrevented && !takesSpace(event.target)) {
    event.preventDefault(); // it would scroll, or press what a hand pressed last
    return conversation.hold(true);
  }
  if (event.defaultPrevented || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && (moment.is === "talking" || moment.is === "connecting")) skipping.press();
  if (isM(event) && (moment.is === "talking" || moment.is === "searching") && letterKeys && !isTyping(event.target)) {
    conversation.mute(!moment.muted);
  }
}

/** In any case, wherever the keyboard is by now. What was held presses no button either: Firefox presses when a key comes up. */
export function onKeyUp(event: KeyboardEvent, conversation: Conversation): void {
  if (event.key !== " ") return;
  const { moment } = conversation.view;
  if (moment.is === "talking" && moment.held) event.preventDefault();
  conversation.hold(false);
}

/** A button does to which a key led. One that was only clicked does not: who holds to talk would switch that off, or skip. */
function takesSpace(target: EventTarget | null): boolean {
  return isTyping(target) || (!byHand && target instanceof HTMLElement && target.matches("button, summary, [type=checkbox]"));
}

/** Where keys give other letters than Latin ones, the key that would be an M. In Latin letters that one may be a comma. */
function isM({ key, code }: KeyboardEvent): boolean {
  return key.toLowerCase() === "m" || (code === "KeyM" && /^(?!\p{Script=Latin})\p{L}$/u.test(key));
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=range], [type=checkbox]), textarea, select");
}
