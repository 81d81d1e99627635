import type { Colors } from "../plot/terminal/ink.ts";
import type { Output } from "./io.ts";

/** How many colors to draw with: none where it is no terminal or colors are unwanted. */
export function colorsOf(to: Output): Colors {
  if (!to.isTTY || !("getColorDepth" in to)) return "none";
  const depth = (to as unknown as { getColorDepth(): number }).getColorDepth();
  if (depth >= 24) return "truecolor";
  return depth >= 8 ? "256" : "none";
}
