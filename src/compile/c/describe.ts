import type { Buffer, Kernel, Matrix } from "../kernel.ts";
import { formulasOf } from "../source/formula.ts";

/**
 * What a kernel computes, as people write it, a line for each array: `Z1 = XW1 + b1`, `XW1 = X W1`.
 *
 * @param nameOf what an array is called
 */
export function describe(kernel: Kernel, nameOf: (buffer: Buffer) => string): readonly string[] {
  const matrix = ({ array, strides: [down, along] }: Matrix): string =>
    `${nameOf(array)}${along > 1 && down === 1 ? "^T" : ""}`;
  const over = (what: string, range: number) => `${what}${range === 1 ? "" : ` over ${range}`}`;
  switch (kernel.kind) {
    case "map":
      return formulasOf(kernel, nameOf);
    case "products":
      return kernel.products.flatMap((product) => describe(product, nameOf));
    case "matmul": {
      const { m, k, n, a, b, out } = kernel;
      return [`${nameOf(out)} = ${matrix(a)} ${matrix(b)}, (${m}, ${k}) by (${k}, ${n})`];
    }
    case "reduce":
    case "argReduce":
      return [`${nameOf(kernel.out)} = ${over(`${kernel.op.name}(${nameOf(kernel.x)})`, kernel.range)}`];
    case "reduceByTable":
      return [
        `${nameOf(kernel.out)} = ${over(`${kernel.op.name}(${nameOf(kernel.x)})`, kernel.places.length)}`,
      ];
    case "copy":
      return [`${nameOf(kernel.out)} = ${nameOf(kernel.x)} as (${kernel.shape.join(", ")})`];
    case "gather":
      return [`${nameOf(kernel.out)} = ${nameOf(kernel.x)}[${nameOf(kernel.indices)}]`];
    case "scatter":
      return [`${nameOf(kernel.out)}[${nameOf(kernel.indices)}] += ${nameOf(kernel.x)}`];
    case "oneHot":
      return [`${nameOf(kernel.out)} = one-hot ${nameOf(kernel.labels)} of ${kernel.classes} classes`];
    case "counter":
      return [`${nameOf(kernel.out)} = mask of stream ${kernel.stream}`];
    case "stream":
      return [`${nameOf(kernel.out)} = ${nameOf(kernel.x)}[step]`];
    case "record":
      return [`${nameOf(kernel.out)}[step] = ${nameOf(kernel.x)}`];
  }
}
