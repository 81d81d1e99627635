import { type Formula, type FormulaOptions, formula, nameFormula } from "../formula/formula.ts";
import type { Derivation, Line, Part } from "./derivation.ts";
import { anyExamples } from "./statement.ts";

/** The right-hand side of a line, with 1/m for a share of the examples. */
export const sideOf = ({ node }: Line, { convention = "rows" }: FormulaOptions = {}): Formula =>
  formula(node, { convention, m: anyExamples });

/** `dZ2 = A2 - Y` in all readings. */
export function equation(name: string, line: Line, options: FormulaOptions = {}): Formula {
  const [left, right] = [nameFormula(name), sideOf(line, options)];
  const latex = `${left.latex} = ${right.latex}`;
  return {
    text: `${left.text} = ${right.text}`,
    latex,
    mathml: joined(left.mathml, right.mathml),
    numpy: `${left.numpy} = ${right.numpy}`,
  };
}

const inner = (mathml: string): string => mathml.replace(/^<math[^>]*>/, "").replace(/<\/math>$/, "");
const joined = (left: string, right: string): string =>
  `<math><mrow>${inner(left)}<mo>=</mo>${inner(right)}</mrow></math>`;

/** The parts of the backward pass whose last lines need no other error term than each other's. */
function essentialParts({ parts }: Derivation): Part[] {
  const backward = parts.filter(({ role }) => role === "error" || role === "gradient");
  const inserted = new Set(backward.flatMap(({ inserts }) => inserts ?? []));
  return backward.filter(({ name }) => !inserted.has(name));
}

/**
 * The equations that a derivation ends in, as textbooks print them: for two layers the six of dZ2, dW2, db2, dZ1, dW1
 * and db1.
 *
 * @example
 * const ends = equations(derive(mlp(2, dense(4, "sigmoid"), dense(1))), { convention: "columns" });
 * ends.map(({ text }) => text)[3]; // "dZ1 = (W2^T dZ2) * A1 * (1 - A1)"
 */
export const equations = (derivation: Derivation, options: FormulaOptions = {}): Formula[] =>
  essentialParts(derivation).map(({ name, lines }) => equation(name, lines.at(-1)!, options));
