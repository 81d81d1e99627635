import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import type { Scatter } from "./op.ts";

/** Rows added into zeros by index: `result[indices[i]] += rows[i]`, in order of i; `count` rows in all. */
export const scatterRows: Scatter<"scatterRows", readonly ["rows", "indices"], { readonly count: number }> = {
  kind: "scatter",
  name: "scatterRows",
  args: ["rows", "indices"],
  attributes: { count: 0 },
  infer: ([rows, indices], { count }) => {
    if (rows!.shape[0] !== indices!.shape[0] || indices!.shape.length !== 1 || indices!.dtype !== "int32")
      fail("shape", {
        who: "scatterRows",
        expected: "one int32 index for each row",
        got: `${formatShape(rows!.shape)} and ${indices!.dtype} ${formatShape(indices!.shape)}`,
      });
    return { shape: [count, ...rows!.shape.slice(1)], dtype: rows!.dtype };
  },
  derivative: (k, g, [_rows, indices]) => [k.gatherRows(g, indices), null],
  formula: {
    text: "rows {rows} added at {indices}",
    latex: "\\sum_{{indices}} {rows}",
    numpy: "np.add.at(np.zeros(({count}, *{rows}.shape[1:])), {indices}, {rows})",
  },
};
