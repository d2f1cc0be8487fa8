import type { Browser } from "puppeteer-core";
import type { Stranger } from "../world/stranger.ts";
import { expect, test as base } from "../world/test.ts";
import { type Way, wayFrom } from "../world/way.ts";
import { launchFirefox } from "./firefox.ts";
import { FirefoxPerson } from "./person.ts";

export { expect };

export type Make = "Chromium" | "Firefox";

interface World {
  /** Opens a browser of that make for somebody. Whatever it complains of fails the test. */
  comes: (name: string, make: Make) => Promise<Stranger>;
  /** Opens a Firefox that tells its page every address it has, for somebody whom the server sees at this one. */
  comesFrom: (address: string, name: string) => Promise<FirefoxPerson>;
}

interface Browsers {
  firefox: Browser;
  telling: Browser;
}

export const test = base.extend<World, Browsers>({
  firefox: [async ({}, use) => lent(await launchFirefox(), use), { scope: "worker" }],
  telling: [async ({}, use) => lent(await launchFirefox({ "media.peerconnection.ice.obfuscate_host_addresses": false }), use), { scope: "worker" }],

  comes: async ({ arrives, firefox, server }, use) => {
    const there: FirefoxPerson[] = [];
    await use(async (name, make) => {
      if (make === "Chromium") return arrives(name);
      const person = await FirefoxPerson.arrives(firefox, name, `http://localhost:${server.port}/`);
      there.push(person);
      return person;
    });
    await leave(there);
  },

  comesFrom: async ({ telling, server }, use) => {
    const there: FirefoxPerson[] = [];
    const ways: Way[] = [];
    await use(async (address, name) => {
      const way = await wayFrom(address, server);
      ways.push(way);
      const person = await FirefoxPerson.arrives(telling, name, `http://localhost:${way.port}/`);
      there.push(person);
      return person;
    });
    await leave(there);
    for (const way of ways) way.close();
  },
});

async function lent(browser: Browser, use: (browser: Browser) => Promise<void>): Promise<void> {
  await use(browser);
  await browser.close();
}

async function leave(people: readonly FirefoxPerson[]): Promise<void> {
  const violations = await Promise.all(people.map(({ page }) => page.evaluate(() => window.overheard.violations)));
  await Promise.all(people.map(({ page }) => page.browserContext().close()));
  expect([...people.flatMap(({ complaints }) => complaints), ...violations.flat()]).toEqual([]);
}
