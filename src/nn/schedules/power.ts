import { numbers } from "../../op/numbers.ts";
import { power as powerOver } from "../../op/power.ts";

/** x^n from the library's own operations: `**` may differ between engines in the last bit, and then so does a run. */
export const power = (x: number, n: number): number => powerOver(numbers.float64, x, n);
