import { lazy } from "../../base/lazy.ts";
import { broadcastShapes, sameShape } from "../../base/shape.ts";
import { constant } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { table } from "../../op/index.ts";
import { numberOf } from "../../simplify/match.ts";
import { mathml } from "../document/mathml.ts";
import { columnsOf } from "./columns.ts";
import { type Language, strength } from "./grammar.ts";
import { numberPiece } from "./number.ts";
import { symbol } from "./symbol.ts";
import { fill, type Piece } from "./template.ts";

/** Whether an example is a row of its matrix, as in NumPy, or a column, as in lessons 3 to 5. */
export type Convention = "rows" | "columns";

/** One expression in four readings. */
export interface Formula {
  /** As on paper, in plain text: `(1/m) dZ2 A1^T`. Side by side is a matrix product, `*` goes element by element. */
  readonly text: string;
  readonly latex: string;
  /** A `<math>` element. */
  readonly mathml: string;
  readonly numpy: string;
}

export interface FormulaOptions {
  readonly convention?: Convention;
  /** How many examples there are, where shares of them shall read as 1/m. */
  readonly m?: number;
}

/**
 * A node as a formula in the names of the nodes it is made of. It goes down to named nodes, and past them only at the
 * top, so that `Z1` reads as its definition. With examples as columns, every matrix stands for its transpose.
 *
 * @example
 * const z = named("Z1", ops.matmul(input("X", [400, 2]), input("W1", [2, 4])));
 * const g = ops.mul(1 / 400, ops.matmul(ops.transpose(input("X", [400, 2])), input("dZ1", [400, 4])));
 * formula(g).text; // "(1/400) X^T dZ1"
 * formula(g, { convention: "columns", m: 400 }).text; // "(1/m) dZ1 X^T"
 * formula(g, { convention: "columns", m: 400 }).latex; // "\\frac{1}{m}\\,dZ_1 X^\\top"
 * formula(z, { convention: "columns" }).numpy; // "W1 @ X"
 */
export function formula(node: Node, { convention = "rows", m }: FormulaOptions = {}): Formula {
  return read(convention === "columns" ? columnsOf(node) : node, m);
}

/** The readings of a name: `dZ1`, `dZ_1`. */
export function nameFormula(name: string): Formula {
  const readings = symbol(name);
  return { ...readings, mathml: mathml(readings.latex, false) };
}

/** The readings of a node as it stands, whichever way its examples lie. */
export function read(node: Node, m?: number): Formula {
  const write = (language: Language) => pieceOf(node, { top: node, language, m }).written;
  const formula: Formula = lazy({
    text: () => write("text"),
    latex: () => write("latex"),
    mathml: () => mathml(formula.latex, false),
    numpy: () => write("numpy"),
  });
  return formula;
}

interface Context {
  /** The node that is shown even where it has a name. */
  readonly top: Node;
  readonly language: Language;
  readonly m: number | undefined;
}

/** A template and what stands in it. */
interface Notation {
  readonly template: string;
  readonly inputs: readonly Node[];
}

function pieceOf(node: Node, context: Context): Piece {
  const { language, m } = context;
  if (node.op.kind === "input" || (node.name !== undefined && node !== context.top))
    return { written: symbol(node.name ?? "input")[language], strength: strength.atom };
  if (node.op.kind === "constant")
    return numberPiece(node.attributes.value as number, node.dtype, language, m);
  const { template, inputs } = notation(node, context);
  const pieces = new Map<string, Piece>(
    Object.entries(node.attributes).map(([key, value]) => [key, attribute(value, language, m)]),
  );
  inputs.forEach((input, i) => {
    pieces.set((node.op.args as readonly string[])[i]!, pieceOf(input, context));
  });
  return fill(template, language, pieces);
}

function notation(node: Node, { language, top }: Context): Notation {
  const { op, inputs } = node;
  const template = op.formula[language];
  if (op === table.mul) return product(node, language);
  if (op.kind === "elementwise" && language === "numpy") return { template, inputs: withoutSpreading(node) };
  if (op.kind === "contraction" && language === "text") return { template: "{a} {b}", inputs };
  if (op.kind === "reduction" || op.kind === "argReduction") {
    const isResult = node === top || top.inputs.includes(node);
    return { template: overAxes(template, node, language, isResult), inputs };
  }
  return { template, inputs };
}

/** `A1^2` and not `A1 * A1`; on paper `(1/m) x` and not `(1/m) * x`. */
function product(node: Node, language: Language): Notation {
  const inputs = language === "numpy" ? withoutSpreading(node) : node.inputs;
  const [a, b] = inputs as readonly [Node, Node];
  if (a === b) return { template: table.square.formula[language].replace("{x}", "{a}"), inputs };
  const c = numberOf(b) === undefined ? numberOf(a) : undefined;
  const isScalar = withoutBroadcast(a).shape.length === 0 && b.shape.length > 0;
  const isBeside = language !== "numpy" && (c !== undefined || (isScalar && language === "latex"));
  const beside = language === "latex" ? "{a}\\,{b}" : "{a} {b}";
  const template = isBeside ? beside : node.op.formula[language];
  return c === undefined || c >= 0
    ? { template, inputs }
    : { template: `-${template}`, inputs: [constant(-c, node.dtype), b] };
}

/**
 * The axes as numbers from 0; an empty list means all of them and is not written: `sum(x)`. That an axis stays is said
 * in NumPy, and on paper where it decides the shape of what is defined: `db1 = sum(dZ1, axis 1, keepdims)`.
 */
function overAxes(
  template: string,
  { attributes, inputs }: Node,
  language: Language,
  isResult: boolean,
): string {
  const { axes = [attributes.axis as number], keepdims } = attributes as {
    axes?: number[];
    keepdims: boolean;
  };
  const given = axes.map((axis) => (axis < 0 ? axis + inputs[0]!.shape.length : axis));
  const list = given.length === 1 || language !== "numpy" ? given.join(", ") : `(${given.join(", ")})`;
  if (language === "latex") {
    const below = given.length === 0 ? "" : `_{\\text{axis ${list}}}`;
    return template.replace(/^\\(?:operatorname\{\w+\}|[a-z]+)/, `$&${below}`);
  }
  const kept = language === "text" ? ", keepdims" : ", keepdims=True";
  return template
    .replace(/, keepdims=\{keepdims\}/, "")
    .replace(/, axis[ =]\{ax[ei]s\}/, (axis) => (given.length === 0 ? "" : axis.replace(/\{.*/, list)))
    .replace(/\)$/, keepdims && (language === "numpy" || isResult) ? `${kept})` : ")");
}

const withoutBroadcast = (node: Node): Node =>
  node.op === table.broadcast && node.name === undefined ? withoutBroadcast(node.inputs[0]!) : node;

/** The inputs without the broadcasts that NumPy makes by itself. */
function withoutSpreading(node: Node): readonly Node[] {
  const bare = node.inputs.map(withoutBroadcast);
  const shape = bare.map((input) => input.shape).reduce((a, b) => broadcastShapes(a, b) ?? []);
  return sameShape(shape, node.shape) ? bare : node.inputs;
}

/** A shape over the examples says `m`, so that the formula holds for any number of them. */
function attribute(value: Node["attributes"][string], language: Language, m: number | undefined): Piece {
  if (typeof value === "number") return numberPiece(value, "float64", language);
  const list = Array.isArray(value) ? value.map((d) => (d === m ? "m" : d)).join(", ") : String(value);
  const tuple = language === "numpy" && Array.isArray(value) && value.length !== 1;
  return { written: tuple ? `(${list})` : list, strength: strength.atom };
}
