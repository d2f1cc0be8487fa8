import { mount } from "svelte";
import { createConversation } from "./conversation/conversation.ts";
import { spokenLanguages } from "./i18n/names.ts";
import { speak } from "./i18n/words.ts";
import App from "./ui/App.svelte";
import ThemeSwitch from "./ui/ThemeSwitch.svelte";

await speak(navigator.languages);
const app = document.getElementById("app")!;
app.replaceChildren();
mount(ThemeSwitch, { target: document.getElementById("switches")! });
const conversation = createConversation();
conversation.wish({ languages: spokenLanguages(navigator.languages) });
mount(App, { target: app, props: { conversation } });
