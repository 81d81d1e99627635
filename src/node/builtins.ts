import { createRequire } from "node:module";

/**
 * Modules of Node that take long to load (crypto 4 to 7 ms, child_process 3 ms): only who uses them waits for them, and
 * not every program that imports this one.
 */
const load = createRequire(import.meta.url);

export const crypto = (): typeof import("node:crypto") => load("node:crypto");
export const childProcess = (): typeof import("node:child_process") => load("node:child_process");
