/** Runes everywhere; styles in files of their own, never injected. */
export default {
  compilerOptions: { runes: true, css: "external" },
};
