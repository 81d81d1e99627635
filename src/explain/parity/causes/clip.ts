import { ops } from "../../../graph/build.ts";
import type { Node } from "../../../graph/node.ts";

/** What PyTorch adds to the norm, so that a norm of 0 divides nothing by 0. */
const added = 1e-6;

/** All gradients times `min(1, limit / (norm + 1e-6))`, as torch.nn.utils.clip_grad_norm_ has it. */
export function clipAsPyTorch(gradients: readonly Node[], limit: number): Node[] {
  const squares = gradients.map((g) => ops.sum(ops.square(g)));
  const norm = ops.sqrt(squares.reduce((a, b) => ops.add(a, b)));
  const factor = ops.minimum(1, ops.div(limit, ops.add(norm, added)));
  return gradients.map((g) => ops.mul(factor, g));
}
