import { paths } from "./icons.ts";

/** What only the moments after the start page show, and so comes with them. */
const more = {
  microphone: "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21M9 21h6",
  "microphone-off": "M4 4l16 16M9 9v2a3 3 0 0 0 4.5 2.6M15 10.5V6a3 3 0 0 0-5.8-1M5.5 11a6.5 6.5 0 0 0 10.4 5.2M18.5 11a6.5 6.5 0 0 1-.6 2.7M12 17.5V21M9 21h6",
  speaker: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11",
  skip: "M5 5.5l9 6.5-9 6.5zM18.5 5.5v13",
  "skip-again": "M3 6l7 6-7 6zM11 6l7 6-7 6zM21 6v12",
  stop: "M7 7h10v10H7z",
  tuning: "M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  report: "M6 21V4M6 4.5h11.5l-2.5 4 2.5 4H6",
  send: "M4 12l16-7.5-6 15-2.5-6z",
};
export type More = typeof more;

Object.assign(paths, more);
