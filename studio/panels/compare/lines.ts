/** The color and the dashes of a pinned run's line, by its place; the stage's own is the page's accent, unbroken. */
export const lineStyles: readonly { readonly color: string; readonly dashes: string }[] = [
  { color: "var(--c1)", dashes: "8 3" },
  { color: "var(--c2)", dashes: "3 3" },
  { color: "var(--c6)", dashes: "10 3 2 3" },
  { color: "var(--c3)", dashes: "5 5" },
];
