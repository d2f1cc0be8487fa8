import { defineConfig } from "vite";

/** The library alone, as one module. `npm run build:client`. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: "dist",
    target: "es2022",
    lib: { entry: "../src/client.ts", formats: ["es"], fileName: "client" },
  },
});
