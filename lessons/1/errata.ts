import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import { erratum, said, say, step } from "../lesson.ts";
import { verdictOn } from "../verdict.ts";
import { quantities } from "./backward.ts";

/** The worked example as a learner would note it down, with the digits of the text. */
const noted = {
  x: [0.1, 0.3],
  W1: [0.4, -0.2],
  W2: 0.1,
  y: 1,
  learning_rate: 0.5,
  Z1: -0.02,
  A1: 0.495,
  y_hat: 0.512,
  output_error_term: 0.122,
  hidden_error_term: 0.003,
};

const settings = { layers: "1:sigmoid,1:sigmoid", loss: "halfSquaredError" } as const;

const { outputTerm, hiddenTerm, a, changeW2, changeW1 } = quantities;
const mistaken = 0.5 * 0.003 * 0.495;

export const errata = step("What the text gets wrong", "글에서 틀린 곳", () => {
  const wrongTerm = verdictOn({ ...noted, W2_change: mistaken }, settings);
  const wrongPoint = verdictOn({ ...noted, hidden_error_term: 0.0003 }, settings);
  return [
    say(
      "The text behind this lesson has two slips. chainrule check finds both, from the numbers alone.",
      "이번 강의 바탕이 된 글에는 실수가 두 군데 있습니다. chainrule check는 숫자만 보고 둘 다 찾아냅니다.",
    ),
    ...erratum(
      said("The error term in the change of W2", "W2의 변화량에 쓰는 오차항"),
      said(
        "the change of W2 is learning rate * hidden error term * a.",
        "W2의 변화량이 (학습률) × (은닉 유닛의 오차항) × a라고 합니다.",
      ),
      said(
        `W2 leads to the output, so the output error term belongs there: 0.5 * ${n(outputTerm, 3)} * ${n(a, 3)} = ${n(changeW2, 3)}.`,
        `W2는 출력으로 이어지는 가중치이므로 출력의 오차항을 써야 합니다. 0.5 * ${n(outputTerm, 3)} * ${n(a, 3)} = ${n(changeW2, 3)}`,
      ),
      said(
        `with the hidden term the result would be ${n(mistaken, 3)}, and the text's own result is ${n(changeW2, 3)}.`,
        `은닉 오차항을 쓰면 ${n(mistaken, 3)} 값이 나오는데, 글에 적힌 결과는 ${n(changeW2, 3)} 값입니다.`,
      ),
      wrongTerm,
    ),
    ...erratum(
      said("A zero too many", "0이 하나 더 붙은 수"),
      said(
        "in the change of W1 the hidden error term is 0.0003, and the second component is 0.00045.",
        "W1의 변화량을 구할 때 은닉 유닛의 오차항을 0.0003으로 쓰고, 둘째 성분을 0.00045로 적었습니다.",
      ),
      said(
        `the term is ${n(hiddenTerm, 1)} (${n(hiddenTerm, 4)}), and the second component ${n(changeW1[1]!, 3)}, which rounds to ${n(changeW1[1]!, 2)}.`,
        `오차항은 ${n(hiddenTerm, 1)}, 더 자세히는 ${n(hiddenTerm, 4)} 값입니다. 둘째 성분은 ${n(changeW1[1]!, 3)}, 반올림하면 ${n(changeW1[1]!, 2)} 값이 됩니다.`,
      ),
      said(
        `0.5 * 0.0003 * 0.3 is ${n(0.5 * 0.0003 * 0.3, 2)}, a tenth of what is printed.`,
        `0.5 * 0.0003 * 0.3을 계산하면 ${n(0.5 * 0.0003 * 0.3, 2)}, 곧 글에 적힌 값의 10분의 1이 나옵니다.`,
      ),
      wrongPoint,
    ),
  ];
});
