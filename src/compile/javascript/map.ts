import type { Buffer, Expression, MapKernel } from "../kernel.ts";
import { formulasOf } from "../source/formula.ts";
import { isName } from "../source/names.ts";
import { statements } from "../source/statements.ts";
import type { Term } from "../source/term.ts";
import type { Context } from "./context.ts";
import { combined } from "./reduce.ts";
import { syntax } from "./syntax.ts";

/** How the elements of a loop are numbered: by row and column, or where rows do not matter in one go. */
interface Indices {
  readonly element: string;
  readonly row: string;
  readonly column: string;
}

/** A loop over the elements, none where there is one; totals of values after it. */
export function map(context: Context, kernel: MapKernel): readonly string[] {
  const { rows, columns, results, totals } = kernel;
  const { element, row, column } = indicesOf(kernel);
  const termOf = reading(context, { element, row, column });
  const own = results.map(({ value, out }) => ({ out, term: termOf(value) }));
  if (aliased(context, own, kernel)) return [];
  const terms = [...own.map(({ term }) => term), ...totals.map(({ value }) => termOf(value))];
  const unique = [...new Set(terms)];
  context.functions.use(unique);
  const { lines, values } = statements(unique, syntax(context.dtype), namesOf(context, kernel, termOf), () =>
    context.names.numbered("t"),
  );
  const textOf = (term: Term): string => values[unique.indexOf(term)]!;
  const arrays = new Map<Term, string>(own.map(({ out, term }) => [term, context.nameOf(out)]));
  const stores = own.map(({ out, term }) =>
    context.store(out, element, out.dtype === "bool" ? `Number(${textOf(term)})` : textOf(term)),
  );
  const count = rows * columns;
  for (const { op, value } of totals) {
    const term = termOf(value);
    if (count === 1 || arrays.has(term)) continue;
    const name = context.scratch(value.kind === "apply" ? value.op.name : op.name, count);
    arrays.set(term, name);
    stores.push(`${name}[${element}] = ${textOf(term)};`);
  }
  return [
    ...formulasOf(kernel, context.nameOf).map((formula) => `// ${formula}`),
    ...looped(rows, columns, [...lines, ...stores]),
    ...totals.map(({ op, value, out }) => {
      const term = termOf(value);
      if (count === 1) return context.store(out, "0", textOf(term));
      return context.store(out, "0", combined(context, op, arrays.get(term)!, "0", count, 1));
    }),
  ];
}

function indicesOf({ rows, columns }: MapKernel): Indices {
  const [row, column] = [rows === 1 ? "0" : "i", columns === 1 ? "0" : "j"];
  if (rows === 1) return { element: column, row, column };
  return { element: columns === 1 ? "i" : `i * ${columns} + j`, row, column };
}

function looped(rows: number, columns: number, body: readonly string[]): readonly string[] {
  const heads = [
    ...(rows === 1 ? [] : [`for (let i = 0; i < ${rows}; i++)`]),
    ...(columns === 1 ? [] : [`for (let j = 0; j < ${columns}; j++)`]),
  ];
  if (heads.length === 0 || body.length === 0) return body;
  const head = heads.join(" ");
  return body.length === 1 ? [`${head} ${body[0]}`] : [`${head} {`, ...body.map((line) => `  ${line}`), "}"];
}

/** The terms of a loop's expressions; one expression is one term. */
function reading(context: Context, { element, row, column }: Indices): (value: Expression) => Term {
  const known = new Map<Expression, Term>();
  const leaf = (buffer: Buffer, index: string): Term => {
    const text = context.at(buffer, buffer.length === 1 ? "0" : index);
    return context.terms.text(buffer.dtype === "bool" ? `${text} !== 0` : text);
  };
  const made = (value: Expression): Term => {
    switch (value.kind) {
      case "apply":
        return context.functions.value(
          value.op,
          { ...value.op.attributes, ...value.attributes },
          value.args.map(termOf),
        );
      case "constant":
        if (value.dtype === "bool") return context.terms.text(value.value === 0 ? "false" : "true");
        return context.terms.primitives.constant(value.value);
      case "element":
        return leaf(value.buffer, element);
      case "row":
        return leaf(value.buffer, column);
      case "column":
        return leaf(value.buffer, row);
      case "splat":
        return leaf(value.buffer, "0");
    }
  };
  const termOf = (value: Expression): Term => {
    const term = known.get(value) ?? made(value);
    known.set(value, term);
    return term;
  };
  return termOf;
}

/** Whether a loop only gives one number another name: then it needs no statement. */
function aliased(
  context: Context,
  results: readonly { readonly out: Buffer; readonly term: Term }[],
  { totals }: MapKernel,
): boolean {
  const [only] = results;
  if (!only || results.length > 1 || totals.length > 0) return false;
  if (only.term.kind !== "text" || !context.isNumber(only.out)) return false;
  context.alias(only.out, only.term.text);
  return true;
}

/** What values that are not kept are called in the loop: as in the graph, but small. */
function namesOf(
  { names }: Context,
  { results, totals }: MapKernel,
  termOf: (value: Expression) => Term,
): ReadonlyMap<Term, string> {
  const kept = new Set(results.map(({ value }) => value));
  const named = new Map<Term, string>();
  const seen = new Set<Expression>();
  const visit = (value: Expression): void => {
    if (value.kind !== "apply" || seen.has(value)) return;
    seen.add(value);
    value.args.forEach(visit);
    const term = termOf(value);
    if (!isName(value.name) || kept.has(value) || term.kind === "text" || named.has(term)) return;
    named.set(term, names.unique(value.name[0]!.toLowerCase() + value.name.slice(1)));
  };
  for (const { value } of [...results, ...totals]) visit(value);
  return named;
}
