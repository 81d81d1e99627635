import type { Backend } from "../../run/backend.ts";
import { buildNow } from "./build.ts";
import { nativeBy } from "./order.ts";

/**
 * Renders graphs as C, compiles them, and runs nothing before that is done; the same bits as the interpreter. Needs a C
 * compiler (the variable CC, else `cc`) and the package koffi: without them WebAssembly runs, and the program's `note`
 * says why. What was compiled is kept in the user's cache folder.
 *
 * @example
 * const x = input("x", [3]);
 * const [program] = native.prepare([{ outputs: { y: ops.square(x) }, updates: [] }]);
 * program.set("x", [1, 2, 3]);
 * program.run();
 * program.read("y"); // [1, 4, 9]
 */
export const native: Backend = nativeBy(buildNow);
