import { sameShape } from "../../../base/shape.ts";
import { ops } from "../../../graph/build.ts";
import type { Picture } from "../picture.ts";
import { instead, type Slip, slipsOf } from "./slip.ts";

/** Values of one role. */
const valuesOf = ({ quantities }: Picture, ...roles: readonly string[]) =>
  [...quantities.values()].filter(({ role }) => roles.includes(role));

/** Error terms that change places, or sign. */
export const errorSlips: readonly Slip[] = slipsOf({
  sign: {
    plant: "dZ2 = Y - A2",
    value(quantity, step) {
      const judged = quantity === step.judged && ["error", "gradient"].includes(quantity.role);
      const last = quantity.role === "error" && sameShape(quantity.shape, step.picture.output.shape);
      return judged || last ? instead(ops.neg(step.value(quantity.name)!)) : [];
    },
    said: ({ name }) => ({
      en: `${name} has the wrong sign: it is the negative of the derivative. Errors begin as output minus target, A - Y; it is the update that subtracts. (If yours adds, save W_new as well: then that is seen.)`,
      ko: `${name} 값의 부호가 미분값과 반대입니다. 오차는 출력 빼기 목표값(A - Y)에서 시작하고, 빼는 것은 갱신할 때입니다. (갱신할 때 더한다면 W_new 배열도 함께 저장하세요. 그러면 그것까지 보고 판정합니다.)`,
    }),
  },
  wrongLayer: {
    plant: "dW2 = A1.T @ dZ1 / m",
    read(quantity, step) {
      if (quantity.role !== "error") return [];
      return valuesOf(step.picture, "error")
        .filter((one) => one !== quantity && sameShape(one.shape, quantity.shape))
        .filter(({ name }) => kindOf(name) === kindOf(quantity.name))
        .flatMap(({ name }) => instead(step.value(name), name));
    },
    said: ({ name, other }) => ({
      en: `The error term of the wrong layer: ${other} stands where ${name} belongs. A weight's gradient is made of the input of its layer and the error term of the same layer.`,
      ko: `다른 층의 오차항을 썼습니다. ${name} 자리에 ${other} 값이 있습니다. 가중치의 기울기는 그 층의 입력과 같은 층의 오차항으로 만듭니다.`,
    }),
  },
  errorBeforeActivation: {
    plant: "dW1 = X.T @ dA1 / m",
    read(quantity, step) {
      if (quantity.role !== "error") return [];
      return valuesOf(step.picture, "error")
        .filter((one) => one !== quantity && isPair(one.name, quantity.name))
        .filter(({ ancestors }) => !ancestors.has(quantity.name))
        .flatMap(({ name }) => instead(step.value(name), name));
    },
    said: ({ name, other }) => ({
      en: `${other} stands where ${name} belongs: the derivative of the activation is missing there.`,
      ko: `${name} 자리에 ${other} 값이 있습니다. 활성화 함수의 도함수가 빠진 것입니다.`,
    }),
  },
  wrongInput: {
    plant: "dW2 = Z1.T @ dZ2 / m",
    read(quantity, step) {
      if (quantity.role !== "forward") return [];
      if (["error", "loss"].includes(step.judged.role)) return [];
      return valuesOf(step.picture, "forward", "given")
        .filter((one) => one !== quantity && sameShape(one.shape, quantity.shape) && one.shape.length === 2)
        .filter(({ name }) => name !== step.judged.name && !step.judged.name.startsWith(name))
        .filter(({ ancestors }) => !ancestors.has(step.judged.name))
        .flatMap(({ name }) => instead(step.value(name), name));
    },
    said: ({ name, other }) => ({
      en: `${other} stands where ${name} belongs: a layer takes what the layer before it puts out, after the activation.`,
      ko: `${name} 자리에 ${other} 값이 있습니다. 층의 입력은 앞 층의 출력, 곧 활성화 함수를 거친 값입니다.`,
    }),
  },
});

/** dZ of dZ1: what comes before or after an activation. */
const kindOf = (name: string): string => name.replace(/\d.*$/, "");

/** dZ1 and dA1: the two sides of one activation. */
const isPair = (a: string, b: string): boolean => a.replace(/^d[A-Z]/, "") === b.replace(/^d[A-Z]/, "");
