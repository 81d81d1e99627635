import { dataOptions } from "../options/data.ts";
import { type doctorOptions, measureOptions } from "../options/doctor.ts";
import { networkOptions } from "../options/network.ts";
import { trainingOptions } from "../options/training.ts";
import { command } from "../spec.ts";

export const doctor = command<typeof doctorOptions>({
  name: "doctor",
  about: "say what this machine can compute with, and measure which engine suits a network",
  arguments: [
    {
      name: "[run|data]",
      about: "a run folder, or data with --layers: how long each engine takes, and which is chosen",
    },
  ],
  options: {
    Measure: measureOptions,
    Network: networkOptions,
    Training: trainingOptions,
    Data: dataOptions,
  },
  examples: [
    ["doctor", "Node, WebAssembly, threads, compiler, cache"],
    ["doctor planar --layers 64:tanh,1:sigmoid --epochs 5000", "each engine trains for half a second"],
    ["doctor run/ --json", "for the training of a run, for a program to read"],
  ],
  load: async () => (await import("../run/doctor.ts")).doctor,
});
