import { importers } from "../../formats/importers.ts";
import { importOptions } from "../options/import.ts";
import { command } from "../spec.ts";

export const importCommand = command<typeof importOptions>({
  name: "import",
  about: "read a network that another program trained, and write it as a model file",
  arguments: [{ name: "<file>", about: "the file; its contents say of which format it is" }],
  options: { Import: importOptions },
  examples: [
    ["import state.pt --layers 50:relu,10:softmax", "weights of PyTorch, which do not say their layers"],
    ["import net.onnx --classes cat,dog --out pets.safetensors", "with names for its classes"],
  ],
  notes: `Formats:\n${Object.values(importers)
    .map(({ name, about }) => `  ${name.padEnd(12)} ${about}`)
    .join("\n")}\n\nEvery command takes the model file where it takes a run folder.`,
  load: async () => (await import("../run/import.ts")).importNetwork,
});
