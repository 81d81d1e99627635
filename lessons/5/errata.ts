import type { Said } from "../../src/explain/language/sentences.ts";
import { explain, sgd } from "../../src/index.ts";
import { erratum, said, step } from "../lesson.ts";
import { verdictOn } from "../verdict.ts";
import { flower, network } from "./descent.ts";

/** One step of the network with dZ1 made as the text writes it. */
function product(): Said {
  const trace = explain(network(), flower.x, flower.y, { optimizer: sgd(1.2), seed: 3, dtype: "float64" });
  const value = (name: string) => trace.step(name).value;
  const [dA1, A1, Z1] = [value("dA1"), value("A1"), value("Z1")];
  const dZ1 = Array.from({ length: 400 }, (_, i) =>
    [0, 1, 2, 3].map((k) => dA1.at(i, k) * (1 - A1.at(i, k) ** 2) * Z1.at(i, k)),
  );
  const W2 = trace.step("W2").before!;
  const arrays = { X: value("X"), Y: value("Y"), W2, Z1, A1, dZ2: value("dZ2"), dZ1 };
  return verdictOn(arrays, { layers: "4:tanh,1:sigmoid" });
}

export const errata = step("What the text gets wrong", "글에서 틀린 곳", () => [
  ...erratum(
    said("The bias", "편향"),
    said("the (n1, 1) bias is a row vector.", "모양이 (n1, 1)인 편향을 행벡터라고 부릅니다."),
    said("it is a column: n1 rows, one column.", "행이 n1개, 열이 1개이므로 열벡터입니다."),
    said(
      "Z1 is (n1, m), and the bias is added to every one of its m columns. A row (1, n1) would not fit beside it.",
      "Z1의 모양은 (n1, m)이고, 편향은 그 m개의 열마다 더해집니다. 행벡터 (1, n1)은 거기에 맞지 않습니다.",
    ),
  ),
  ...erratum(
    said("The derivative of the activation", "활성화 함수의 도함수"),
    said("dZ1 has the product g' * z1.", "dZ1의 식에 g' * z1이라는 곱이 있습니다."),
    said("g' is applied to Z1: g'(Z1).", "g'을 Z1에 적용한 g'(Z1)입니다."),
    said(
      `a prime without an argument is a function, and a function cannot be a factor. Made as a product, the gradient is 0 wherever a sum is 0, however wrong the output.`,
      `인수가 없는 g'은 함수이고, 함수는 곱할 수 있는 수가 아닙니다. 곱으로 계산하면 합이 0인 곳에서는 출력이 아무리 틀려도 기울기가 0이 됩니다.`,
    ),
    product(),
  ),
]);
