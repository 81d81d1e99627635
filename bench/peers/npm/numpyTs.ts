import * as np from "numpy-ts";
import { type Open, readNumbers, secondsSince, versionOf } from "../../task.ts";

/** numpy-ts: its matrix product. */
export const open: Open = async (folder, spec) => {
  if (spec.kind !== "product") throw new Error("only products");
  const [a, b] = [readNumbers(folder, "a", "float64"), readNumbers(folder, "b", "float64")];
  return {
    version,
    async run(which, steps) {
      const { form, m, k, n, dtype } = spec.cases[which]!;
      const operand = (numbers: typeof a, shape: [number, number]) =>
        np
          .array(numbers as Float64Array<ArrayBuffer>)
          .astype(dtype)
          .reshape(...shape);
      const left = operand(a.slice(0, m * k), form === "AtB" ? [k, m] : [m, k]);
      const right = operand(b.slice(0, k * n), form === "ABt" ? [n, k] : [k, n]);
      const [first, second] = [form === "AtB" ? left.T : left, form === "ABt" ? right.T : right];
      let c = np.matmul(first, second);
      const start = performance.now();
      for (let i = 0; i < steps; i++) c = np.matmul(first, second);
      const seconds = secondsSince(start);
      return { seconds, result: () => [c.data as Float64Array] };
    },
  };
};

const version = versionOf("numpy-ts");
