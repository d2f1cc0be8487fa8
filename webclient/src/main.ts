import { speak } from "./i18n/words.ts";

// The page has sent for start.ts already. What is here comes sooner, and so the words are underway while that still arrives.
const [{ start }] = await Promise.all([import("./start.ts"), speak(navigator.languages).catch(() => {})]); // then in English
await start();
