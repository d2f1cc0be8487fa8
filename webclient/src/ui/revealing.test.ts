import { expect, test } from "vitest";
import { revealing } from "./revealing.ts";

test.each(["mail me: ada@example.org", "+49 170 1234567", "call 555-123-4567 tonight", "٠١٢٣٤٥٦٧٨٩", "I am @ada_l on there", "see www.example.org", "t.me/ada", "ada.com"])(
  "%s is a way to find somebody", (text) => expect(revealing(text)).toBe(true),
);

test.each(["", "see you at 12:30", "1,200 people", "in 2024 or 2025", "what?! no...way", "5/7 would go again", "meet @ noon", "🦊🌙🎈", "e.g. music"])("%s is none", (text) =>
  expect(revealing(text)).toBe(false),
);
