import { dataOptions } from "../options/data.ts";
import { networkOptions } from "../options/network.ts";
import { type sweepOptions, sweepReportOptions } from "../options/sweep.ts";
import { trainingOptions } from "../options/training.ts";
import { command } from "../spec.ts";

export const sweep = command<typeof sweepOptions>({
  name: "sweep",
  about: "train once for every combination of the values in braces, and compare",
  arguments: [{ name: "<data>", about: "the name of a data set, or a file" }],
  options: {
    Report: sweepReportOptions,
    Network: networkOptions,
    Training: trainingOptions,
    Data: dataOptions,
  },
  examples: [
    [
      'sweep planar --layers "{1,2,3,4,5,20,50}:tanh,1:sigmoid" --lr 1.2 --epochs 5000 --out sweep',
      "how many hidden units does the flower need?",
    ],
    ['sweep moons --optimizer "{sgd,adam,rmsProp}" --lr "{0.01,0.1}"', "two settings, every combination"],
    ['sweep planar --seed "{1..10}"', "how much does the start matter?"],
  ],
  notes: `Any option may hold braces: {1,2,4} lists values, {1..8} counts. The order is fixed: the last option in braces
changes fastest. Accuracy is shown on the training part and on data the network has not seen: the test part or the
validation part, or for drawn data points of another seed.`,
  // The shell has made several words of one before the parser sees them.
  excess: 'A shell takes braces apart unless they stand in quotes: --layers "{10,20}:relu,10:softmax".',
  load: async () => (await import("../run/sweep.ts")).runSweep,
});
