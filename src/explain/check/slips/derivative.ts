import { input, ops, tensors } from "../../../graph/build.ts";
import { type Node, topological } from "../../../graph/node.ts";
import { activations } from "../../../nn/activations.ts";
import type { Op } from "../../../op/op.ts";
import type { Quantity } from "../picture.ts";
import { type Instead, instead, type Slip, type Step, slipsOf } from "./slip.ts";

/** An activation where the error term passes back through it. */
interface Passage {
  readonly op: Op;
  readonly attributes: Node["attributes"];
  readonly z: Node;
  readonly a: Node;
  /** What comes from the layer after it. */
  readonly g: Node;
}

/** The passage that a value is the far side of: `dZ1` for A1 = tanh(Z1). */
function passageOf({ name, role }: Quantity, step: Step): Passage | undefined {
  if (role !== "error") return undefined;
  const z = step.chained(name.slice(1));
  const activated = [...step.picture.quantities.values()].find(({ role: kind, definitions }) => {
    const node = definitions.at(-1);
    return (
      kind === "forward" &&
      node?.op.kind === "elementwise" &&
      node.inputs.length === 1 &&
      node.inputs[0] === z
    );
  });
  const a = activated?.definitions.at(-1);
  const g = activated && step.value(`d${activated.name}`);
  return z && a && g && { op: a.op, attributes: a.attributes, z, a, g };
}

/** The cotangent of z by the derivative of an activation, at whatever is taken for z and for a. */
function through(op: Op, attributes: Node["attributes"], g: Node, z: Node, a: Node): Node | undefined {
  if (op.kind !== "elementwise") return undefined;
  return op.derivative(tensors("float64"), g, [z], a, attributes)[0] ?? undefined;
}

/** The elementwise activations, each as the op it is. */
const elementwiseActivations: readonly (readonly [string, Node])[] = Object.entries(activations).flatMap(
  ([name, g]) => {
    const z = input("z", [1, 1]);
    const node = g(z);
    return node.op.kind === "elementwise" && topological([node]).length === 2 ? [[name, node] as const] : [];
  },
);

const nameOf = (op: Op): string => elementwiseActivations.find(([, node]) => node.op === op)?.[0] ?? "";

const at = (quantity: Quantity, step: Step, make: (passage: Passage) => Instead[]): Instead[] => {
  const passage = passageOf(quantity, step);
  return passage ? make(passage) : [];
};

const activated = (op: Op, z: Node, attributes: Node["attributes"]): Node => ({
  op,
  inputs: [z],
  attributes,
  shape: z.shape,
  dtype: z.dtype,
});

/** The derivative of the activation: left out, doubled, or taken at the wrong place. */
export const derivativeSlips: readonly Slip[] = slipsOf({
  derivativeLeftOut: {
    plant: "dZ1 = dZ2 @ W2.T",
    value: (quantity, step) => at(quantity, step, ({ op, g }) => instead(g, nameOf(op))),
    said: ({ name, other }) => ({
      en: `${name} lacks the derivative of the activation (${other}). Multiply what comes back from the next layer by it, element by element.`,
      ko: `${name} 식에 활성화 함수(${other})의 도함수가 빠졌습니다. 다음 층에서 돌아온 값에 도함수를 원소별로 곱하세요.`,
    }),
  },
  derivativeTwice: {
    plant: "dZ2 = (A2 - Y) * A2 * (1 - A2)  # for cross-entropy",
    value: (quantity, step) =>
      at(quantity, step, ({ op, attributes, z, a }) =>
        instead(through(op, attributes, step.value(quantity.name)!, z, a), nameOf(op)),
      ),
    said: ({ name, other }) => ({
      en: `${name} is multiplied by the derivative of the activation (${other}) once too often. Take that factor away: with cross-entropy it has cancelled already.`,
      ko: `${name} 값에 활성화 함수(${other})의 도함수가 한 번 더 곱해졌습니다. 그 인수를 지우세요. 교차 엔트로피에서는 이미 약분되어 있습니다.`,
    }),
  },
  derivativeAtA: {
    plant: "dZ1 = (dZ2 @ W2.T) * (1 - np.tanh(A1) ** 2)",
    value: (quantity, step) =>
      at(quantity, step, ({ op, attributes, g, a }) =>
        instead(through(op, attributes, g, a, activated(op, a, attributes)), nameOf(op)),
      ),
    said: ({ name, other }) => ({
      en: `${name} takes the derivative of ${other} at a, where it belongs at z: the function was applied a second time. Use z, or the form in a without applying ${other} again.`,
      ko: `${name} 식에서 ${other} 함수의 도함수를 z가 아니라 a에서 계산했습니다. 함수가 두 번 적용된 것입니다. z를 쓰거나, ${other} 함수를 다시 적용하지 말고 a로 나타낸 도함수를 쓰세요.`,
    }),
  },
  derivativeAtZ: {
    plant: "dZ1 = (dZ2 @ W2.T) * (1 - Z1 ** 2)",
    value: (quantity, step) =>
      at(quantity, step, ({ op, attributes, g, z }) => instead(through(op, attributes, g, z, z), nameOf(op))),
    said: ({ name, other }) => ({
      en: `${name} writes the derivative of ${other} in terms of a, but puts z into it. Put a there.`,
      ko: `${name} 식에서 ${other} 함수의 도함수를 a로 나타낸 꼴에 z를 넣었습니다. a를 넣으세요.`,
    }),
  },
  derivativeTimesZ: {
    plant: "dZ1 = (dZ2 @ W2.T) * (1 - A1 ** 2) * Z1",
    value: (quantity, step) =>
      at(quantity, step, ({ op, attributes, g, z, a }) => {
        const right = through(op, attributes, g, z, a);
        return right ? instead(ops.mul(right, z), nameOf(op)) : [];
      }),
    said: ({ name, other }) => ({
      en: `${name} multiplies the derivative of ${other} by z. g'(z) is the derivative taken at z, not a product.`,
      ko: `${name} 식에서 ${other} 함수의 도함수에 z를 곱했습니다. g'(z)는 z에서의 미분값이지 z와의 곱이 아닙니다.`,
    }),
  },
  derivativeOfWrong: {
    plant: "dZ1 = (dZ2 @ W2.T) * A1 * (1 - A1)  # A1 = np.tanh(Z1)",
    value: (quantity, step) =>
      at(quantity, step, ({ op, g, z, a }) =>
        elementwiseActivations
          .filter(([, node]) => node.op !== op)
          .flatMap(([other, node]) => [
            ...instead(
              through(node.op, node.attributes, g, z, activated(node.op, z, node.attributes)),
              other,
            ),
            ...instead(through(node.op, node.attributes, g, z, a), other),
          ]),
      ),
    said: ({ name, other }) => ({
      en: `${name} uses the derivative of ${other}, but the layer has another activation. Use the derivative of the activation of the forward pass.`,
      ko: `${name} 식에 ${other} 함수의 도함수를 썼지만, 이 층의 활성화 함수는 다릅니다. 순전파에서 쓴 활성화 함수의 도함수를 쓰세요.`,
    }),
  },
});
