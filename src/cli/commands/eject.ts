import { ejectOptions } from "../options/eject.ts";
import { command } from "../spec.ts";

export const eject = command<typeof ejectOptions>({
  name: "eject",
  about: "write a trained network as a program that needs nothing of chainrule",
  arguments: [{ name: "<run>", about: "a run folder, or a file with a trained network" }],
  options: { Eject: ejectOptions },
  examples: [
    ["eject run/ --to javascript --out net.js", "a module that exports predict(rows)"],
    ["eject run/ --to numpy --training --out train.py", "the whole training, as a person would write it"],
  ],
  notes: "chainrule verify runs the program on the test vectors in it.",
  load: async () => (await import("../run/eject.ts")).ejectNetwork,
});
