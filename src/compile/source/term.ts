import type { FloatType } from "../../base/dtype.ts";
import type { Primitive, Primitives } from "../../op/algebra.ts";
import { numbers } from "../../op/numbers.ts";

/** An operation of the algebra that a term is made by; constants are terms of their own. */
export type Operation = Exclude<Primitive, "constant">;

/** A value in the text of a program: something that has a name, a constant, or what is made of others. */
export type Term =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "operation"; readonly operation: Operation; readonly operands: readonly Term[] }
  | { readonly kind: "call"; readonly name: string; readonly operands: readonly Term[] };

/** The reading of ops as terms. */
export interface Terms {
  readonly primitives: Primitives<Term>;
  /** What a program has a name for already: a parameter, an element of an array. */
  text(text: string): Term;
  call(name: string, operands: readonly Term[]): Term;
}

/** Terms that know what they are made of: the same operation on the same terms is one term, computed once. */
export function terms(dtype: FloatType): Terms {
  const known = new Map<string, Term>();
  const ids = new Map<Term, number>();

  function one(key: string, term: Term): Term {
    const made = known.get(key) ?? term;
    if (made === term) {
      known.set(key, term);
      ids.set(term, ids.size);
    }
    return made;
  }

  const operands = (list: readonly Term[]): string => list.map((term) => ids.get(term)).join(" ");
  const operation =
    (name: Operation) =>
    (...list: Term[]): Term =>
      one(`${name} ${operands(list)}`, { kind: "operation", operation: name, operands: list });

  return {
    text: (text) => one(`text ${text}`, { kind: "text", text }),
    call: (name, list) => one(`call ${name} ${operands(list)}`, { kind: "call", name, operands: list }),
    primitives: {
      dtype,
      constant(value) {
        const rounded = numbers[dtype].constant(value);
        const key = `constant ${Object.is(rounded, -0) ? "-0" : rounded}`;
        return one(key, { kind: "constant", value: rounded });
      },
      add: operation("add"),
      sub: operation("sub"),
      mul: operation("mul"),
      div: operation("div"),
      neg: operation("neg"),
      abs: operation("abs"),
      sqrt: operation("sqrt"),
      minimum: operation("minimum"),
      maximum: operation("maximum"),
      floor: operation("floor"),
      less: operation("less"),
      lessEqual: operation("lessEqual"),
      equal: operation("equal"),
      select: operation("select"),
      scale: operation("scale"),
      exponent: operation("exponent"),
    },
  };
}

export const operandsOf = (term: Term): readonly Term[] =>
  term.kind === "operation" || term.kind === "call" ? term.operands : [];

/** Terms and all that they are made of, each once, after its operands. */
export function inOrder(roots: readonly Term[]): readonly Term[] {
  const seen = new Set<Term>();
  const visit = (term: Term): void => {
    if (seen.has(term)) return;
    operandsOf(term).forEach(visit);
    seen.add(term);
  };
  roots.forEach(visit);
  return [...seen];
}
