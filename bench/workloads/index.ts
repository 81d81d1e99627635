import { w6 } from "./firstStep.ts";
import { w1, w1b } from "./lesson2.ts";
import { w3, w3i } from "./lesson3.ts";
import { w2, w2f32 } from "./lesson4.ts";
import { w5 } from "./products.ts";
import { w4 } from "./wide.ts";
import type { Workload } from "./workload.ts";

/** Everything that is measured, in the order of the table. */
export const workloads: readonly Workload[] = [w1, w1b, w2, w2f32, w3, w3i, w4, w5, w6];
