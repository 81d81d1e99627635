import type { FloatType } from "../../base/dtype.ts";
import { fail } from "../../base/error.ts";
import type { Primitives, Scalars } from "../../op/algebra.ts";
import { table } from "../../op/index.ts";
import type { Attributes, Elementwise, Reduction } from "../../op/op.ts";
import { scalars } from "../../op/scalars.ts";
import { formulaOf } from "../source/formula.ts";
import { atom, type Syntax, statements, type Written } from "../source/statements.ts";
import { inOrder, type Operation, type Term, type Terms, terms } from "../source/term.ts";
import { boundedBy, boundOf } from "./bounds.ts";
import { flagTypeOf, literal, prefixOf, type Reading, typeOf } from "./form.ts";
import { narrow } from "./narrow.ts";
import { block, comment, type Source } from "./source.ts";
import { wide } from "./wide.ts";

/** Operators of C, and how tightly they bind. */
const operators: { readonly [O in Operation]?: readonly [sign: string, strength: number] } = {
  mul: ["*", 8],
  div: ["/", 8],
  add: ["+", 7],
  sub: ["-", 7],
  less: ["<", 5],
  lessEqual: ["<=", 5],
  equal: ["==", 4],
};

const unary = 9;
const conditional = 1;

const within = ({ text, strength }: Written, least: number): string =>
  strength < least ? `(${text})` : text;

/** Terms as C. */
export function syntaxOf(source: Source, reading: Reading): Syntax {
  const { dtype } = reading;
  const isWide = reading.wide;
  const call = (name: string, operands: readonly Written[]): Written => ({
    text: `${name}(${operands.map(({ text }) => text).join(", ")})`,
    strength: atom,
  });
  return {
    write(term, operands) {
      if (term.kind === "constant") {
        const text = literal(dtype, term.value);
        if (isWide) return { text: `${prefixOf(reading).toUpperCase()}(${text})`, strength: atom };
        return { text, strength: text.startsWith("-") ? unary : atom };
      }
      if (term.kind === "call") return call(term.name, operands);
      const { operation } = term;
      const [a, b, c] = operands as [Written, Written, Written];
      const operator = operators[operation];
      if (operator) {
        const [sign, strength] = operator;
        return { text: `${within(a, strength)} ${sign} ${within(b, strength + 1)}`, strength };
      }
      if (operation === "neg") return { text: `-${within(a, atom)}`, strength: unary };
      if (operation === "select" && !isWide)
        return {
          text: `${within(a, conditional + 1)} ? ${within(b, conditional + 1)} : ${within(c, conditional + 1)}`,
          strength: conditional,
        };
      if (operation === "minimum" || operation === "maximum") {
        const [x, y] = term.operands as [Term, Term];
        const [number, limit, constant] = y.kind === "constant" ? [a, b, y] : [b, a, x];
        const bound = constant.kind === "constant" && boundOf(operation, constant.value);
        if (bound)
          return call(
            boundedBy(source, reading, bound),
            bound === "positive_part" ? [number] : [number, limit],
          );
      }
      if (isWide) return call(wide(source, dtype, operation as Parameters<typeof wide>[2]), operands);
      return call(narrow(source, dtype, operation as Parameters<typeof narrow>[2]), operands);
    },
    declare: (name, term, text) =>
      `const ${isFlag(term) ? flagTypeOf(reading) : typeOf(reading)} ${name} = ${text};`,
  };
}

/** Whether a term is a condition. */
function isFlag(term: Term): boolean {
  if (term.kind === "call") return flagCalls.has(term.name.replace(/^f\d+v?_/, ""));
  return term.kind === "operation" && ["less", "lessEqual", "equal"].includes(term.operation);
}

const elementwiseOps = Object.values(table).filter(
  (op) => op.kind === "elementwise",
) as readonly Elementwise[];
const flagCalls = new Set(elementwiseOps.filter(({ result }) => result === "bool").map(({ name }) => name));

/** Operations from which on an op is a function of its own, rather than written out wherever it is used. */
const worthAFunction = 5;

type Applied = (...args: Term[]) => Term;

/** The whole algebra over terms: ops of some length are calls of functions, which are written once. */
export function algebra(source: Source, reading: Reading, made: Terms): Scalars<Term> {
  const primitives = signless(made.primitives);
  const calls: Record<string, Applied> = {};
  for (const op of elementwiseOps)
    if (!(op.name in primitives) && lengthOf(op, reading.dtype) >= worthAFunction)
      calls[op.name] = (...args) => made.call(functionOf(source, reading, op), args);
  return scalars({ ...primitives, ...calls });
}

/** The same with every op written out, so that ops share what they have in common. */
export const algebraInFull = (made: Terms): Scalars<Term> => scalars(signless(made.primitives));

/** -(-x) is x, and |-x| is |x|: the sigmoid of z, and softplus of z and of -z, then share one exponential. */
function signless(k: Primitives<Term>): Primitives<Term> {
  const negated = (term: Term): Term | undefined =>
    term.kind === "operation" && term.operation === "neg" ? term.operands[0] : undefined;
  return {
    ...k,
    neg: (a) => negated(a) ?? k.neg(a),
    abs: (a) => k.abs(negated(a) ?? a),
  };
}

/** The value of an op for some arguments; with settings of its own, written out. */
export function applied(
  k: Scalars<Term>,
  op: Elementwise,
  attributes: Attributes,
  args: readonly Term[],
): Term {
  const own = Object.entries(attributes).every(([name, value]) => op.attributes[name] === value);
  if (own && op.name in k) return (k as unknown as Record<string, Applied>)[op.name]!(...args);
  return (op.value as (k: Scalars<Term>, ...args: unknown[]) => Term)(k, ...args, {
    ...op.attributes,
    ...attributes,
  });
}

const lengths = new Map<string, number>();

/** Operations that an op takes where it is written out. */
export function lengthOf(op: Elementwise, dtype: FloatType): number {
  const key = `${op.name} ${dtype}`;
  const known = lengths.get(key);
  if (known !== undefined) return known;
  const made = terms(dtype);
  const value = op.value as (k: Scalars<Term>, ...args: unknown[]) => Term;
  const length = operationsOf([value(algebraInFull(made), ...op.args.map(made.text), op.attributes)]);
  lengths.set(key, length);
  return length;
}

/** Operations that some terms take, each once. */
export const operationsOf = (roots: readonly Term[]): number =>
  inOrder(roots).filter(({ kind }) => kind === "operation").length;

/** The function of an op: `f32_tanh`, or `f32v_tanh` for vectors. */
function functionOf(source: Source, reading: Reading, op: Elementwise): string {
  const name = `${prefixOf(reading)}_${op.name}`;
  return source.helper(name, () => {
    const made = terms(reading.dtype);
    const k = algebra(source, reading, made);
    const value = op.value as (k: Scalars<Term>, ...args: unknown[]) => Term;
    const root = value(k, ...op.args.map(made.text), op.attributes);
    let count = 0;
    const { lines, values } = statements([root], syntaxOf(source, reading), new Map(), () => `t${++count}`);
    const typeOfArgument = (arg: string) =>
      op.conditions.includes(arg) ? flagTypeOf(reading) : typeOf(reading);
    const result = op.result === "bool" ? flagTypeOf(reading) : typeOf(reading);
    const parameters = op.args.map((arg) => `${typeOfArgument(arg)} ${arg}`).join(", ");
    return [
      comment([formulaOf(op, op.attributes, op.args)]),
      ...block(`${source.inline} ${result} ${name}(${parameters})`, [...lines, `return ${values[0]};`]),
    ].join("\n");
  });
}

/** Two values of a reduction combined, as one expression. */
export function combined(source: Source, reading: Reading, op: Reduction, a: string, b: string): string {
  const made = terms(reading.dtype);
  const root = op.combine(algebra(source, reading, made), made.text(a), made.text(b));
  const { lines, values } = statements([root], syntaxOf(source, reading), new Map(), () => "t");
  if (lines.length > 0)
    fail("internal", { who: "compile to C", expected: "a reduction by one expression", got: op.name });
  return values[0]!;
}
