/** When to open the next socket: a pure function of how the last one ended, how often it failed, and chance. */

const BASE_MS = 500;
const CAP_MS = 30_000;
/** After a policy close our own messages are the likely cause: coming back fast would only repeat it. */
const POLICY_MIN_MS = 10_000;

/** Close codes this client knows; any other counts as 1013. */
const IDLE = 1000;
const POLICY = 1008;
const RESTART = 1012;

/**
 * Milliseconds until the next attempt, or null for "when needed".
 *
 * @param code the close code (RFC 6455, section 7.4)
 * @param failures sockets in a row, this one included, that did not live long enough to count as a success; 0 if it did
 * @param random in [0, 1): full jitter, so that a node's clients do not come back as one wave
 */
export function reconnectDelayMs(code: number, failures: number, random: number): number | null {
  if (code === IDLE) return null;
  if (code === RESTART && failures === 0) return 0;
  const jitter = random * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures, 10));
  return code === POLICY ? POLICY_MIN_MS + jitter : jitter;
}
