import type { Person } from "../world/person.ts";
import { expect, test } from "../world/test.ts";

const CANARY = "a canary in the evening";

test("a whole talk leaves no cookie, nothing in the browser's stores, and no word of it in the server's log", async ({ arrives, server, talk }) => {
  const [ada, bob] = await talk();
  await ada.writes(CANARY);
  await bob.reads(CANARY);
  await ada.hears(bob);
  const cleo = await arrives("Cleo", { from: "198.51.100.7" });
  await cleo.startsTalking();
  await ada.skips();
  await bob.isTold("They left.");
  await bob.reports("Something else");
  await bob.sees("Reported. Thank you.");
  await bob.stops();
  for (const person of [ada, bob, cleo]) expect(await stored(person)).toEqual(NOTHING);
  expect(server.log).not.toMatch(new RegExp(`${CANARY}|198\\.51\\.100\\.7|\\ben\\b`));
});

test("a whole talk asks nothing of any other host, breaks no policy of the page and logs no error", async ({ talk }) => {
  const [ada, bob] = await talk();
  await ada.writes("hello");
  await bob.reads("hello");
  await bob.stops();
  await ada.isTold("They left.");
  await ada.stops();
  for (const person of [ada, bob]) {
    expect(person.complaints).toEqual([]);
    expect(await violations(person)).toEqual([]);
  }
});

test("the page may not reach any other host, nor run what stands in it", async ({ arrives }) => {
  const ada = await arrives("Ada");
  const ran = await ada.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    void fetch("http://127.0.0.1:9/").catch(() => {});
    return "ran" in window;
  });
  expect(ran).toBe(false);
  await expect.poll(() => violations(ada)).toEqual(["script-src-elem inline", "connect-src http://127.0.0.1:9/"]);
  ada.complaints.splice(0); // of these two attempts, which were asked for
  await ada.page.evaluate(() => window.overheard.violations.splice(0));
});

const violations = ({ page }: Person) => page.evaluate(() => window.overheard.violations);

const NOTHING = { cookies: [], databases: [], caches: [], workers: 0, local: 0, session: 0, named: "" };

async function stored({ page }: Person) {
  const inPage = await page.evaluate(async () => ({
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    local: localStorage.length,
    session: sessionStorage.length,
    named: window.name,
  }));
  return { cookies: await page.context().cookies(), ...inPage };
}
