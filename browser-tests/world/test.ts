import { expect, test as base } from "@playwright/test";
import { type Arrival, Person } from "./person.ts";
import { Server } from "./server.ts";
import { wayFrom, type Way } from "./way.ts";

export { expect };

interface Coming extends Omit<Arrival, "origin"> {
  /** Default: the one that all tests share. */
  readonly server?: Server;
  /** The address the server sees. Default: this machine's own. */
  readonly from?: string;
  readonly path?: string;
}

interface World {
  /** Opens a browser for somebody. Whatever it complains of fails the test. */
  arrives: (name: string, coming?: Coming) => Promise<Person>;
  /** Two who talk with each other. */
  talk: (server?: Server) => Promise<[ada: Person, bob: Person]>;
  /** A server for this test alone. */
  starts: (...settings: string[]) => Promise<Server>;
}

export const test = base.extend<World, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start("--trusted-proxies", "127.0.0.1/32");
      await use(server);
      await server.stop();
      expectQuiet(server);
    },
    { scope: "worker" },
  ],

  starts: async ({}, use) => {
    const servers: Server[] = [];
    await use(async (...settings) => {
      const server = await Server.start(...settings);
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.stop()));
    servers.forEach(expectQuiet);
  },

  // `starts` stands here so that the people are gone before their servers are.
  arrives: async ({ browser, server: shared, starts: _ }, use) => {
    const there: { person: Person; server: Server }[] = [];
    const ways: Way[] = [];
    await use(async (name, { server = shared, from, path = "/", ...rest } = {}) => {
      const way = from === undefined ? undefined : await wayFrom(from, server);
      if (way) ways.push(way);
      const person = await Person.arrives(browser, name, { origin: `http://localhost:${way?.port ?? server.port}${path}`, ...rest });
      there.push({ person, server });
      return person;
    });
    const complaints = await Promise.all(there.map(({ person, server }) => complaintsOf(person, server)));
    await Promise.all(there.map(({ person }) => person.page.context().close()));
    for (const way of ways) way.close();
    expect(complaints.flat()).toEqual([]);
  },

  talk: async ({ arrives }, use) => {
    await use(async (server) => {
      const two = await Promise.all(["Ada", "Bob"].map((name) => arrives(name, server && { server })));
      const [ada, bob] = two as [Person, Person];
      await Promise.all(two.map((person) => person.startsTalking()));
      await ada.isTalkingWith(bob);
      return [ada, bob];
    });
  },
});

/** That a server cannot be reached, the browser says by itself. */
export const UNREACHABLE = /WebSocket connection to .* failed/;

async function complaintsOf({ page, complaints }: Person, server: Server): Promise<string[]> {
  const violations = page.isClosed() ? [] : await page.evaluate(() => window.overheard?.violations ?? []).catch(() => []);
  return [...complaints.filter((each) => !(server.killed && UNREACHABLE.test(each))), ...violations];
}

/** The log has lines about the process, and no trouble of any kind. That the machine was slow is not the server's. */
export function expectQuiet({ log }: Pick<Server, "log">): void {
  const trouble = log.split("\n").filter((line) => /Exception|Error|SEVERE|\tat /.test(line) && !line.includes("BlockedThreadChecker"));
  expect(trouble).toEqual([]);
}
