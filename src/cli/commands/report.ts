import { dataOptions } from "../options/data.ts";
import { documentOptions } from "../options/document.ts";
import { networkOptions } from "../options/network.ts";
import { lookOptions, type reportOptions } from "../options/report.ts";
import { trainingOptions } from "../options/training.ts";
import { command } from "../spec.ts";

export const report = command<typeof reportOptions>({
  name: "report",
  about: "say what a network suffers from: vanishing gradients, identical or dead units, a wrong rate",
  arguments: [
    {
      name: "<run|data>",
      about: "a run folder or a file with a trained network; or data, with --layers for one",
    },
    { name: "[data]", about: "for a trained network: other data, to look at it with" },
  ],
  options: {
    Report: lookOptions,
    Written: documentOptions,
    Network: networkOptions,
    Training: trainingOptions,
    Data: dataOptions,
  },
  examples: [
    [
      "report moons --layers 8:sigmoid,8:sigmoid,8:sigmoid,1:sigmoid --lr 0.5",
      "how error terms shrink from layer to layer",
    ],
    ["report moons --layers 4:tanh,1:sigmoid --init zeros --lr 1", "units that nothing tells apart"],
    ["report run/ --out report.html --pictures pictures", "a trained network, trained again to be watched"],
    ["report run/ --lang ko", "in Korean"],
  ],
  notes: "Exit code 5 where training diverged; the report then covers what came before.",
  load: async () => (await import("../run/report.ts")).report,
});
