import type { Shape } from "../../base/shape.ts";

/** How many values each unit adds up, and how many units each value feeds: (inputs, units) of a weight matrix. */
export const fans = ([inputs = 1, units = inputs]: Shape): {
  readonly inputs: number;
  readonly units: number;
} => ({
  inputs,
  units,
});
