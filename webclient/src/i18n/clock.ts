import { locale } from "./words.ts";

/** Minutes and seconds, hours before them when there are any: 0:07, 12:05, 1:02:05. */
export function clockTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  if (seconds >= 3600) parts.unshift(Math.floor(seconds / 3600));
  return parts.map((part, i) => digits(part, i === 0 ? 1 : 2)).join(":");
}

function digits(value: number, least: number): string {
  return new Intl.NumberFormat(locale, { minimumIntegerDigits: least, useGrouping: false }).format(value);
}
