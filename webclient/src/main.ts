import { speak } from "./i18n/words.ts";

// The page has sent for start.ts already. What is here comes sooner, and so the words are underway while that still arrives.
// A page in another language than English was asked for by its address; the English one is for everybody, each in theirs.
const { lang } = document.documentElement;
const [{ start }] = await Promise.all([import("./start.ts"), speak(lang === "en" ? navigator.languages : [lang]).catch(() => speak(["en"]))]);
await start();
