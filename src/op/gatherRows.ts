import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import type { Gather } from "./op.ts";

/** Rows of x by index: `result[i] = x[indices[i]]`. A row taken twice gets both cotangents, added. */
export const gatherRows: Gather<"gatherRows", readonly ["x", "indices"], Record<never, never>> = {
  kind: "gather",
  name: "gatherRows",
  args: ["x", "indices"],
  attributes: {},
  infer: ([x, indices]) => {
    if (x!.shape.length === 0 || indices!.shape.length !== 1 || indices!.dtype !== "int32")
      fail("shape", {
        who: "gatherRows",
        expected: "an array with rows and a list of int32 indices",
        got: `${formatShape(x!.shape)} and ${indices!.dtype} ${formatShape(indices!.shape)}`,
      });
    return { shape: [indices!.shape[0]!, ...x!.shape.slice(1)], dtype: x!.dtype };
  },
  derivative: (k, g, [x, indices]) => [k.scatterRows(g, indices, k.shapeOf(x)[0]!), null],
  formula: { text: "{x}[{indices}]", latex: "{x}_{{indices}}", numpy: "{x}[{indices}]" },
};
