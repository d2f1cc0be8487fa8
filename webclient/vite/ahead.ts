import type { Plugin } from "vite";

/** Lets every page that a script fills send for `entry`, which that script imports in any case, and for its style: neither then waits for the script. */
export function ahead(entry: string): Plugin {
  return {
    name: "ahead",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(page, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find((each) => each.type === "chunk" && each.facadeModuleId?.endsWith(entry));
        if (chunk?.type !== "chunk") throw new Error(`nothing came of ${entry}`);
        if (!page.includes('id="app"')) return [];
        const scripts = [chunk.fileName, ...chunk.imports].filter((name) => !page.includes(name));
        const styles = scripts.flatMap((name) => [...((bundle![name] as typeof chunk).viteMetadata?.importedCss ?? [])]);
        const link = (rel: string) => (name: string) => ({ tag: "link", attrs: { rel, crossorigin: true, href: `/${name}` }, injectTo: "head" as const });
        return [...scripts.map(link("modulepreload")), ...styles.map(link("stylesheet"))];
      },
    },
  };
}
