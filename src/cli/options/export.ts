import { exporters } from "../../formats/exporters.ts";
import type { OptionSpecs } from "../spec.ts";

const formats = Object.keys(exporters);

/** All options of `export`. */
export const exportOptions = {
  to: { value: "<format>", about: `${formats.join(", ")}`, choices: formats },
  out: { value: "<file>", about: "the file to write (the run's name, with the format's ending)" },
  logits: { about: "end before the last softmax or sigmoid, as some loss functions want it" },
  columns: { about: "take the columns of the data, one input each, and encode them inside the file" },
} as const satisfies OptionSpecs;
