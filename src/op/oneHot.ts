import type { FloatType } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import type { OneHot } from "./op.ts";

/** A row per label with 1 at the label's place and 0 elsewhere; (m,) labels give (m, classes). */
export const oneHot: OneHot<
  "oneHot",
  readonly ["labels"],
  { readonly classes: number; readonly dtype: FloatType }
> = {
  kind: "oneHot",
  name: "oneHot",
  args: ["labels"],
  attributes: { classes: 0, dtype: "float32" },
  infer: ([labels], { classes, dtype }) => {
    if (labels!.dtype !== "int32" || labels!.shape.length !== 1)
      fail("shape", {
        who: "oneHot",
        expected: "a list of int32 labels",
        got: `${labels!.dtype} ${formatShape(labels!.shape)}`,
      });
    return { shape: [labels!.shape[0]!, classes], dtype };
  },
  derivative: () => [null],
  formula: {
    text: "onehot({labels})",
    latex: "\\mathbb{1}[{labels} = c]",
    numpy: "np.eye({classes})[{labels}]",
  },
};
