import { type FloatType, isFloat } from "../../base/dtype.ts";
import type { Scalars } from "../../op/algebra.ts";
import { reductionLanes } from "../../op/op.ts";
import type { Buffer, Expression, MapKernel, MapTotal } from "../kernel.ts";
import { type Leaf, operandsOf, resultsOf } from "../operands.ts";
import { Names } from "../source/names.ts";
import { statements } from "../source/statements.ts";
import { type Term, type Terms, terms } from "../source/term.ts";
import { constantOf } from "../wasm/expression.ts";
import { type Context, loop } from "./context.ts";
import { elementTypes, literal, type Reading, typeOf } from "./form.ts";
import { foldFew, joinLanes } from "./lanes.ts";
import { loopsOf } from "./loops.ts";
import { reserved } from "./reserved.ts";
import type { Source } from "./source.ts";
import { algebra, algebraInFull, applied, combined, lengthOf, operationsOf, syntaxOf } from "./syntax.ts";

/** Ops whose parts are fewer than this share of what they take apart are written out, rather than called. */
const mostShared = 0.75;

/** A loop over elements, by vectors where the program has them. */
export function map(context: Context, kernel: MapKernel): string[] {
  const { dtype, rows, columns, results, totals } = kernel;
  const [first] = results;
  if (first?.value.kind === "constant") return fill(context, first.value.value, first.out);
  const { source } = context;
  const reading: Reading = { dtype, wide: context.form === "native" };
  const local = new Names([
    ...reserved,
    ...[...operandsOf(kernel), ...resultsOf(kernel)].map(context.nameOf),
  ]);
  const loops = loopsOf(context, kernel, local);
  const { termOf, wanted: roots } = termsOf(source, reading, kernel, terms(dtype), loops.leaf);
  const names = namesOf(kernel, termOf, local);
  const { lines, values } = statements(roots, syntaxOf(source, reading), names, () => local.numbered("t"));
  const element = typeOf(reading);

  // What is summed and stored is computed first: a result may lie where another one's operand does.
  const isAlone = !reading.wide && results.length + totals.length === 1;
  const kept = values.map((text, i) => {
    const isFlag = [...results, ...totals][i]!.out.dtype === "bool";
    if (isAlone || /^\w+$/.test(text)) return { text, line: undefined };
    const type = isFlag ? loops.flagType : element;
    const name = local.numbered("value");
    return { text: name, line: `const ${type} ${name} = ${text};` };
  });
  const lanes = totals.map(() => local.numbered("lanes"));
  // Each of a few elements has a lane of its own.
  const isFew = rows * columns <= reductionLanes;
  const body = [
    ...loops.loads,
    ...lines,
    ...kept.flatMap(({ line }) => line ?? []),
    ...results.map(({ out }, i) => loops.store(out, kept[i]!.text)),
    ...totals.map(({ op }, i) => {
      const { text } = kept[results.length + i]!;
      const sums = loops.sums(lanes[i]!);
      if (isFew) return sums.store(text);
      const value = loops.present(text, literal(dtype, op.neutral));
      return sums.store(combined(source, reading, op, sums.load, value));
    }),
  ];
  const begin = ({ op }: MapTotal, i: number): string[] => {
    const neutral = literal(dtype, op.neutral);
    const clear = `for (int lane = 0; lane < ${reductionLanes}; lane++) ${lanes[i]}[lane] = ${neutral};`;
    return [`${elementTypes[dtype]} ${lanes[i]}[${reductionLanes}];`, ...(isFew ? [] : [clear])];
  };
  const joined = ({ op }: MapTotal, i: number): string => {
    if (!isFew) return `${joinLanes(source, op, dtype)}(${lanes[i]})`;
    const combine = (a: string, b: string) => combined(source, { dtype, wide: false }, op, a, b);
    return foldFew(rows * columns, (r) => `${lanes[i]}[${r}]`, combine);
  };
  return [
    ...totals.flatMap(begin),
    ...loops.before,
    ...loops.around(body, rows, columns),
    ...totals.map((total, i) => `${context.nameOf(total.out)}[0] = ${joined(total, i)};`),
  ];
}

/** One number everywhere. */
function fill({ nameOf }: Context, value: number, out: Buffer): string[] {
  const text = isFloat(out.dtype) ? literal(out.dtype, value) : String(value | 0);
  return loop("i", out.length, [`${nameOf(out)}[i] = ${text};`]);
}

/** The values of a map as terms; ops that share much are written out. */
export function termsOf(
  source: Source,
  reading: Reading,
  { dtype, results, totals }: MapKernel,
  made: Terms,
  leaf: (leaf: Leaf) => string,
): { readonly wanted: readonly Term[]; termOf(value: Expression): Term } {
  const values = [...results, ...totals].map(({ value }) => value);
  const inFull = reader(algebraInFull(made), made, leaf);
  const sharesMuch = operationsOf(values.map(inFull)) < mostShared * operationsApart(values, dtype);
  const termOf = sharesMuch ? inFull : reader(algebra(source, reading, made), made, leaf);
  return { wanted: values.map(termOf), termOf };
}

/** Operations of some values where each op is computed by itself. */
function operationsApart(values: readonly Expression[], dtype: FloatType): number {
  const seen = new Set<Expression>();
  const visit = (value: Expression): number => {
    if (value.kind !== "apply" || seen.has(value)) return 0;
    seen.add(value);
    return value.args.reduce((sum, arg) => sum + visit(arg), lengthOf(value.op, dtype));
  };
  return values.reduce((sum, value) => sum + visit(value), 0);
}

/** Expressions as terms, each once. */
function reader(k: Scalars<Term>, made: Terms, leaf: (leaf: Leaf) => string): (value: Expression) => Term {
  const known = new Map<Expression, Term>();
  const read = (value: Expression): Term => {
    switch (value.kind) {
      case "apply":
        return applied(k, value.op, value.attributes, value.args.map(termOf));
      case "constant":
        return constantOf(k, value);
      default:
        return made.text(leaf(value));
    }
  };
  const termOf = (value: Expression): Term => {
    const term = known.get(value) ?? read(value);
    known.set(value, term);
    return term;
  };
  return termOf;
}

/** Values inside the loop that the graph has a name for, under that name. */
function namesOf(
  { results, totals }: MapKernel,
  termOf: (value: Expression) => Term,
  local: Names,
): Map<Term, string> {
  const names = new Map<Term, string>();
  const kept = new Set<Expression>([...results, ...totals].map(({ value }) => value));
  const seen = new Set<Expression>();
  const visit = (value: Expression): void => {
    if (value.kind !== "apply" || seen.has(value)) return;
    seen.add(value);
    value.args.forEach(visit);
    const term = termOf(value);
    const isNamed = value.name !== undefined && /^[A-Za-z]\w*$/.test(value.name) && !kept.has(value);
    if (isNamed && term.kind !== "text" && term.kind !== "constant" && !names.has(term))
      names.set(term, local.unique(value.name!));
  };
  for (const { value } of [...results, ...totals]) visit(value);
  return names;
}
