import { elementTypes } from "../../../compile/c/form.ts";
import type { Model } from "../../../train/model.ts";

/** What functions begin with: the name of the file, with only what C allows. */
export function prefixFor(name: string): string {
  const text = name.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  if (text === "") return "model";
  return /^[0-9]/.test(text) ? `model_${text}` : text;
}

/** The heads of the two functions that a program has for others. */
export function signatures(model: Model, prefix: string): readonly [one: string, rows: string] {
  const type = elementTypes[model.dtype];
  return [
    `void ${prefix}_predict(const ${type} *x, ${type} *y)`,
    `void ${prefix}_predict_rows(const ${type} *x, ${type} *y, size_t rows)`,
  ];
}
