import { c } from "./c/c.ts";
import type { Ejector } from "./ejector.ts";
import { javascript, typescript } from "./javascript/javascript.ts";
import { jax } from "./jax/jax.ts";
import { numpy } from "./numpy/numpy.ts";
import { pytorch } from "./pytorch/pytorch.ts";
import { wasm } from "./wasm/wasm.ts";

/**
 * The table of languages a network can be written in: one line for each.
 *
 * @example
 * Object.values(ejectors).every(({ about }) => about.length > 0); // true
 */
export const ejectors: Readonly<Record<string, Ejector>> = {
  javascript,
  typescript,
  wasm,
  c,
  numpy,
  pytorch,
  jax,
};
