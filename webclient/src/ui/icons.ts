import type { More } from "./talk-icons.ts";

/** Those of the start page. */
const first = {
  cross: "M7 7l10 10M17 7L7 17",
  up: "M6 15l6-6 6 6",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
  plus: "M12 5v14M5 12h14",
};
export type IconName = keyof typeof first | keyof More;
export const paths = first as Record<IconName, string>;
