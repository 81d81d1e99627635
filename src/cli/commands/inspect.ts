import { dataOptions } from "../options/data.ts";
import { type inspectOptions, shownTraining, stageOptions } from "../options/inspect.ts";
import { networkOptions } from "../options/network.ts";
import { command } from "../spec.ts";

export const inspect = command<typeof inspectOptions>({
  name: "inspect",
  about:
    "show a network's layers, its graph, its derivative, how that was simplified, and what it compiles to",
  arguments: [
    {
      name: "<run|data>",
      about: "a run folder or a file with a trained network; or data, with --layers for one",
    },
  ],
  options: { Stage: stageOptions, Network: networkOptions, Training: shownTraining, Data: dataOptions },
  examples: [
    ["inspect run/", "layers, shapes, parameters"],
    ["inspect run/ --stage graph", "forward pass and loss, an operation a line"],
    ["inspect planar --layers 4:tanh,1:sigmoid --stage grad", "with the derivative of the loss"],
    ["inspect run/ --stage simplified", "the step that training runs, and each identity that led to it"],
    [
      "inspect run/ --stage kernels",
      "the loops it is lowered to; --stage wat for their WebAssembly, c for their C",
    ],
  ],
  load: async () => (await import("../run/inspect.ts")).inspect,
});
