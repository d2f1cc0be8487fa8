import type { ClientMessage, ServerMessage } from "../protocol/messages.ts";

/**
 * What was underway for an earlier moment is not for us: until the answer to the latest `join`, and after our own
 * `leave`, `matched`, `peer-left`, `reopened` and binary frames do not count. One per socket.
 */
export class Crossings {
  #unanswered = 0;
  #left = false;

  sent(message: ClientMessage): void {
    if (message.type === "join") {
      this.#unanswered++;
      this.#left = false;
    } else if (message.type === "leave") {
      this.#left = true;
    } else if (message.type === "reopen") {
      this.#left = false;
    }
  }

  /** Whether this message is meant for the present moment. */
  admits(message: ServerMessage): boolean {
    switch (message.type) {
      case "waiting":
      case "cooldown":
        if (this.#unanswered === 0) return false;
        return --this.#unanswered === 0 && !this.#left;
      case "matched":
      case "peer-left":
      case "reopened":
        return this.admitsSignals;
      default:
        return true;
    }
  }

  get admitsSignals(): boolean {
    return this.#unanswered === 0 && !this.#left;
  }

  get awaitsAnswer(): boolean {
    return this.#unanswered > 0;
  }
}
