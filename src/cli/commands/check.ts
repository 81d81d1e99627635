import { checkedNetwork, type checkOptions, verdictOptions } from "../options/check.ts";
import { command } from "../spec.ts";

export const check = command<typeof checkOptions>({
  name: "check",
  about: "check numbers computed elsewhere, in NumPy for instance, and name the slip",
  arguments: [{ name: "<file>", about: "npz, npy, JSON, or names with rows of numbers; - for the input" }],
  options: { Network: checkedNetwork, Verdict: verdictOptions },
  examples: [
    ["check mine.npz --layers 4:tanh,1:sigmoid", "which value is wrong first, and what to change"],
    ["check mine.npz --layers 4:tanh,1:sigmoid --lang ko", "in Korean"],
    ["check mine.json --layers 3:sigmoid,2:softmax --names hidden=A1 --json", "for a program to read"],
  ],
  notes:
    'Save them with np.savez("mine.npz", X=X, Y=Y, W1=W1, b1=b1, Z1=Z1, A1=A1, dZ1=dZ1, dW1=dW1, W1_new=W1_new, ...);\nany part of them will do. Here 0 says that the work is right, 1 that a slip was found, 2 that nothing could be judged.',
  load: async () => (await import("../run/check.ts")).check,
});
