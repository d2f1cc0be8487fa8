import { changes, containers, elsewhere, having, inspect, kill, log, OURS, PORT, restart, start, up } from "../world/compose.ts";
import { addressIn, open, opening } from "../world/socket.ts";
import { expect, seconds, test } from "../world/test.ts";

/** Ours are two lines; of a library's trouble the log tells where it arose and of what kind it is. */
const LIFECYCLE = /^\S+ +\| \S+Z (INFO (ready at http:\/\/(0\.0\.0\.0|127\.0\.0\.1):8080|draining)|WARNING in [\w.]+( [\w.$]+)?)$/;
const OUT_OF_REACH = "The server is out of reach. Your talk goes on; only finding the next one waits.";

test("two people talk, directly", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  expect(await ada.way()).not.toContain("relay");
});

test("two people who hide talk through TURN", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  for (const person of [ada, bob]) {
    await person.hides();
    await person.startsTalking();
  }
  await ada.isTalkingWith(bob);
  expect(await ada.way()).toEqual(["relay", "relay"]);
  expect(await bob.way()).toEqual(["relay", "relay"]);
});

test("a node knows a client's own address, whatever the client says of itself", async () => {
  const lies = ["X-Forwarded-For: 198.51.100.7", "Forwarded: for=198.51.100.8"];
  const here = await open(PORT, ...lies);
  here.socket.destroy();
  expect(here.address).toBe("172.29.3.1");

  const bytes = opening("proxy", ...lies).toString("base64");
  const there = await elsewhere(`hostname -i; exec 3<>/dev/tcp/proxy/8080; base64 -d <<<${bytes} >&3; timeout 3 cat <&3 | tr -d '\\0'`);
  expect(addressIn(there)).toBe(there.split("\n")[0]!.trim());
});

test("health and metrics are not at the public port", async () => {
  for (const path of ["/health/ready", "/health/live", "/metrics"]) {
    expect((await fetch(`http://localhost:${PORT}${path}`)).status).toBe(404);
  }
});

test("a talk goes on while every node is dead, and the next one comes after", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  const nodes = await containers("signaling");
  await kill(...nodes);
  await expect(ada.sees(OUT_OF_REACH)).toBeVisible();
  await ada.isReadBy(bob);
  await bob.isReadBy(ada);

  await start(...nodes);
  for (const person of [ada, bob]) await expect(person.sees(OUT_OF_REACH)).toHaveCount(0);
  const cleo = await arrives("Cleo");
  await cleo.startsTalking();
  await ada.skips();
  await ada.isTalkingWith(cleo);
});

test("who waits on a node that dies waits on another one, and is matched", async ({ arrives }) => {
  const ada = await arrives("Ada");
  await ada.startsTalking();
  await ada.isSearching();
  const nodes = await containers("signaling");
  await expect.poll(() => having("dropchat_sockets", nodes)).toHaveLength(1);
  const hers = await having("dropchat_sockets", nodes);
  const killed = Date.now();
  await kill(...hers);
  await expect.poll(() => ada.heard.filter((type) => type === "waiting").length, { intervals: [50] }).toBe(2);
  console.log(`waits again ${seconds(killed)} s after her node was killed`);
  const bob = await arrives("Bob");
  await bob.startsTalking();
  await ada.isTalkingWith(bob);
  await start(...hers);
});

test("with the leading matchmaker dead, the next two meet within seconds", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  await ada.startsTalking();
  await ada.isSearching();
  const matchmakers = await containers("matchmaker");
  await expect.poll(() => having("dropchat_waiting", matchmakers), { message: "one leads" }).toHaveLength(1);
  const leading = await having("dropchat_waiting", matchmakers);
  const killed = Date.now();
  await kill(...leading);
  await bob.startsTalking();
  await expect.poll(() => ada.heard.includes("matched") && bob.heard.includes("matched"), { intervals: [20], timeout: 5_000 }).toBe(true);
  console.log(`matched ${seconds(killed)} s after the leading matchmaker was killed`);
  await ada.isTalkingWith(bob);
  await start(...leading);
});

test("nodes that are added take their share", async () => {
  await up("--no-recreate", "--scale", "signaling=5");
  const nodes = await containers("signaling");
  expect(nodes).toHaveLength(5);
  const clients = await Promise.all(Array.from({ length: 10 }, () => open(PORT)));
  try {
    await expect.poll(() => having("dropchat_sockets", nodes), { message: "each has a socket" }).toEqual(nodes);
  } finally {
    for (const { socket } of clients) socket.destroy();
    await up("--no-recreate", "--scale", "signaling=3");
  }
});

test("a rolling restart of every process ends no talk and loses nobody who waits", async ({ arrives }) => {
  test.setTimeout(600_000);
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  await Promise.all([ada.startsTalking(), bob.startsTalking()]);
  await ada.isTalkingWith(bob);
  const cleo = await arrives("Cleo");
  await cleo.startsTalking();
  await cleo.isSearching();
  for (const name of await containers(...OURS)) {
    await restart(name);
    await ada.isReadBy(bob);
  }
  expect(cleo.heard, "she was told that her node went away").toContain("draining");
  await cleo.isSearching();
  const dora = await arrives("Dora");
  await dora.startsTalking();
  await cleo.isTalkingWith(dora);
  await bob.isReadBy(ada);
});

test("no process of ours has written a file, or could", async () => {
  const names = await containers(...OURS);
  expect(names).toHaveLength(5);
  for (const name of names) expect(await changes(name), name).toEqual([]);
  for (const { Name, Config, HostConfig, Mounts } of await inspect(...names)) {
    expect(HostConfig, Name).toMatchObject({ ReadonlyRootfs: true, CapAdd: null, CapDrop: ["ALL"], SecurityOpt: ["no-new-privileges:true"] });
    expect(Mounts, Name).toEqual([]);
    expect(HostConfig.Tmpfs ?? {}, Name).toEqual({});
    expect(Config.User, Name).toBe("65534:65534");
    expect(Config.StopTimeout, Name).toBeGreaterThan(10);
    expect(HostConfig.Memory, Name).toBeGreaterThan(0);
    expect(HostConfig.PidsLimit, Name).toBeGreaterThan(0);
  }
});

test("the logs are about processes alone", async () => {
  const told = (await log(...OURS)).split("\n").filter((line) => line !== "");
  expect(told.length).toBeGreaterThan(0);
  for (const line of told) expect(line).toMatch(LIFECYCLE);
});
