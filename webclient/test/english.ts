import { vi } from "vitest";
import en from "../src/i18n/en.ts";
import { use } from "../src/i18n/words.ts";

/** Every test hears English, all parts of it. */
vi.stubGlobal("document", { documentElement: {} });
use("en", en);
vi.unstubAllGlobals();
