import { createSubscriber } from "svelte/reactivity";
import { colorsOfPage, type Palette } from "./color.ts";

const subscribe = createSubscriber((update) => {
  const observer = new MutationObserver(update);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
});

/** The colors of the page as they are now; what reads them is computed again when the theme changes. */
export function pagePalette(): Palette {
  subscribe();
  return colorsOfPage();
}
