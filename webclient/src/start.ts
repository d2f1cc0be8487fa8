import { flushSync, mount } from "svelte";
import { createConversation } from "./conversation/conversation.ts";
import { spokenLanguages } from "./i18n/names.ts";
import App from "./ui/App.svelte";
import { begin } from "./ui/begin.ts";
import { loadMoments } from "./ui/load.ts";

/** A slow phone answers a finger between two pieces of work, not within one. */
const pause = () => new Promise((then) => setTimeout(then));

/** One script for both pages: two would share most, and each come in many small pieces. */
export async function start(): Promise<void> {
  await pause();
  const app = begin();
  if (document.body.dataset["page"] === "diagnosis") {
    const { fill } = await import("./diagnosis/page.ts");
    return fill(app);
  }
  // Nobody is met before the page can show them, with what mutes and stops. The microphone is asked for meanwhile, within the press.
  const conversation = createConversation({ loadCalls: () => Promise.all([import("./call/call.ts"), loadMoments()]).then(([calls]) => calls) });
  conversation.wish({ languages: spokenLanguages(navigator.languages) });
  await pause();
  // Before the script came, the button could be pressed, and its place be reached by the keyboard.
  const [pressed, focused] = [app.querySelector("#start[open]") !== null, app.contains(document.activeElement)];
  app.replaceChildren();
  flushSync(() => mount(App, { target: app, props: { conversation } }));
  if (pressed || focused) app.querySelector<HTMLElement>(".main")?.focus({ preventScroll: true });
  if (pressed) conversation.start();
}
