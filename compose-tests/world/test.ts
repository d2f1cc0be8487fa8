import { expect, test as base } from "@playwright/test";
import { down, log, ORIGIN, relays, remains, up } from "./compose.ts";
import { Person } from "./person.ts";

export { expect };

export const OUT_OF_REACH = "The server is out of reach. Your talk goes on; only finding the next one waits.";

interface World {
  /** Opens a browser for somebody, at the proxy. */
  arrives: (name: string) => Promise<Person>;
}

export const test = base.extend<World, { project: void }>({
  project: [
    async ({}, use) => {
      await down();
      const before = Date.now();
      await up("--build");
      console.log(`up and healthy after ${seconds(before)} s`);
      await use();
      await down();
      expect(await remains(), "nothing of it is left").toEqual([]);
    },
    { scope: "worker", auto: true, timeout: 1_200_000 },
  ],

  arrives: async ({ browser }, use) => {
    const people: Person[] = [];
    await use(async (name) => {
      const person = await Person.arrives(browser, name, ORIGIN);
      people.push(person);
      return person;
    });
    const missed = people.flatMap((person) => person.missed);
    for (const person of people) await person.stops();
    await expect.poll(relays, { message: "all relays are given back" }).toEqual([]);
    for (const person of people) await person.leaves();
    expect(missed, await log("proxy")).toEqual([]);
  },
});

export function seconds(since: number): string {
  return ((Date.now() - since) / 1_000).toFixed(1);
}
