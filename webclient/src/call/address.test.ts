import { describe, expect, it } from "vitest";
import { numberedFoundations, toldCandidate, type Exposure } from "./address.ts";

const host = (address: string) => `candidate:1 1 udp 2122260223 ${address} 50000 typ host generation 0 ufrag abcd`;
const srflx = (address: string, raddr: string) => `candidate:2 1 udp 1686052607 ${address} 50001 typ srflx raddr ${raddr} rport 50000 generation 0`;
const relay = (address: string, raddr: string) => `candidate:3 1 udp 41885439 ${address} 50002 typ relay raddr ${raddr} rport 50001 generation 0`;
const told = (candidate: string, exposure: Exposure = "direct") => toldCandidate(candidate, exposure);

const LOCAL = [
  "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.9.9", "192.168.1.2", // RFC 1918
  "192.0.0.1", "192.0.0.255", "198.18.0.1", "198.19.255.255", // RFC 6890: of protocols (a phone's way from IPv6), of benchmarks
  "169.254.3.4", "127.0.0.1", "0.0.0.0", "100.64.0.1", "100.127.255.254", "224.0.0.1", "255.255.255.255",
  "fc00::1", "fd12:3456:789a::1", "fe80::1", "FE80::abcd", "febf::1", "::1", "::", "::ffff:192.168.1.2", "ff02::1",
];
const GLOBAL = ["8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "100.63.0.1", "100.128.0.1", "192.0.1.1", "198.17.0.1", "198.20.0.1", "2001:db8::1", "2a02:1:2::3", "3fff::1"];
const MDNS = "6f1b3a52-9c1d-4d1e-8a34-d3a8a2b1c0de.local";
const NOT_ONE = ["10.0.0", "010.0.0.1", "0x0a000001", "8.8.8.8.", "8.8.8.256", "example.org", "localhost", "a.b.local", "fe80::1%eth0", ""];

describe("between strangers' networks", () => {
  it.each(LOCAL)("%s is not told", (address) => expect(told(host(address))).toBeNull());
  it.each([...GLOBAL, MDNS])("%s is told as it is", (address) => expect(told(host(address))).toBe(host(address)));

  it("the address behind a reflexive or relayed one is not told", () => {
    expect(told(srflx("8.8.8.8", "192.168.1.2"))).toBe(srflx("8.8.8.8", "0.0.0.0").replace("rport 50000", "rport 0"));
    expect(told(relay("2001:db8::5", "2001:db8::9"))).toBe(relay("2001:db8::5", "::").replace("rport 50001", "rport 0"));
  });

  it("a reflexive candidate in a local network is not told either", () => expect(told(srflx("192.168.0.9", "10.0.0.1"))).toBeNull());
});

describe("within one local network", () => {
  it.each([...LOCAL, ...GLOBAL, MDNS])("%s stays", (address) => expect(told(host(address), "lan")).toBe(host(address)));
});

describe("behind a relay", () => {
  it.each([...LOCAL, ...GLOBAL, MDNS])("%s is not told, being no relay's", (address) => {
    expect(told(host(address), "relay")).toBeNull();
    expect(told(srflx(address, "0.0.0.0"), "relay")).toBeNull();
  });

  it.each(["8.8.8.8", "10.0.0.1"])("the relay's own address %s is told, without who is behind it", (address) => {
    expect(told(relay(address, "8.8.4.4"), "relay")).toBe(relay(address, "0.0.0.0").replace("rport 50001", "rport 0"));
  });
});

describe("anywhere", () => {
  it.each(NOT_ONE)("'%s' is no address, and is never looked up", (address) => {
    for (const exposure of ["direct", "lan", "relay"] as const) {
      expect(told(host(address), exposure)).toBeNull();
      expect(told(relay(address, "0.0.0.0"), exposure)).toBeNull();
    }
  });

  it.each([
    "candidate:", "garbage", "candidate:192.168.0.1 1 udp 1 8.8.8.8 5 typ host", "candidate:1 1 udp 1 8.8.8.8 port typ host", "candidate:1 1 udp 1 8.8.8.8 5",
    `${host("8.8.8.8")}\r\na=candidate:1 1 udp 1 10.0.0.1 5 typ host`, `a=${host("8.8.8.8")}`,
  ])("%j is no candidate", (candidate) => expect(told(candidate, "lan")).toBeNull());

  it("a foundation goes out as a number of our own, an equal one as the same", () => {
    const found = (foundation: string) => `candidate:${foundation} 1 udp 41885439 8.8.8.8 50002 typ relay`;
    for (const exposure of ["direct", "lan", "relay"] as const) {
      const foundation = numberedFoundations();
      const told = ["3521048914", "842163049", "3521048914"].map((own) => toldCandidate(found(own), exposure, foundation));
      expect(told).toEqual([found("1"), found("2"), found("1")]);
    }
  });

  it("what is not told has no number", () => {
    const foundation = numberedFoundations();
    expect(toldCandidate(host("10.0.0.1"), "direct", foundation)).toBeNull();
    expect(toldCandidate(srflx("8.8.8.8", "10.0.0.1"), "direct", foundation)).toMatch(/^candidate:1 /);
  });

  it.each(["network-id 3", "network-cost 900", "network-cost 10 network-id 2", "x 192.168.0.1", "raddr"])("'%s' behind a candidate is not told", (more) => {
    const plain = "candidate:1 1 tcp 1518280447 8.8.8.8 9 typ relay";
    for (const exposure of ["direct", "lan", "relay"] as const) {
      expect(told(`${plain} ${more}`, exposure)).toBe(plain);
      const known = `${plain} raddr 0.0.0.0 rport 0 tcptype active generation 1 ufrag abcd`;
      expect(told(`${known} ${more}`, exposure)).toBe(known);
    }
  });

  it("the end of candidates passes", () => expect(told("", "relay")).toBe(""));

  it("telling twice tells no more and no less", () => {
    for (const exposure of ["direct", "lan", "relay"] as const) {
      const once = told(relay("8.8.8.8", "10.0.0.1"), exposure)!;
      expect(told(once, exposure)).toBe(once);
    }
  });
});
