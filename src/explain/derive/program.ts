import { lossKind } from "../../nn/losses/index.ts";
import type { Convention } from "../formula/formula.ts";
import { nameFormula } from "../formula/formula.ts";
import type { Derivation, Line, Part } from "./derive.ts";
import { sideOf } from "./equations.ts";
import type { Sample } from "./sample.ts";

/**
 * The derivation as a whole program in NumPy: data and weights drawn as {@link draw} draws them, the forward pass,
 * the loss, the derivatives, the update. It prints every value by its name.
 *
 * @example
 * const derivation = derive(mlp(2, dense(1, "sigmoid")));
 * numpyProgram(derivation, { m: 5, seed: 0 }, "rows").includes("dW1 = 1 / m * (X.T @ dZ1)"); // true
 */
export function numpyProgram(
  { statement, loss, network, parts, start }: Derivation,
  { m, seed = 0 }: Pick<Sample, "m" | "seed">,
  convention: Convention,
): string {
  const held = (array: string) => (array.includes(" / ") ? `(${array})` : array);
  const turned = (matrix: string) => (convention === "columns" ? `${held(matrix)}.T` : matrix);
  const written = (part: Part, line: Line): string =>
    `${nameFormula(part.name).numpy} = ${sideOf(line, { convention }).numpy}`;
  const drawn = statement.parameters.map(({ name, shape }) => {
    const sizes = shape.join(", ");
    const whole = shape[0] === 1 ? `rng.randn(${sizes})` : `rng.randn(${sizes}) / np.sqrt(${shape[0]})`;
    if (convention === "rows") return `${name} = ${whole}`;
    return shape.length === 1
      ? `${name} = ${held(whole)}.reshape(${shape[0]}, 1)`
      : `${name} = ${turned(whole)}`;
  });
  const of = (...roles: Part["role"][]) => parts.filter(({ role }) => roles.includes(role));
  const body = [
    ...of("forward").map((part) => written(part, part.lines[0]!)),
    "",
    ...of("loss").map((part) => written(part, part.lines.at(-1)!)),
    "",
    ...of("error", "gradient").map((part) => written(part, beforeInsertion(part))),
    ...(of("update").length > 0
      ? ["", ...[...start].map(([name, value]) => `${nameFormula(name).numpy} = ${value}`)]
      : []),
    ...of("update").map((part) => written(part, part.lines[0]!)),
  ];
  const shown = parts.map(({ name }) => nameFormula(name).numpy);
  const text = [
    `m = ${m}`,
    `rng = np.random.RandomState(${seed})`,
    `X = ${turned(`rng.randn(m, ${network.features})`)}`,
    `Y = ${turned(targets[lossKind(loss.name).targets](statement.y.shape[1]!))}`,
    ...drawn,
    "",
    ...body,
    "",
    `for name in "${shown.join(" ")}".split():`,
    '    print(name, "=", globals()[name], sep="\\n")',
  ].join("\n");
  return `${imports(text)}\n\n${text}\n`;
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

const imports = (text: string): string =>
  ["numpy as np", "scipy.special", "scipy.stats"]
    .filter((name) => name === "numpy as np" || text.includes(name))
    .map((name) => `import ${name}`)
    .join("\n");
