import { type Activation, activations } from "../../../nn/activations.ts";
import { onnxAlgebra } from "../algebra.ts";
import { hasOperator, spelled } from "../write/activations.ts";
import type { Pattern } from "./match.ts";

const op = (name: string, ...inputs: Pattern[]): Pattern => ({
  op: name,
  inputs,
  anyOrder: name === "Add" || name === "Mul",
});

/** z times the normal distribution, in every order that it is written in. */
const gelus: readonly Pattern[] = [op("Div", "z", Math.SQRT2), op("Mul", "z", Math.SQRT1_2)].flatMap(
  (inside) => {
    const twice = op("Add", op("Erf", inside), 1);
    return [
      op("Mul", op("Mul", "z", twice), 0.5),
      op("Mul", "z", op("Mul", twice, 0.5)),
      op("Mul", op("Mul", "z", 0.5), twice),
    ];
  },
);

/** The activations that `writeOnnx` spells out, each in the one order that it has there. */
const spelledOut = (["float32", "float64"] as const).flatMap((dtype) =>
  (Object.keys(activations) as Activation[])
    .filter((name) => !hasOperator(name, dtype))
    .map((name): readonly [Activation, Pattern] => {
      const ordered = (operator: string, ...inputs: Pattern[]) => ({ op: operator, inputs, anyOrder: false });
      return [
        name,
        spelled<Pattern>(
          name,
          onnxAlgebra(dtype, ordered, (value) => value),
          "z",
        ),
      ];
    }),
);

/** Activations that are written as several nodes. */
export const activationPatterns: readonly (readonly [Activation, Pattern])[] = [
  ["silu", op("Mul", "z", op("Sigmoid", "z"))],
  ...gelus.map((pattern) => ["gelu", pattern] as const),
  ["softplus", op("Log", op("Add", op("Exp", "z"), 1))],
  ["step", op("Cast", op("Greater", "z", 0))],
  ...spelledOut,
];

const normalized = (centered: Pattern, variance: Pattern) => {
  const deviation = op("Sqrt", op("Add", variance, "epsilon"));
  return op("Add", op("Mul", op("Div", centered, deviation), "gamma"), "beta");
};

/** The mean of each row, in the three ways that its axis is told in. */
const means: readonly ((of: Pattern) => Pattern)[] = [
  (of) => op("ReduceMean", of, -1),
  (of) => op("ReduceMean", of, 1),
  (of) => op("ReduceMean", of),
];

const layerNorms = means.flatMap((mean) => {
  const centered = op("Sub", "z", mean("z"));
  return [op("Mul", centered, centered), op("Pow", centered, 2)].map((squares) =>
    normalized(centered, mean(squares)),
  );
});

/** Normalizations that are spelled out: of layers, and of batches, which have a mean and a variance of their own. */
export const normPatterns: readonly Pattern[] = [
  ...layerNorms,
  normalized(op("Sub", "z", "mean"), "variance"),
];

/** The probabilities of both classes from that of the second, as scikit-learn's converter gives them. */
export const bothClasses: Pattern = op("Concat", op("Sub", 1, "z"), "z");
