import type { FloatType } from "../../base/dtype.ts";
import type { Scalars } from "../../op/algebra.ts";
import { table } from "../../op/index.ts";
import { type Attributes, type Elementwise, type Reduction, reductionLanes } from "../../op/op.ts";
import { scalars } from "../../op/scalars.ts";
import { formulaOf } from "../source/formula.ts";
import { Names } from "../source/names.ts";
import { statements } from "../source/statements.ts";
import { inOrder, type Term, type Terms } from "../source/term.ts";
import { bitFunctions } from "./bits.ts";
import { syntax } from "./syntax.ts";

/** Functions that a program needs, written when they are first asked for. */
export interface Functions {
  /** The value of an op: a call, or where the op is a single operation that operation. */
  value(op: Elementwise, attributes: Attributes, args: readonly Term[]): Term;
  /** The name of the function that combines numbers of an array. */
  reduction(op: Reduction): string;
  /** Notes what the terms of a loop need. */
  use(roots: readonly Term[]): void;
  /** The functions, each after those that it calls. */
  text(): readonly (readonly string[])[];
}

/**
 * @param names of the program, among which the functions get theirs
 * @param typed whether parameters say their types, as TypeScript asks for
 */
export function functions(dtype: FloatType, terms: Terms, names: Names, typed: boolean): Functions {
  const written: (readonly string[])[] = [];
  const inlined = new Map<string, boolean>();
  const nameOf = new Map<string, string>();
  const k = algebra();
  const number = typed ? ": number" : "";

  /** Every elementwise op that is no primitive, as what {@link value} makes of it. */
  function algebra(): Scalars<Term> {
    const { primitives } = terms;
    const composites = Object.values(table).flatMap((op) =>
      op.kind === "elementwise" && !(op.name in primitives)
        ? [[op.name, (...args: Term[]) => value(op, op.attributes, args)] as const]
        : [],
    );
    return scalars({ ...primitives, ...Object.fromEntries(composites) });
  }

  const read = (op: Elementwise, attributes: Attributes, args: readonly Term[]): Term =>
    (op.value as (k: Scalars<Term>, ...args: unknown[]) => Term)(k, ...args, attributes);

  function value(op: Elementwise, attributes: Attributes, args: readonly Term[]): Term {
    const key = `${op.name} ${JSON.stringify(attributes)}`;
    const params = op.args.map((name) => terms.text(name));
    if (!inlined.has(key)) {
      const operations = inOrder([read(op, attributes, params)]).filter(
        ({ kind }) => kind === "operation" || kind === "call",
      );
      inlined.set(key, operations.length <= 1);
    }
    if (inlined.get(key)) return read(op, attributes, args);
    return terms.call(nameOf.get(key) ?? write(key, op, attributes, params), args);
  }

  function write(key: string, op: Elementwise, attributes: Attributes, params: readonly Term[]): string {
    const result = read(op, attributes, params);
    use([result]);
    const name = names.unique(op.name);
    nameOf.set(key, name);
    const local = new Names(op.args);
    const { lines, values } = statements([result], syntax(dtype), new Map(), () => local.numbered("t"));
    const given = op.args
      .map((arg) => `${arg}${typed ? (op.conditions.includes(arg) ? ": boolean" : ": number") : ""}`)
      .join(", ");
    const type = typed ? (op.result === "bool" ? ": boolean" : ": number") : "";
    written.push([
      `/** ${formulaOf(op, { ...op.attributes, ...attributes }, op.args)} */`,
      `function ${name}(${given})${type} {`,
      ...lines.map((line) => `  ${line}`),
      `  return ${values[0]};`,
      "}",
    ]);
    return name;
  }

  function use(roots: readonly Term[]): void {
    for (const term of inOrder(roots)) {
      if (term.kind !== "operation" || (term.operation !== "scale" && term.operation !== "exponent"))
        continue;
      once("bits", bitFunctions.bits());
      once(term.operation, bitFunctions[term.operation](dtype, number));
    }
  }

  function once(name: string, lines: readonly string[]): void {
    if (nameOf.has(name)) return;
    nameOf.set(name, name);
    written.push(lines);
  }

  return {
    value,
    use,
    reduction(op) {
      const known = nameOf.get(`reduction ${op.name}`);
      if (known !== undefined) return known;
      const name = names.unique(op.name);
      nameOf.set(`reduction ${op.name}`, name);
      const combined = (a: string, b: string): string => {
        const result = op.combine(k, terms.text(a), terms.text(b));
        use([result]);
        return statements([result], syntax(dtype), new Map(), () => "").values[0]!;
      };
      const at = (index: string) => `lanes[${index}]${typed ? "!" : ""}`;
      const x = (index: string) => `x[start + ${index} * stride]${typed ? "!" : ""}`;
      const array = typed ? ": Float32Array | Float64Array" : "";
      once("lanes", [`const lanes = new Float64Array(${reductionLanes});`]);
      written.push([
        `/** ${op.name} over an array, in an order that never changes: ${reductionLanes} results in turn, then those in pairs. */`,
        `function ${name}(x${array}, start${number}, count${number}, stride${number})${number} {`,
        `  const used = Math.min(count, ${reductionLanes});`,
        `  for (let i = 0; i < used; i++) lanes[i] = ${x("i")};`,
        "  for (let i = used; i < count; i++) {",
        `    const lane = i % ${reductionLanes};`,
        `    lanes[lane] = ${combined(at("lane"), x("i"))};`,
        "  }",
        `  for (let apart = ${reductionLanes / 2}; apart >= 1; apart /= 2)`,
        "    for (let i = 0; i < apart && i + apart < used; i++)",
        `      lanes[i] = ${combined(at("i"), at("i + apart"))};`,
        `  return ${at("0")};`,
        "}",
      ]);
      return name;
    },
    text: () => written,
  };
}
