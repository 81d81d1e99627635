import type { Attributes, Elementwise } from "../../op/op.ts";
import type { Expression, MapKernel } from "../kernel.ts";
import { isName } from "./names.ts";

/** An op of some arguments as people write it in plain text: `1 / (1 + exp(-Z2))`. */
export function formulaOf(
  { args, formula }: Elementwise,
  attributes: Attributes,
  values: readonly string[],
): string {
  const given = new Map<string, string>(Object.entries(attributes).map(([name, v]) => [name, String(v)]));
  args.forEach((name, i) => {
    given.set(name, values[i]!);
  });
  return formula.text.replace(/(\()?\{(\w+)\}(\))?/g, (_, open = "", name: string, close = "") => {
    const value = given.get(name)!;
    const isEnclosed = (open && close) || formula.text === `{${name}}`;
    const isPlain = isEnclosed || isAtom(value) || (isSum.test(formula.text) && isProduct.test(value));
    return `${open}${isPlain ? value : `(${value})`}${close}`;
  });
}

/** A product in a sum needs no brackets. */
const isSum = /^\{\w+\} [+-] \{\w+\}$/;
const isProduct = /^[\w.]+ \* [\w.]+$/;
const isAtom = (text: string): boolean => /^[\w.]+$/.test(text) || /^\w+\([^()]*\)$/.test(text);

/**
 * What a loop computes, a formula for each value that has a name: `Z1 = XW1 + b1`, `A1 = tanh(Z1)`.
 *
 * @param nameOf what an array is called
 */
export function formulasOf(
  { results, totals }: MapKernel,
  nameOf: (buffer: MapKernel["results"][number]["out"]) => string,
): readonly string[] {
  const kept = new Map(results.map(({ value, out }) => [value, nameOf(out)]));
  const seen = new Set<Expression>();
  const found: string[] = [];

  const shown = (value: Expression): string => {
    if (value.kind === "constant") return String(value.value);
    if (value.kind !== "apply") return nameOf(value.buffer);
    return nameIn(value) ?? written(value);
  };
  const nameIn = (value: Extract<Expression, { kind: "apply" }>): string | undefined =>
    kept.get(value) ?? (isName(value.name) ? value.name : undefined);
  const written = ({ op, args, attributes }: Extract<Expression, { kind: "apply" }>): string =>
    formulaOf(op, { ...op.attributes, ...attributes }, args.map(shown));
  const visit = (value: Expression): void => {
    if (value.kind !== "apply" || seen.has(value)) return;
    seen.add(value);
    value.args.forEach(visit);
    const name = nameIn(value);
    if (name !== undefined) found.push(`${name} = ${written(value)}`);
  };

  for (const { value, out } of results) {
    visit(value);
    if (value.kind !== "apply") found.push(`${nameOf(out)} = ${shown(value)}`);
  }
  for (const { op, value, out } of totals) {
    visit(value);
    found.push(`${nameOf(out)} = ${op.name}(${shown(value)})`);
  }
  return found;
}
