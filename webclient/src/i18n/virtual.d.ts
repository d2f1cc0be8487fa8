/** What the build (vite/words.ts) knows of the catalogues. */
declare module "virtual:words" {
  /** Of the folder that holds their files. */
  export const path: string;
  /** Every language there is. */
  export const languages: readonly string[];
  /** What each is called by its own speakers. */
  export const names: { readonly [code: string]: string | undefined };
  /** The start page's words. */
  export const english: Partial<import("./words.ts").Catalogue>;
}
