/** How the server names a page in a language: /de/how, and /de for the start page, whose name is empty. Without a language, /how and /, it is for everybody. */
export function pathOf(code: string, page: string): string {
  return [code, page].map((part) => part && `/${part}`).join("") || "/";
}
