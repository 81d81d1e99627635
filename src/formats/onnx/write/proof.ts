import { RandomState } from "../../../array/random.ts";
import { encodeInputs } from "../../../data/encode.ts";
import type { Encoding } from "../../../data/encoding.ts";
import { undoScaling } from "../../../data/scaling.ts";
import type { Column } from "../../../data/table.ts";
import { interpreter } from "../../../run/interpreter.ts";
import type { Model } from "../../../train/model.ts";
import { type Proof, proofOf } from "../../proof/proof.ts";

const examples = 8;

/**
 * Test vectors of a model that takes the columns of its data: numbers about what they were fitted on, each category in
 * turn, and what comes out in the units of the targets.
 */
export async function proofOfColumns(model: Model, encoding: Encoding, tolerance: number): Promise<Proof> {
  const draws = new RandomState(0);
  const columns: Column[] = encoding.inputs.map((input, i) => {
    if (input.type === "category") {
      const { categories, name } = input;
      const values = Array.from(
        { length: examples },
        (_, row) => categories[(row + i) % categories.length] ?? null,
      );
      return { name, type: "category", values };
    }
    const { name, offset, scale } = input;
    const values = Float64Array.from(draws.randn(examples), (z) =>
      Math.fround(Number((offset + scale * z).toPrecision(4))),
    );
    return { name, type: "number", values };
  });
  const table = { name: "proof", columns, rows: examples, named: true };
  const outputs = await model.predict(encodeInputs(encoding, table), { backend: interpreter });
  const { target } = encoding;
  const whole =
    target.task === "regression"
      ? undoScaling(
          {
            offset: target.columns.map(({ offset }) => offset),
            scale: target.columns.map(({ scale }) => scale),
          },
          outputs,
        )
      : outputs;
  const width = whole.shape[1]!;
  const { weights, dtype } = await proofOf(model, tolerance);
  return {
    version: 1,
    weights,
    dtype,
    inputs: Array.from({ length: examples }, (_, row) => columns.map(({ values }) => values[row] ?? "")),
    outputs: Array.from({ length: examples }, (_, row) => [
      ...whole.data.subarray(row * width, (row + 1) * width),
    ]),
    tolerance,
  };
}
