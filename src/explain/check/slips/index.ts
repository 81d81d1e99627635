import { countSlips } from "./count.ts";
import { dataSlips } from "./data.ts";
import { derivativeSlips } from "./derivative.ts";
import { errorSlips } from "./error.ts";
import { forwardSlips } from "./forward.ts";
import { linearSlips } from "./linear.ts";
import { lossSlips } from "./loss.ts";
import { scaleSlips } from "./scale.ts";
import type { Slip } from "./slip.ts";
import { updateSlips } from "./update.ts";

/**
 * The catalogue: a slip is one entry of one of these tables. Of two that give the same numbers, the one that stands
 * first is named first.
 */
export const slips: readonly Slip[] = [
  ...scaleSlips,
  ...derivativeSlips,
  ...errorSlips,
  ...linearSlips,
  ...countSlips,
  ...forwardSlips,
  ...lossSlips,
  ...updateSlips,
  ...dataSlips,
];
