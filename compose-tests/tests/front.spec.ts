import { ALL, containers, elsewhere, inspect, OURS, PORT } from "../world/compose.ts";
import { open, openElsewhere } from "../world/socket.ts";
import { expect, test } from "../world/test.ts";

/** In haproxy.cfg 30 s, and a little more. */
const LONGEST_REQUEST_MS = 40_000;
const LIES = { "X-Forwarded-For": "198.51.100.7", Forwarded: "for=198.51.100.8" };

test("a node knows a client's own address, whatever the client says of itself, and counts each address apart", async () => {
  const here: Awaited<ReturnType<typeof open>>[] = [];
  try {
    while (here.length < 24) here.push(await open(LIES)); // one after the other: each is told how many have come before
    expect(new Set(here.map(({ held }) => held.address))).toEqual(new Set(["172.29.3.1"]));
    expect(new Set(here.map(({ held }) => held.socketsOfAddress)), "one by one, eight to each node").toEqual(new Set(["0-7", "8-15"]));
    const there = await openElsewhere(LIES);
    expect(there.held).toEqual({ address: there.own, socketsOfAddress: "0-7" });
  } finally {
    for (const { socket } of here) socket.terminate();
  }
});

test("health and metrics are not at the public port", async () => {
  for (const path of ["/health/ready", "/health/live", "/metrics"]) {
    expect((await fetch(`http://localhost:${PORT}${path}`)).status, path).toBe(404);
  }
});

test("the proxy's public port is all that can be reached", async () => {
  const ours = await inspect(...(await containers(...OURS)));
  for (const { Name, HostConfig } of ours) expect(HostConfig.PortBindings, Name).toEqual({});
  const addresses = ours.flatMap(({ NetworkSettings }) => Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress));
  expect(addresses, "nodes are on two networks, matchmakers on one").toHaveLength(8);
  const doors = ["proxy/8080", "proxy/9090", ...addresses.flatMap((address) => [8080, 9090, 5701].map((port) => `${address}/${port}`))];
  const tries = doors.map((door) => `(timeout 3 bash -c 'exec 3<>/dev/tcp/${door}' 2>/dev/null && echo ${door}) &`);
  expect((await elsewhere(`${tries.join("\n")}\nwait`)).trim()).toBe("proxy/8080");
});

test("a socket on which nobody says a word outlives the proxy's timeouts for requests", async () => {
  const { socket } = await open();
  const since = Date.now();
  await expect.poll(() => Date.now() - since > LONGEST_REQUEST_MS || socket.readyState !== socket.OPEN, { timeout: 60_000 }).toBe(true);
  expect(socket.readyState).toBe(socket.OPEN);
  socket.terminate();
});

test("every container is hardened", async () => {
  const all = await inspect(...(await containers(...ALL)));
  expect(all, "a proxy, three nodes, two matchmakers, TURN").toHaveLength(7);
  for (const { Name, Config, HostConfig } of all) {
    expect(HostConfig, Name).toMatchObject({
      ReadonlyRootfs: true,
      Privileged: false,
      CapAdd: Name.includes("-turn-") ? ["NET_BIND_SERVICE"] : null,
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges:true"],
      MemorySwap: HostConfig.Memory,
      Ulimits: [{ Name: "core", Hard: 0, Soft: 0 }],
    });
    expect(HostConfig.Memory, Name).toBeGreaterThan(0);
    expect(HostConfig.PidsLimit, Name).toBeGreaterThan(0);
    expect(Config.User, Name).toBe("65534:65534");
    expect(Config.Healthcheck?.Test[0], Name).toBe("CMD");
  }
});
