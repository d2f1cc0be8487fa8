import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformWithOxc } from "vite";

export type Words = Readonly<Record<string, unknown>>;

const folder = join(import.meta.dirname, "../src/i18n");

/** Every language's catalogue (src/i18n/xx.ts) by its code: another language is another file there, and nothing else. */
export async function catalogues(): Promise<Map<string, Words>> {
  const names = readdirSync(folder).filter((name) => /^[a-z]{2}\.ts$/.test(name)).sort();
  const read = names.map(async (name): Promise<[string, Words]> => {
    const { code } = await transformWithOxc(readFileSync(join(folder, name), "utf8"), name, { sourcemap: false });
    const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { default: Words };
    return [name.slice(0, 2), module.default];
  });
  return new Map(await Promise.all(read));
}
