import { type Browser, expect, test as base } from "@playwright/test";
import { Person } from "../world/person.ts";
import { expectQuiet, UNREACHABLE } from "../world/test.ts";
import { type Home, Internet } from "./internet.ts";
import { ORIGIN, relay, serve, type Service } from "./services.ts";

export { expect, expectQuiet };

interface World {
  internet: Internet;
  /** The TURN server, and our server that knows it. */
  services: { readonly turn: Service; readonly server: Service };
  /** Somebody with a browser of their own, at home. Whatever it complains of fails the test. */
  atHome: (home: Home) => Promise<Person>;
  /** Ada and Bob, each at home, who talk with each other. */
  talk: () => Promise<[ada: Person, bob: Person]>;
}

export const test = base.extend<World>({
  internet: async ({}, use) => {
    const internet = await Internet.make();
    await use(internet);
    await internet.end();
  },

  services: async ({ internet }, use) => {
    const [turn, server] = await Promise.all([relay(internet.hostOf("turn")), serve(internet.hostOf("server"))]);
    await use({ turn, server });
    expectQuiet(server);
  },

  atHome: async ({ playwright, launchOptions, internet, services: _ }, use) => {
    const there: { person: Person; browser: Browser }[] = [];
    await use(async (home) => {
      const { executablePath: CHROMIUM, args = [] } = launchOptions;
      const browser = await playwright.chromium.launch({
        ...launchOptions,
        executablePath: `${import.meta.dirname}/browser`,
        env: { ...process.env, CHROMIUM, HOST: internet.hostOf(home) },
        args: [...args, `--unsafely-treat-insecure-origin-as-secure=${ORIGIN}`], // else it gives no microphone
      });
      const person = await Person.arrives(browser, home === "ada" ? "Ada" : "Bob", { origin: ORIGIN });
      there.push({ person, browser });
      return person;
    });
    await Promise.all(there.map(({ browser }) => browser.close()));
    const complaints = there.flatMap(({ person }) => person.complaints);
    expect(complaints.filter((each) => !(internet.changed && UNREACHABLE.test(each)))).toEqual([]);
  },

  talk: async ({ atHome }, use) => {
    await use(async () => {
      const two = await Promise.all([atHome("ada"), atHome("bob")]);
      await Promise.all(two.map((person) => person.startsTalking()));
      await two[0].isTalkingWith(two[1]);
      return two;
    });
  },
});
