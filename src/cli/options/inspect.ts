import type { OptionSpecs } from "../spec.ts";
import { dataOptions } from "./data.ts";
import { networkOptions } from "./network.ts";
import { trainingOptions } from "./training.ts";

/** What can be shown of a network, from its layers to the WebAssembly and the C of the step that runs. */
export const stages = ["summary", "graph", "grad", "simplified", "kernels", "wat", "c"] as const;

/** Which stage, and of what size. */
export const stageOptions = {
  stage: {
    value: "<stage>",
    about: "summary, graph, grad, simplified, kernels, wat or c (summary)",
    choices: stages,
  },
  examples: { value: "<n>", about: "examples in an update (those of the data; 4 for a run folder)" },
} as const satisfies OptionSpecs;

const { loss, optimizer, lr } = trainingOptions;
/** What decides the graph, besides the network. */
export const shownTraining = { loss, optimizer, lr } as const;

/** All options of `inspect`. */
export const inspectOptions = { ...stageOptions, ...dataOptions, ...networkOptions, ...shownTraining };
