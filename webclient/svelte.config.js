/** Runes everywhere; styles in files of their own, never injected; nothing for those who count which pages use what. */
export default {
  compilerOptions: { runes: true, css: "external", discloseVersion: false },
};
