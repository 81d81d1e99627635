import { dataOptions } from "../options/data.ts";
import { documentOptions } from "../options/document.ts";
import {
  checkedNetwork,
  checkedOptions,
  checkedTraining,
  type gradcheckOptions,
} from "../options/gradcheck.ts";
import { command } from "../spec.ts";

export const gradcheck = command<typeof gradcheckOptions>({
  name: "gradcheck",
  about: "check the gradients of a network against differences of its loss",
  arguments: [
    {
      name: "<run|data>",
      about: "a run folder or a file with a trained network; or data, with --layers for one",
    },
    { name: "[data]", about: "for a trained network: other data than its own, which a file does not name" },
  ],
  options: {
    Check: checkedOptions,
    Written: documentOptions,
    Network: checkedNetwork,
    Training: checkedTraining,
    Data: dataOptions,
  },
  examples: [
    ["gradcheck run/", "a trained network, at the weights it ended with"],
    ["gradcheck planar --layers 4:tanh,1:sigmoid", "a new one"],
    [
      "gradcheck moons --layers 8:relu,1:sigmoid --tolerance 1e-8 --json",
      "every number of it, for a program",
    ],
  ],
  notes: "Exit code 1 where a gradient is wrong.",
  load: async () => (await import("../run/gradcheck.ts")).gradcheck,
});
