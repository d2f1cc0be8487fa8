import type { TestProject } from "vitest/node";
import { build } from "vite";
import { serve } from "./serve.ts";

declare module "vitest" {
  interface ProvidedContext {
    origin: string;
  }
}

/** Builds the page of scripted moments once for all tests and serves it under the real policy. */
export default async function setup(project: TestProject): Promise<() => void> {
  const root = `${import.meta.dirname}/..`;
  await build({ root, mode: "stage", logLevel: "warn" });
  const server = await serve(`${root}/target/stage`);
  project.provide("origin", server.origin);
  return () => server.close();
}
