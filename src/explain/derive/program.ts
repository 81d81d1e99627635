import { lossKind } from "../../nn/losses/index.ts";
import type { Convention } from "../formula/formula.ts";
import { nameFormula } from "../formula/formula.ts";
import { numpyNumber } from "../formula/number.ts";
import type { Derivation, Line, Part } from "./derivation.ts";
import { sideOf } from "./equations.ts";
import { type Numbers, type Sample, turned } from "./sample.ts";

/**
 * The derivation as a whole program in NumPy: data and weights drawn as {@link draw} draws them, the forward pass,
 * the loss, the derivatives, the update. It prints every value by its name.
 *
 * @example
 * const derivation = derive(mlp(2, dense(1, "sigmoid")));
 * numpyProgram(derivation, draw(derivation), "rows").includes("dW1 = 1 / m * (X.T @ dZ1)"); // true
 */
export function numpyProgram(derivation: Derivation, sample: Sample, convention: Convention): string {
  const { parts, start } = derivation;
  const written = (part: Part, line: Line): string =>
    `${nameFormula(part.name).numpy} = ${sideOf(line, { convention }).numpy}`;
  const of = (...roles: Part["role"][]) => parts.filter(({ role }) => roles.includes(role));
  const body = [
    ...of("forward").map((part) => written(part, part.lines[0]!)),
    "",
    ...of("loss").map((part) => written(part, part.lines.at(-1)!)),
    "",
    ...of("error", "gradient").map((part) => written(part, beforeInsertion(part))),
    ...(of("update").length > 0
      ? ["", ...[...start].map(([name, value]) => `${nameFormula(name).numpy} = ${numpyNumber(value)}`)]
      : []),
    ...of("update").map((part) => written(part, part.lines[0]!)),
  ];
  const shown = parts.map(({ name }) => nameFormula(name).numpy);
  const text = [
    `m = ${sample.m}`,
    ...(sample.seed === undefined
      ? [...sample.leaves].map(([name, numbers]) => `${name} = ${literal(numbers, convention)}`)
      : drawn(derivation, sample.seed, convention)),
    "",
    ...body,
    "",
    `for name in "${shown.join(" ")}".split():`,
    '    print(name + " =", globals()[name], sep="\\n")',
  ].join("\n");
  return `${importLines(text)}\n\n${text}\n`;
}

/** Data and weights as {@link draw} draws them. */
function drawn({ statement, loss, network }: Derivation, seed: number, convention: Convention): string[] {
  const held = (array: string) => (array.includes(" / ") ? `(${array})` : array);
  const turned = (matrix: string) => (convention === "columns" ? `${held(matrix)}.T` : matrix);
  return [
    `rng = np.random.RandomState(${seed})`,
    `X = ${turned(`rng.randn(m, ${network.features})`)}`,
    `Y = ${turned(targets[lossKind(loss.name).targets](statement.y.shape[1]!))}`,
    ...statement.parameters.map(({ name, shape }) => {
      const normal = `rng.randn(${shape.join(", ")})`;
      const array = shape[0] === 1 ? normal : `${normal} / np.sqrt(${shape[0]})`;
      const isColumn = shape.length === 1 && convention === "columns";
      return `${name} = ${isColumn ? `${held(array)}.reshape(${shape[0]}, 1)` : turned(array)}`;
    }),
  ];
}

/** An array with all its numbers. */
function literal(numbers: Numbers, convention: Convention): string {
  const { shape, values } = convention === "columns" ? turned(numbers) : numbers;
  return `np.array(${JSON.stringify([...values])}, dtype=float).reshape(${shape.join(", ")})`;
}

/** A derivative as it is computed, from those above it. */
export const beforeInsertion = ({ lines, inserts = [] }: Part): Line =>
  lines[lines.length - 1 - inserts.length]!;

/** Targets as {@link draw} draws them. */
const targets = {
  number: (width: number) => `rng.randn(m, ${width})`,
  probability: (width: number) => `np.where(rng.rand(m, ${width}) < 0.5, 1.0, 0.0)`,
  distribution: (width: number) => `np.eye(${width})[(rng.rand(m) * ${width}).astype(int)]`,
};

/** The modules that a program uses. */
export const importLines = (text: string): string =>
  ["numpy as np", "scipy.special", "scipy.stats"]
    .filter((name) => name === "numpy as np" || text.includes(name))
    .map((name) => `import ${name}`)
    .join("\n");
