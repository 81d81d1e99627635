import { numbers } from "../../op/numbers.ts";
import { pow } from "../../op/pow.ts";

/** x^n from the library's own operations: `**` may differ between engines in the last bit, and then so does a run. */
export const power = (x: number, n: number): number => pow.value(numbers.float64, x, { exponent: n });
