import type { Description } from "../protocol/channel.ts";
import { toldCandidate, type Exposure, type Foundation } from "./address.ts";

/**
 * A description as it may go out, or be believed coming in; null if it must be refused: this is a voice chat, so one audio
 * and one application section (RFC 8866) are all there may be. The same for both ways, and the same when done twice.
 */
export function toldDescription({ type, sdp }: Description, exposure: Exposure, foundation?: Foundation): Description | null {
  const lines = sdp.split(/\r?\n/).filter((line) => line !== "");
  if (lines.some((line) => /[\r\0]/.test(line)) || !onlyVoice(lines)) return null;
  const opus = lines.flatMap((line) => /^a=rtpmap:(\d{1,3}) opus\/48000\/2$/i.exec(line)?.[1] ?? []);
  const told = lines.flatMap((line) => toldLine(line, exposure, foundation) ?? []).map((line) => frugalOpus(line, opus));
  return { type, sdp: told.join("\r\n") + "\r\n" };
}

function onlyVoice(lines: readonly string[]): boolean {
  const kinds = lines.filter((line) => /^\s*m\s*=/i.test(line)).map((line) => /^m=(audio|application) /.exec(line)?.[1]);
  return kinds.length > 0 && new Set(kinds).size === kinds.length && !kinds.includes(undefined);
}

function toldLine(line: string, exposure: Exposure, foundation?: Foundation): string | null {
  if (line.startsWith("a=candidate:")) {
    const candidate = toldCandidate(line.slice(2), exposure, foundation);
    return candidate && `a=${candidate}`;
  }
  // ICE alone decides where media goes (RFC 8839, section 4.2.1); these places would repeat an address beside it.
  if (line.startsWith("c=")) return "c=IN IP4 0.0.0.0";
  if (line.startsWith("a=rtcp:")) return "a=rtcp:9 IN IP4 0.0.0.0";
  if (line.startsWith("o=")) return line.replace(/ IN IP[46] \S+$/, " IN IP4 0.0.0.0");
  return line.replace(/^(m=\w+) [1-9]\d* /, "$1 9 "); // port 0 has a meaning of its own: refused
}

/** Silence is not sent, and a lost packet is heard from the next one: usedtx and useinbandfec of RFC 7587, section 6.1. */
function frugalOpus(line: string, opus: readonly string[]): string {
  const fmtp = /^a=fmtp:(\d{1,3}) (.*)$/.exec(line);
  if (!fmtp || !opus.includes(fmtp[1]!)) return line;
  const others = fmtp[2]!.split(";").map((each) => each.trim()).filter((each) => each !== "" && !/^(usedtx|useinbandfec)=/i.test(each));
  return `a=fmtp:${fmtp[1]} ${[...others, "useinbandfec=1", "usedtx=1"].join(";")}`;
}
