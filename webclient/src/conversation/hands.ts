import type { CallEvent, CallParts } from "../call/call.ts";
import type { Silence } from "../call/silence.ts";
import type { Bytes } from "../call/keys.ts";
import type { ClientMessage, Matched } from "../protocol/messages.ts";
import type { Signaling } from "../signaling/signaling.ts";
import type { Ears } from "./ears.ts";
import type { Joining } from "./joining.ts";
import type { CallInUse } from "./options.ts";
import type { Effect, Input, State } from "./state.ts";
import type { Timers } from "./timers.ts";
import type { Voice } from "./voice.ts";

/** What the hands reach. */
export interface Tools {
  readonly signaling: Signaling;
  readonly joining: Joining;
  readonly voice: Voice;
  readonly ears: Ears;
  readonly silence: Silence;
  readonly timers: Timers;
  readonly callParts: CallParts;
}

/** Carry out what step() decides. The only ones that hold the call. */
export class Hands {
  readonly #tools: Tools;
  readonly #state: () => State;
  readonly #happened: (input: Input) => void;
  #call: CallInUse | null = null;

  constructor(tools: Tools, state: () => State, happened: (input: Input) => void) {
    this.#tools = tools;
    this.#state = state;
    this.#happened = happened;
  }

  carryOut(effect: Effect): void {
    const { signaling, joining, voice, ears, silence, timers } = this.#tools;
    switch (effect.do) {
      case "ask-microphone":
        return void voice.ask();
      case "release-microphone":
        voice.release();
        silence.rest();
        return ears.rest();
      case "replace-microphone":
        return void voice.replace();
      case "use-microphone":
        return this.#useMicrophone();
      case "close-microphone":
        return voice.close(effect.closed);
      case "wake-ears":
        return ears.wake();
      case "open-link":
        return this.#state().link.is === "resting" ? signaling.open() : undefined;
      case "check-link":
        return signaling.check();
      case "join":
        return void joining.join();
      case "send":
        return this.#send(effect.message);
      case "call":
        return this.#begin(effect.matched);
      case "restart":
        return this.#call?.restart();
      case "reopened":
        return this.#call?.reopened(effect.iceServers);
      case "tell":
        return void this.#call?.say(effect.message);
      case "hang-up":
        return this.#hangUp();
      case "wake":
        return timers.wake(effect.timer, effect.inMs);
      case "forget":
        return timers.forget(effect.timer);
      case "forget-all":
        return timers.forgetAll();
    }
  }

  /** A signal for the call, if there is one. */
  receive(frame: Bytes): void {
    this.#call?.receive(frame);
  }

  #send(message: ClientMessage): void {
    const { signaling, joining } = this.#tools;
    if (message.type === "leave") joining.callOff();
    signaling.send(message);
  }

  #begin(matched: Matched): void {
    const { signaling, joining, voice, callParts } = this.#tools;
    const joined = joining.take();
    const microphone = voice.stream;
    if (!joined || !microphone) return;
    this.#call = joined.calls.startCall(callParts, {
      matched,
      keys: joined.keys,
      relayRequired: this.#state().welcome?.relay === "required",
      microphone,
      sendSignal: (frame) => signaling.sendSignal(frame),
      event: (event) => this.#onCall(event),
    });
  }

  #useMicrophone(): void {
    const { voice, ears, silence } = this.#tools;
    if (!voice.stream) return;
    this.#call?.speakThrough(voice.stream);
    ears.follow(voice.stream);
    silence.watch();
  }

  #hangUp(): void {
    this.#call?.close();
    this.#call = null;
    this.#tools.ears.hear(null);
  }

  #onCall(event: CallEvent): void {
    if (event.is === "voice") this.#tools.ears.hear(event.stream);
    else this.#happened({ is: "call", event });
  }
}
