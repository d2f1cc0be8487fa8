import { describe, expect, it } from "vitest";
import type { Exposure } from "./address.ts";
import { toldDescription } from "./sdp.ts";

const SDP = [
  "v=0", "o=- 42 2 IN IP4 192.168.1.2", "s=-", "t=0 0", "a=group:BUNDLE 0 1",
  "m=audio 50000 UDP/TLS/RTP/SAVPF 111 0", "c=IN IP4 192.168.1.2", "a=rtcp:50001 IN IP4 192.168.1.2",
  "a=candidate:1 1 udp 2122260223 192.168.1.2 50000 typ host generation 0",
  "a=candidate:2 1 udp 1686052607 8.8.8.8 50000 typ srflx raddr 192.168.1.2 rport 50000 generation 0",
  "a=candidate:3 1 udp 41885439 9.9.9.9 60000 typ relay raddr 8.8.8.8 rport 50000 generation 0",
  "a=mid:0", "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=0", "a=rtpmap:0 PCMU/8000",
  "m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "c=IN IP6 fe80::1", "a=mid:1", "",
].join("\r\n");

const told = (sdp: string, exposure: Exposure = "direct") => toldDescription({ type: "offer", sdp }, exposure)?.sdp ?? null;

describe("a description", () => {
  it("names no local address anywhere", () => {
    expect(told(SDP)).not.toMatch(/192\.168|fe80/);
    expect(told(SDP)).toContain("8.8.8.8 50000 typ srflx raddr 0.0.0.0 rport 0");
  });

  it("names, behind a relay, nothing but the relay", () => {
    expect(told(SDP, "relay")!.match(/a=candidate:.*/g)).toEqual(["a=candidate:3 1 udp 41885439 9.9.9.9 60000 typ relay raddr 0.0.0.0 rport 0 generation 0"]);
    expect(told(SDP, "relay")).not.toContain("8.8.8.8");
  });

  it("keeps every candidate within one local network", () => {
    expect(told(SDP, "lan")!.match(/a=candidate:/g)).toHaveLength(3);
  });

  it("asks for silence not to be sent and for lost packets to be mended", () => {
    expect(told(SDP)).toContain("a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1\r\n");
  });

  it("is the same when told twice", () => {
    for (const exposure of ["direct", "lan", "relay"] as const) expect(told(told(SDP, exposure)!, exposure)).toBe(told(SDP, exposure));
  });

  it("keeps the port 0 of a refused section", () => {
    expect(told(SDP.replace("m=application 9", "m=application 0"))).toContain("m=application 0 ");
    expect(told(SDP)).toContain("m=audio 9 ");
  });

  it.each([
    ["video", SDP + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n"],
    ["refused video", SDP + "m=video 0 UDP/TLS/RTP/SAVPF 96\r\n"],
    ["video in capitals", SDP + "M=VIDEO 9 UDP/TLS/RTP/SAVPF 96\r\n"],
    ["video after a bare line feed", SDP + "m=audio\nm=video 9 X 96\n"],
    ["video behind a carriage return", SDP + "a=x\rm=video 9 X 96\r\n"],
    ["video behind a space", SDP + " m=video 9 X 96\r\n"],
    ["text", SDP + "m=text 9 RTP/AVP 98\r\n"],
    ["a second voice", SDP + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"],
    ["a second channel", SDP + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"],
    ["nothing", "v=0\r\n"],
  ])("with %s is refused", (_, sdp) => {
    for (const exposure of ["direct", "lan", "relay"] as const) expect(told(sdp, exposure)).toBeNull();
  });
});
