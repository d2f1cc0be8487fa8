// Where nodes find partners for their clients: one key for each interest, in Redis.
import { createClient } from "redis";

const MEET = `
  local waiting = redis.call("GETDEL", KEYS[1])
  if not waiting then redis.call("SET", KEYS[1], ARGV[1]) end
  return waiting`;

export async function connect(port) {
  return createClient({ url: `redis://127.0.0.1:${port}` }).connect();
}

/** Who waits there already; null if nobody does: then `me` waits there now. */
export async function waitingRoom(redis) {
  const meeting = await redis.scriptLoad(MEET);
  return (interest, me) => redis.evalSha(meeting, { keys: [`waiting:${interest}`], arguments: [me] });
}
