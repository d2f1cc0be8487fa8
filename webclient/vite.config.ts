import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { ahead } from "./vite/ahead.ts";
import { budget } from "./vite/budget.ts";
import { compress } from "./vite/compress.ts";
import { flags } from "./vite/flags.ts";
import { languages } from "./vite/languages.ts";
import { pages } from "./vite/pages.ts";
import { partials } from "./vite/partials.ts";
import { published } from "./vite/published.ts";
import { together } from "./vite/together.ts";
import { words } from "./vite/words.ts";

const staged: Plugin = {
  name: "staged",
  transformIndexHtml: { order: "pre", handler: (page, { path }) => (path === "/index.html" ? page.replace("/src/main.ts", "/stage/stage.ts") : page) },
};

/**
 * The page's policy allows no inline script or style and no data: address, so nothing here may produce one.
 * With `--mode stage` the page plays scripted moments (stage/) instead, for looking at every state; that is not shipped.
 */
export default defineConfig(({ mode }) => {
  const stage = mode === "stage";
  return {
    plugins: [svelte(), partials(), flags(), words(), languages(), ...(stage ? [staged] : [ahead("/src/start.ts"), budget({ page: "index.html", oneOf: /words-.*\.start\.json$/, scriptKb: 33.5, allKb: 60 }), published(), compress()])],
    build: {
      outDir: stage ? "target/stage" : "dist",
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: pages.map((name) => `${name}.html`), output: { codeSplitting: { groups: [{ name: "words", test: /virtual:words|i18n\/words\.ts$|preload-helper|rolldown\/runtime/, priority: 1 }, together("/src/start.ts")] } } },
    },
  };
});
