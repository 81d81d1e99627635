import { exporters } from "../../formats/exporters.ts";
import { exportOptions } from "../options/export.ts";
import { command } from "../spec.ts";

export const exportCommand = command<typeof exportOptions>({
  name: "export",
  about: "write a trained network in another program's format, with test vectors",
  arguments: [{ name: "<run>", about: "a run folder, or a file with a trained network" }],
  options: { Export: exportOptions },
  examples: [
    [
      "export run/ --to safetensors --out net.safetensors",
      "one file, which every command takes like the folder",
    ],
    ["export run/ --to onnx --columns", "a file that takes the table's columns, texts among them"],
  ],
  notes: `Formats:\n${Object.values(exporters)
    .map(({ name, about }) => `  ${name.padEnd(12)} ${about}`)
    .join("\n")}\n\nchainrule verify checks the file by the test vectors in it.`,
  load: async () => (await import("../run/export.ts")).exportNetwork,
});
