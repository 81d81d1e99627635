import { dataOptions } from "../options/data.ts";
import { documentOptions } from "../options/document.ts";
import { type explainOptions, shownOptions, updateOptions } from "../options/explain.ts";
import { networkOptions } from "../options/network.ts";
import { command } from "../spec.ts";

export const explain = command<typeof explainOptions>({
  name: "explain",
  about: "show one update of a network: every value, with its formula, its numbers and why",
  arguments: [
    {
      name: "[run|data]",
      about: "a run folder or a file with a trained network; or data, with --layers for one",
    },
    { name: "[data]", about: "for a trained network: other data than its own, which a file does not name" },
  ],
  options: {
    Shown: shownOptions,
    Written: documentOptions,
    Network: networkOptions,
    Training: updateOptions,
    Data: dataOptions,
  },
  examples: [
    ["explain --preset worked-example", "a network small enough to follow by hand"],
    ["explain planar --layers 4:tanh,1:sigmoid --lr 1.2 --only dW*", "the gradients of the first update"],
    ['explain run/ --sample 0 --only "dW1[0,1]"', "one weight's gradient, back along the paths to the loss"],
    [
      "explain --preset two-outputs --worksheet questions --out sheet.html",
      "blanks to fill in, to be printed",
    ],
    ["explain run/ --step 100 --convention columns --out step.html", "a page, with one example a column"],
  ],
  notes:
    "A run folder shows the update that would come next, with the weights it ended with; --step k the update\nafter the first k, from the weights it began with.",
  load: async () => (await import("../run/explain.ts")).explain,
});
