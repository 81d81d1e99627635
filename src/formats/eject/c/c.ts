import type { Model } from "../../../train/model.ts";
import type { EjectOptions, Ejector } from "../ejector.ts";
import { headerFile, program } from "./program.ts";

/**
 * A trained network as one file of C99 that needs neither libm nor memory from the heap, and its header:
 * `model_predict(x, y)` for one row, `model_predict_rows(x, y, rows)` for more. It computes the interpreter's bits, and
 * carries test vectors in its last line. Compiled with `-DCHAINRULE_MAIN` it is a program that reads rows of numbers
 * and prints the outputs.
 *
 * @returns the files by name: `model.c` and `model.h`
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * model.setWeights({ W1: [[2], [2]], b1: [-1] });
 * const files = await ejectC(model);
 * [...files.keys()]; // ["model.c", "model.h"]
 * files.get("model.h").includes("void model_predict(const float *x, float *y);"); // true
 */
export async function ejectC(model: Model, options: EjectOptions = {}): Promise<ReadonlyMap<string, string>> {
  const name = options.name ?? "model";
  return new Map([
    [`${name}.c`, await program(model, options)],
    [`${name}.h`, headerFile(model, options)],
  ]);
}

export const c: Ejector = {
  name: "c",
  about: "one file of C99, without libm and without the heap",
  trains: false,
  write: ejectC,
};
