import { exporters } from "../../formats/exporters.ts";
import type { OptionSpecs } from "../spec.ts";

const formats = Object.keys(exporters);

/** The formats that heed an option. */
const heeding = (option: "logits" | "columns"): string =>
  Object.values(exporters)
    .filter(({ heeds }) => heeds.includes(option))
    .map(({ name }) => name)
    .join(", ");

/** All options of `export`. */
export const exportOptions = {
  to: { value: "<format>", about: `${formats.join(", ")}`, choices: formats },
  out: { value: "<file>", about: "the file to write (the run's name, with the format's ending)" },
  logits: {
    about: `leave out the softmax or sigmoid at the end, as some loss functions want it (${heeding("logits")})`,
  },
  columns: {
    about: `make an input of each column of the data, and scale and encode inside the file (${heeding("columns")})`,
  },
} as const satisfies OptionSpecs;
