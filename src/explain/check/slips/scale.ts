import { ops } from "../../../graph/build.ts";
import type { Quantity } from "../picture.ts";
import { type Instead, instead, type Slip, type Step, slipsOf } from "./slip.ts";

/** The value times a number, for values of some roles. */
function times(
  quantity: Quantity,
  step: Step,
  roles: readonly string[],
  ...factors: readonly number[]
): Instead[] {
  const node = roles.includes(quantity.role) ? step.value(quantity.name) : undefined;
  return node === undefined
    ? []
    : factors.filter((c) => c !== 1).flatMap((c) => instead(ops.mul(c, node), String(c)));
}

const meanOf = ({ picture }: Step): number => (picture.loss.reduction === "mean" ? picture.examples : 1);
const sumOf = ({ picture }: Step): number => (picture.loss.reduction === "sum" ? picture.examples : 1);
const outputsOf = ({ picture }: Step): number => picture.output.shape[1]!;

/** The factors of a mean, a sum and a square that are lost or come twice. */
export const scaleSlips: readonly Slip[] = slipsOf({
  noMean: {
    plant: "dW2 = A1.T @ dZ2",
    value: (quantity, step) => times(quantity, step, ["gradient"], meanOf(step)),
    said: ({ name }) => ({
      en: `${name} lacks the 1/m: it is summed over the examples, and the loss is their mean. Divide it by m, the number of examples.`,
      ko: `${name} 식에 1/m이 빠졌습니다. 손실은 예제들의 평균인데 기울기는 합으로 계산되었습니다. 예제의 수 m으로 나누세요.`,
    }),
  },
  meanTwice: {
    plant: "dZ2 = (A2 - Y) / m; dW2 = A1.T @ dZ2 / m",
    value: (quantity, step) => times(quantity, step, ["gradient"], 1 / meanOf(step)),
    said: ({ name }) => ({
      en: `${name} is divided by m twice: once is enough, either in the error term or here. Take one 1/m away.`,
      ko: `${name} 값을 m으로 두 번 나누었습니다. 오차항에서든 여기에서든 한 번이면 됩니다. 1/m 하나를 지우세요.`,
    }),
  },
  sumForMean: {
    plant: "loss = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))",
    value: (quantity, step) => times(quantity, step, ["loss"], meanOf(step)),
    said: () => ({
      en: "The loss is the sum over the examples where it should be their mean. Divide by m, or use np.mean.",
      ko: "손실이 예제들의 평균이 아니라 합입니다. m으로 나누거나 np.mean 함수를 쓰세요.",
    }),
  },
  meanForSum: {
    plant: "loss = 0.5 * np.mean((A2 - Y) ** 2)",
    value: (quantity, step) => times(quantity, step, ["loss", "gradient"], 1 / sumOf(step)),
    said: ({ name }) => ({
      en: `${name} is a mean over the examples, but this loss is a sum. Leave out the 1/m.`,
      ko: `${name} 값이 예제들의 평균인데, 이 손실은 합입니다. 1/m을 빼세요.`,
    }),
  },
  meanOverOutputs: {
    plant: "loss = -np.mean(Y * np.log(A2))",
    value(quantity, step) {
      const k = outputsOf(step);
      return times(quantity, step, ["loss", "gradient"], 1 / k, k);
    },
    said: ({ name }) => ({
      en: `${name} is off by the number of outputs: np.mean over a whole matrix divides by every entry, examples times outputs. Say along which axis you sum, and divide by what the loss says.`,
      ko: `${name} 값이 맞는 값에 출력 수를 곱하거나 나눈 값입니다. 행렬 전체에 np.mean 함수를 쓰면 예제 수와 출력 수의 곱으로 나누어집니다. 어느 축을 따라 더하는지 정하고, 손실의 정의대로 나누세요.`,
    }),
  },
  factorTwo: {
    plant: "dZ2 = (A2 - Y) * A2 * (1 - A2)  # for the loss np.mean((A2 - Y) ** 2)",
    value: (quantity, step) =>
      step.picture.loss.targets === "number"
        ? times(quantity, step, ["loss", "gradient", ...lastError(quantity, step)], 0.5, 2)
        : [],
    said: ({ name }) => ({
      en: `${name} is off by a factor of 2: the derivative of (a - y)^2 is 2 (a - y), and that of 1/2 (a - y)^2 is a - y. Let the loss and its derivative agree.`,
      ko: `${name} 값이 맞는 값의 2배이거나 절반입니다. (a - y)^2의 도함수는 2 (a - y), 1/2 (a - y)^2의 도함수는 a - y입니다. 손실과 그 도함수를 맞추세요.`,
    }),
  },
  decimalPoint: {
    plant: "dZ1 = 0.0003  # instead of 0.003",
    value: (quantity, step) =>
      quantity === step.judged && quantity.role !== "update"
        ? times(quantity, step, [quantity.role], 0.001, 0.01, 0.1, 10, 100, 1000)
        : [],
    said: ({ name }) => ({
      en: `${name} has all its digits, but its decimal point is in the wrong place. Was a zero lost or added when it was copied?`,
      ko: `${name} 값의 숫자는 맞지만 소수점 위치가 틀렸습니다. 옮겨 적을 때 0을 빠뜨리거나 더 쓰지 않았는지 보세요.`,
    }),
  },
});

/** A factor at the error term where everything begins; further back it would come from there. */
const lastError = (quantity: Quantity, { picture }: Step): string[] =>
  quantity.role === "error" && quantity.shape[1] === picture.output.shape[1] ? ["error"] : [];
