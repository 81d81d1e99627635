import type { Ejector } from "./ejector.ts";
import { javascript, typescript } from "./javascript/javascript.ts";
import { wasm } from "./wasm/wasm.ts";

/**
 * The table of languages a network can be written in: one line for each.
 *
 * @example
 * Object.values(ejectors).every(({ about }) => about.length > 0); // true
 */
export const ejectors: Readonly<Record<string, Ejector>> = { javascript, typescript, wasm };
