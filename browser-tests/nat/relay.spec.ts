import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import type { Person } from "../world/person.ts";
import { ADDRESSES, type Internet, TURN } from "./internet.ts";
import { relay, SECRET } from "./services.ts";
import { expect, test } from "./test.ts";

const OWN_IPV6 = "2001:db8::20";
/** One of each range that is nobody's on the Internet, or that leads back into the networks of whoever runs the relay (RFC 6890). */
const NO_PEERS = {
  ipv4: [
    "0.0.0.1", "10.0.0.1", "100.64.0.1", "127.0.0.2", "169.254.169.254", "172.16.0.1", "172.31.255.254", "192.0.0.8", "192.168.0.1",
    "198.18.0.1", "198.19.255.254", "224.0.0.1", "240.0.0.1",
  ],
  ipv6: ["::", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "2001::1", "2002:a00:1::", "fc00::1", "fd66::1", "fe80::1", "fec0::1"],
} as const;
const PEERS = { ipv4: [ADDRESSES.ada.public, "8.8.8.8"], ipv6: ["2001:db8::66", "2600::1"] } as const;

/** Everybody who asks takes ports that stay theirs for minutes. */
const ROOM = ["--max-port=49999"];
const GRANTED = "success";
const FORBIDDEN = "error 403 (Forbidden IP)";
/** A client that got what it wants goes on for long. */
const CLIENT_MS = 2_000;

const TRACER = ["strace", "-f", "-qq", "-e", "signal=none", "-e", "trace=%file,ftruncate,bind", "-o"];
const WRITING = /O_(WRONLY|RDWR|CREAT|TRUNC)|\b(creat|mk\w+|rename\w*|(un|sym)?link(at)?|f?truncate)\(|AF_UNIX/;

const run = promisify(execFile);
let users = 0;

for (const family of ["ipv4", "ipv6"] as const) {
  test(`nobody gets through the relay to a machine of its own networks: ${family}`, async ({ internet }) => {
    await internet.ipv6("turn", OWN_IPV6);
    await relay(internet.hostOf("turn"), [`--relay-ip=${OWN_IPV6}`, ...ROOM]);
    for (const peer of NO_PEERS[family]) expect.soft(await permissionFor(internet, peer), peer).toBe(FORBIDDEN);
    for (const peer of PEERS[family]) expect.soft(await permissionFor(internet, peer), peer).toBe(GRANTED);
  });
}

test("one address has twenty relays at once, however many sockets it opens, and another has its own", async ({ internet, atHome }) => {
  const [ada, bob] = [await atHome("ada"), await atHome("bob")];
  const granted: number[] = [];
  for (const [person, pairs] of [[ada, 11], [ada, 1], [bob, 1]] as const) {
    const said = await asks(internet, await welcomed(person), "-e", ADDRESSES.bob.public, "-m", `${pairs}`);
    granted.push(said.match(/Received relay addr/g)?.length ?? 0);
  }
  expect(granted).toEqual([20, 0, 2]);
});

test("nobody is relayed whose time is over, or whom no server gave a name", async ({ internet }) => {
  await relay(internet.hostOf("turn"));
  for (const refused of [credentials({ expiresInSeconds: -1 }), credentials({ secret: "another" })]) {
    const said = await asks(internet, refused, "-e", ADDRESSES.ada.public);
    expect(said).toContain("Cannot complete Allocation");
    expect(said).not.toContain("Received relay addr");
  }
});

test("the relay writes no file and no line about anybody", async ({ internet }, info) => {
  const trace = info.outputPath("trace");
  const turn = await relay(internet.hostOf("turn"), [], [...TRACER, trace]);
  expect(await permissionFor(internet, ADDRESSES.ada.public)).toBe(GRANTED);
  expect(await permissionFor(internet, "10.0.0.1")).toBe(FORBIDDEN);
  await asks(internet, credentials({ secret: "another" }), "-t", "-e", ADDRESSES.ada.public);
  const calls = readFileSync(trace, "utf8").trim().split("\n").filter((call) => WRITING.test(call));
  expect(new Set(calls.map((call) => /"([^"]*)"/.exec(call)?.[1] ?? call))).toEqual(new Set(["/dev/null"]));
  expect(turn.log).not.toContain("203.0.113.");
});

/** What the relay says to one who wants to reach this peer, each time somebody else. */
async function permissionFor(internet: Internet, peer: string): Promise<string | undefined> {
  const family = peer.includes(":") ? ["-x"] : [];
  const said = await asks(internet, credentials(), ...family, "-e", peer);
  return /cp response received: \n.*?: : (?:create permission )?(.*)/.exec(said)?.[1] ?? said;
}

/** coturn's own client, on the server's host. */
async function asks(internet: Internet, [name, password]: [string, string], ...wish: string[]): Promise<string> {
  const client = ["turnutils_uclient", "-v", "-s", "-c", "-n", "1", "-m", "1", "-u", name, "-w", password, ...wish, TURN];
  const { stdout } = await run("ip", ["netns", "exec", internet.hostOf("server"), ...client], { timeout: CLIENT_MS }).catch((ended) => ended);
  return stdout;
}

/** The credentials that a new socket of theirs is given, each a second after the last: they do not expire at the same time. */
async function welcomed({ page }: Person): Promise<[name: string, password: string]> {
  await page.waitForTimeout(1_000);
  return page.evaluate(
    () =>
      new Promise<[string, string]>((resolve) => {
        const socket = new WebSocket("/signal", "dropchat.v1");
        socket.onmessage = ({ data }) => {
          const { username, credential } = JSON.parse(data).iceServers.find((each: RTCIceServer) => each.credential);
          resolve([username, credential]);
        };
      }),
  );
}

/** As the signaling nodes make them, for somebody new each time. */
function credentials({ expiresInSeconds = 600, secret = SECRET } = {}): [name: string, password: string] {
  const name = `${Math.floor(Date.now() / 1_000) + expiresInSeconds}:somebody${++users}`;
  return [name, createHmac("sha1", secret).update(name).digest("base64")];
}
