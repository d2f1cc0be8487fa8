/** How the server names a page in a language: /how, /de/how, and / and /de for the start page, whose name is empty. */
export function pathOf(code: string, page: string): string {
  return (code === "en" ? "" : `/${code}`) + (page && `/${page}`) || "/";
}
