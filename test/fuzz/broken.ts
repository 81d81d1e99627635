import { fail } from "../../src/base/error.ts";
import type { Target } from "./readers.ts";

/** Readers with one fault each, for the tests of what finds faults: each takes its sound file alone. */
const sound = new Uint8Array(64).fill(7);
const isSound = (bytes: Uint8Array): boolean => bytes.length === 64 && bytes.every((byte) => byte === 7);

const target = (fault: () => unknown): Target => ({
  files: 10,
  seeds: async () => [sound],
  read: (bytes) => (isSound(bytes) ? undefined : fault()),
});

export const targets: Readonly<Record<string, Target>> = {
  throws: target(() => {
    throw new TypeError("not ours");
  }),
  exits: target(() => process.exit(3)),
  waits: target(() => new Promise(() => {})),
  swells: target(() => new Uint8Array(100 * 2 ** 20).fill(1)),
  dawdles: target(() => {
    const spent = () => process.cpuUsage().user + process.cpuUsage().system;
    const start = spent();
    while (spent() - start < 2_100_000) sound.slice().sort();
  }),
  refuses: {
    files: 10,
    seeds: async () => [sound],
    read: () => fail("data", { who: "refuses", expected: "another file", got: "one" }),
  },
};
