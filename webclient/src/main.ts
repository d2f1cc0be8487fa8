import { mount } from "svelte";
import { createConversation } from "./conversation/conversation.ts";
import { spokenLanguages } from "./i18n/names.ts";
import { speak } from "./i18n/words.ts";
import App from "./ui/App.svelte";
import { begin } from "./ui/begin.ts";

await speak(navigator.languages).catch(() => {}); // then in English
const app = begin();
// One script for both pages: two would share most, and each come in many small pieces.
if (document.body.dataset["page"] === "diagnosis") {
  const { fill } = await import("./diagnosis/page.ts");
  await fill(app);
} else {
  const conversation = createConversation();
  conversation.wish({ languages: spokenLanguages(navigator.languages) });
  app.replaceChildren();
  mount(App, { target: app, props: { conversation } });
}
