import type { Node } from "../../../graph/node.ts";
import { byForward, type Cause } from "./cause.ts";

export const biasUnused: Cause = {
  name: "biasUnused",
  acts: byForward,
  looks: "z = x @ W1  # without b1",
  change: (setup, { trace }) =>
    [...trace.weights.parameters.keys()]
      .filter((name) => /^b\d+$/.test(name))
      .map((bias) => ({
        setup: {
          ...setup,
          node: (node) =>
            isBias(node.inputs[1], bias) && node.op.name === "add" ? withName(node) : setup.node(node),
        },
        other: bias,
      })),
  said: ({ other }) => ({
    en: `${other} is recorded, but not added in its layer.`,
    ko: `${other} 값이 기록되어 있지만 그 층에서 더해지지 않았습니다.`,
  }),
};

/** A bias is broadcast over the examples. */
const isBias = (node: Node | undefined, bias: string): boolean =>
  node !== undefined && (node.name === bias || node.inputs[0]?.name === bias);

const withName = ({ inputs, name }: Node): Node =>
  name === undefined ? inputs[0]! : { ...inputs[0]!, name };
