/** How tightly an expression holds together, from a choice (`a if p else b`) to a single name. */
export const strength = {
  choice: 0,
  comparison: 1,
  sum: 2,
  term: 2.5,
  juxtaposition: 2.8,
  quotient: 2.9,
  product: 3,
  application: 3.5,
  power: 4,
  atom: 5,
} as const;

/** What may stand at one side of an operator without parentheses. */
export type Accepts = (strength: number) => boolean;

export interface Operator {
  /** How tightly the whole holds together. */
  readonly strength: number;
  readonly left: Accepts;
  readonly right: Accepts;
}

/** The operators of one way of writing formulas. */
export type Grammar = Readonly<Record<string, Operator>>;

const atLeast =
  (least: number): Accepts =>
  (held) =>
    held >= least;

const operator = (held: number, left: number, right: number): Operator => ({
  strength: held,
  left: atLeast(left),
  right: atLeast(right),
});

const all = (signs: readonly string[], one: Operator): Grammar =>
  Object.fromEntries(signs.map((sign) => [sign, one]));

const { choice, comparison, sum, term, juxtaposition, quotient, product, application, power, atom } =
  strength;

/** `dZ2 A1^T` may go on with another factor; what is written with `*` needs parentheses beside it. */
const inARow: Accepts = (held) => held === juxtaposition || held >= application;
export const beside: Operator = { strength: juxtaposition, left: inARow, right: inARow };

/** Right behind a value stands what belongs to it: an index, `.T`, `.reshape(...)`. */
export const postfix = operator(atom, atom, choice);

const sums = { "+": operator(sum, sum, term), "-": operator(sum, sum, term) };
const relation = operator(comparison, sum, sum);
/** A product of products needs no parentheses on paper. On a computer it does, because it rounds otherwise. */
const onPaper = operator(product, product, product);
const inOrder = operator(product, product, power);

export const grammars = {
  text: {
    ...all(["if", "else"], operator(choice, comparison, comparison)),
    ...all(["<", "<=", ">", ">=", "=="], relation),
    ...sums,
    "*": onPaper,
    "/": operator(quotient, product, power),
    "^": operator(power, atom, choice),
  },
  latex: {
    ...all(["<", "\\le", ">", "\\ge", "="], relation),
    ...sums,
    ...all(["\\odot", "\\cdot"], onPaper),
    "\\frac": operator(power, choice, choice),
    ...all(["^", "_"], operator(power, atom, choice)),
    ...all(["\\ln", "\\tanh", "\\operatorname"], operator(application, choice, power)),
    ...all(["\\sum", "\\max", "\\min"], operator(juxtaposition, choice, juxtaposition)),
  },
  numpy: {
    ...all(["<", "<=", ">", ">=", "=="], relation),
    ...sums,
    ...all(["*", "/"], inOrder),
    "@": { strength: juxtaposition, left: inARow, right: atLeast(power) },
    "**": operator(power, atom, atom),
    ...all([".T", ".reshape", ".shape"], postfix),
  },
} satisfies Record<string, Grammar>;

/** A way of writing formulas. */
export type Language = keyof typeof grammars;
