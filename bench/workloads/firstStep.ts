import type { Workload } from "./workload.ts";

export const w6: Workload = {
  key: "W6",
  title: "From the start of the process to the end of the first step",
  about: "2-4-1, 4 rows; each round a new process",
  kind: "start",
  tolerance: 1e-5,
  threads: [1],
  targets: [
    { against: "tfjs-cpu", ratio: 1 },
    { against: "tfjs-wasm", ratio: 1 },
    { against: "jax-js", ratio: 1 },
    { against: "brain", ratio: 1 },
    { against: "numpy", ratio: 1 },
    { against: "torch", ratio: 1 },
    { against: "sklearn", ratio: 1 },
    { against: "jax", ratio: 1 },
  ],
  aimSeconds: 0.045,
  nativeTargets: [{ against: "chainrule", ratio: 1 / 1.1 }],
};
