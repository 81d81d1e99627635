import type { Backend } from "../../src/run/backend.ts";
import { wasm } from "../../src/run/wasm.ts";

/** Compiled programs on exactly so many threads, waited for: left to itself a program begins alone. */
export const wasmOn = (threads: number): Backend => ({
  name: threads === 1 ? "wasm" : `wasm on ${threads} threads`,
  prepare(graphs, how) {
    const programs = wasm.prepare(graphs, { ...how, threads });
    const clock = new Int32Array(new SharedArrayBuffer(4));
    while (programs[0]!.threads < threads) Atomics.wait(clock, 0, 0, 1);
    return programs;
  },
});
