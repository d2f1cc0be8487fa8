import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { budget } from "./vite/budget.ts";
import { compress } from "./vite/compress.ts";
import { flags } from "./vite/flags.ts";

const texts = ["how.html", "safety.html", "privacy.html", "faq.html"];

/**
 * The page's policy allows no inline script or style and no data: address, so nothing here may produce one.
 * `--mode stage` builds the page of scripted moments (stage/) instead, for looking at every state; it is not shipped.
 */
export default defineConfig(({ mode }) => {
  const stage = mode === "stage";
  return {
    plugins: [svelte(), flags(), ...(stage ? [] : [budget({ page: "index.html", scriptKb: 35, allKb: 60 }), compress()])],
    build: {
      outDir: stage ? "target/stage" : "dist",
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: [stage ? "stage.html" : "index.html", ...texts] },
    },
  };
});
