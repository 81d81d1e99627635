import { inOrder, operandsOf, type Term } from "./term.ts";

/** An expression of a language, and how tightly its outermost operator binds: the looser one needs brackets. */
export interface Written {
  readonly text: string;
  readonly strength: number;
}

/** What a language has to say. */
export interface Syntax {
  /** The expression for a term, from those of its operands. */
  write(term: Exclude<Term, { kind: "text" }>, operands: readonly Written[]): Written;
  /** The statement that gives a value a name. */
  declare(name: string, term: Term, text: string): string;
}

/** How tightly a name, a literal or a call binds. */
export const atom = 10;

/** A longer expression is not written into another one, but gets a name. */
const longest = 64;

/**
 * The statements that compute some terms, and the expression for each of these. What two others need, what has a name
 * and what would be too long is computed ahead, once.
 *
 * @param named what values are called, where they have a name
 * @param fresh makes a name for another one
 */
export function statements(
  roots: readonly Term[],
  syntax: Syntax,
  named: ReadonlyMap<Term, string>,
  fresh: () => string,
): { readonly lines: readonly string[]; readonly values: readonly string[] } {
  const order = inOrder(roots);
  const uses = new Map<Term, number>();
  for (const term of [...roots, ...order.flatMap(operandsOf)]) uses.set(term, (uses.get(term) ?? 0) + 1);
  const lines: string[] = [];
  const written = new Map<Term, Written>();
  for (const term of order) {
    if (term.kind === "text") {
      written.set(term, { text: term.text, strength: atom });
      continue;
    }
    const value = syntax.write(
      term,
      operandsOf(term).map((operand) => written.get(operand)!),
    );
    const isLong = value.text.length > longest && !roots.includes(term);
    const isShared = uses.get(term)! > 1 && term.kind !== "constant";
    if (!named.has(term) && !isShared && !isLong) {
      written.set(term, value);
      continue;
    }
    const name = named.get(term) ?? fresh();
    lines.push(syntax.declare(name, term, value.text));
    written.set(term, { text: name, strength: atom });
  }
  return { lines, values: roots.map((root) => written.get(root)!.text) };
}
