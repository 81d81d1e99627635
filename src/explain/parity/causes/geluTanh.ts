import { ops } from "../../../graph/build.ts";
import type { Node } from "../../../graph/node.ts";
import { byForward, type Cause } from "./cause.ts";

/** Hendrycks & Gimpel 2016, their approximation: `z/2 (1 + tanh(sqrt(2/pi) (z + 0.044715 z^3)))`. */
const approximation = (z: Node): Node => {
  const cubic = ops.add(z, ops.mul(0.044715, ops.mul(z, ops.square(z))));
  return ops.mul(ops.mul(0.5, z), ops.add(1, ops.tanh(ops.mul(Math.sqrt(2 / Math.PI), cubic))));
};

export const geluTanh: Cause = {
  name: "geluTanh",
  acts: byForward,
  looks: 'torch.nn.GELU(approximate="tanh")',
  change: (setup) =>
    setup.layers.some(({ activation }) => activation === "gelu")
      ? [
          {
            setup: {
              ...setup,
              node: (node) =>
                node.op.name === "gelu"
                  ? { ...approximation(node.inputs[0]!), ...nameOf(node) }
                  : setup.node(node),
            },
          },
        ]
      : [],
  said: () => ({
    en: "gelu is computed by its approximation with tanh; here it is exact.",
    ko: "gelu를 tanh 근사식으로 계산했습니다. 여기서는 정확한 식을 씁니다.",
  }),
};

const nameOf = ({ name }: Node) => (name === undefined ? {} : { name });
