import { speak } from "./i18n/words.ts";

// The page has sent for start.ts already. What is here comes sooner, and so the words are underway while that still arrives.
// An address that names a language was asked for in it; one without is for everybody, each in theirs.
const { lang } = document.documentElement;
const wanted = location.pathname.startsWith(`/${lang}`) ? [lang] : navigator.languages;
const [{ start }] = await Promise.all([import("./start.ts"), speak(wanted).catch(() => speak(["en"]))]);
// The page does not wait for this script (`async`): Chromium gives it the theme of its address only when all it waits for is here.
if (document.readyState === "loading") await new Promise((read) => document.addEventListener("DOMContentLoaded", read));
await start();
