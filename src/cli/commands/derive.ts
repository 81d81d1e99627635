import { derivedNetwork, derivedOptions, derivedTraining, type deriveOptions } from "../options/derive.ts";
import { documentOptions } from "../options/document.ts";
import { command } from "../spec.ts";

export const derive = command<typeof deriveOptions>({
  name: "derive",
  about: "derive the backward equations of a network, line by line, with the rule of each line",
  arguments: [
    {
      name: "[run]",
      about: "a run folder, for its network, loss and optimizer; or a file with a trained network",
    },
  ],
  options: {
    Derivation: derivedOptions,
    Written: documentOptions,
    Network: derivedNetwork,
    Training: derivedTraining,
  },
  examples: [
    [
      "derive --layers 4:tanh,1:sigmoid --convention columns",
      "with one example a column, as many texts have it",
    ],
    ["derive --layers 8:relu,3:softmax --only equations", "where it all ends"],
    ["derive --layers 4:tanh,1:sigmoid --optimizer adam --only numpy --out net.py", "a program that runs"],
    ["derive run/ --lang ko --out derivation.html", "of a trained network, as a page in Korean"],
  ],
  load: async () => (await import("../run/derive.ts")).derive,
});
