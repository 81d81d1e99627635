import { comparisonOptions, type parityOptions, recordedTraining } from "../options/parity.ts";
import { command } from "../spec.ts";

export const parity = command<typeof parityOptions>({
  name: "parity",
  about: "replay training recorded in PyTorch, Keras or scikit-learn, and name what differs and why",
  arguments: [
    {
      name: "<trace>",
      about: "npz: x, y, the first weights W1_0, b1_0, ...; of each update loss_1, dW1_1, W1_1, ...",
    },
  ],
  options: { Training: recordedTraining, Comparison: comparisonOptions },
  examples: [
    [
      "parity trace.npz --layers 8:tanh,1:sigmoid --optimizer adam --lr 0.01",
      "the first tensor that differs, and the likely cause",
    ],
    ["parity trace.npz --layers 8:relu,3:softmax --lr 0.1 --batch 32", "batches of 32 in the given order"],
    ["parity trace.npz --layers 8:relu,1 --lr 0.1 --json", "for a program to read"],
  ],
  notes:
    "docs/parity.md has a recorder of some ten lines for each of the three.\nThe exit code is 0 where all agrees, 1 where something differs, and 2 also where nothing could be compared.",
  load: async () => (await import("../run/parity.ts")).parity,
});
