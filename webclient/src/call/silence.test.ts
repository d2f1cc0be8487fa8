import { expect, it } from "vitest";
import { FakeClock } from "../../test/fakes.ts";
import { Silence } from "./silence.ts";

it("is told after five seconds without the least sound, once, and once when there is some again", () => {
  const clock = new FakeClock();
  const told: boolean[] = [];
  let still = true;
  const silence = new Silence(clock, () => still, (silent) => told.push(silent));
  silence.watch();
  clock.pass(4_400);
  expect(told).toEqual([]);
  clock.pass(10_000);
  expect(told).toEqual([true]);
  still = false;
  clock.pass(10_000);
  expect(told).toEqual([true, false]);
});

it("is no silence when a single word breaks it, nor when nobody looks", () => {
  const clock = new FakeClock();
  const told: boolean[] = [];
  let looks = 0;
  const silence = new Silence(clock, () => ++looks % 9 !== 0, (silent) => told.push(silent));
  silence.watch();
  clock.pass(60_000);
  silence.rest();
  const before = looks;
  clock.pass(60_000);
  expect([told, looks]).toEqual([[], before]);
});
