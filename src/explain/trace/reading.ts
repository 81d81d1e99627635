import { NDArray } from "../../array/ndarray.ts";
import { allocate, type TypedArray } from "../../base/dtype.ts";
import { lazy } from "../../base/lazy.ts";
import type { Shape } from "../../base/shape.ts";
import { type Node, rootsOf } from "../../graph/node.ts";
import type { FormulaText } from "../document/blocks.ts";
import { formatNumber } from "../document/numbers.ts";
import { columns } from "../formula/columns.ts";
import { type Convention, read } from "../formula/formula.ts";
import { symbol } from "../formula/symbol.ts";
import { type Element, indexOf, type Scalars, scalars } from "./element.ts";
import type { Taken } from "./moment.ts";

/** An update's values and formulas, with one example a row or one a column. */
export interface Reading {
  readonly convention: Convention;
  valuesOf(node: Node): TypedArray;
  shapes(node: Node): { readonly rows: Shape; readonly columns: Shape };
  /** A value as it is shown: turned where examples are columns. */
  shown(node: Node, values?: TypedArray): NDArray;
  /** The formula of a node as an equation. */
  equation(name: string, node: Node, sign?: string): FormulaText;
  /** `dW1[0,1]`, with the indices as they are shown. */
  nameOf(element: Element, name?: string): string;
  /** The place in the graph's array of an element with these indices; undefined where there is none. */
  placeOf(node: Node, index: readonly number[]): number | undefined;
  /** The formula of one element: in names, and with the numbers put in. */
  element(
    element: Element,
    name: string,
    sign?: string,
  ): { readonly symbols: FormulaText; readonly numbers: FormulaText };
  /** A product of elements: in names, and with the numbers put in. */
  product(factors: readonly Element[], within: Node): { readonly symbols: string; readonly numbers: string };
}

/** Among fewer examples, 1/m may be any number. */
const fewExamples = 10;

export function readingOf({ training, place, valuesOf }: Taken, convention: Convention): Reading {
  const { graph } = training;
  const turned = columns([...rootsOf(graph), ...graph.updates.map(({ target }) => target)]);
  const shapes = (node: Node) => ({ rows: node.shape, columns: turned.get(node)!.shape });
  const shownNode = (node: Node): Node => (convention === "columns" ? turned.get(node)! : node);
  const shownShape = (node: Node): Shape => shapes(node)[convention];
  /** Whether the elements lie in another order than in the graph's array. */
  const isTurned = ({ shape }: Node): boolean => convention === "columns" && shape.length === 2;

  const shownIndex = ({ node, place }: Element): number[] => {
    const index = indexOf(place, node.shape);
    if (isTurned(node)) return index.reverse();
    const shape = shownShape(node);
    return index.length === 1 && shape.length === 2 ? indexOf(place, shape) : index;
  };
  const nameOf = (
    element: Element,
    name = element.node.name ?? callOf(read(shownNode(element.node)).text),
  ): string => {
    const index = shownIndex(element);
    return index.length === 0 ? name : `${name}[${index.join(",")}]`;
  };
  const value = ({ node, place }: Element): string => formatNumber(valuesOf(node)[place]!);
  /** Negative numbers in brackets, so that no two signs meet. */
  const bracketed = (element: Element): string => {
    const text = value(element);
    return text.startsWith("-") ? `(${text})` : text;
  };
  /** The loss may hold what is a derivative too, A2 - Y; there it reads as itself, because no derivative is known yet. */
  const isOpenIn = (top: Node) => (node: Node) =>
    top === graph.outputs.loss && node.cotangentOf !== undefined;
  /** The loss and the gradients divide by the number of examples: as m, where a number is not one by chance. */
  const average = new Set(
    Object.entries(graph.outputs).flatMap(([name, node]) => (name === "output" ? [] : [node])),
  );
  const examplesIn = (top: Node): number | undefined =>
    average.has(top) && place.batch >= fewExamples ? place.batch : undefined;
  const inNames = (of: Scalars, top: Node) =>
    labelled(read(of.node, examplesIn(top)), of, (one) => nameOf(one), elementLatex);
  const inNumbers = (of: Scalars) => labelled(read(of.node), of, bracketed, plainNumber);

  return {
    convention,
    valuesOf,
    shapes,
    shown(node, values = valuesOf(node)) {
      const data = isTurned(node) ? transposed(values, node) : values;
      return new NDArray(data, shownShape(node), node.dtype);
    },
    equation(name, node, sign = "=") {
      const right = read(opened(shownNode(node), isOpenIn(node)), examplesIn(node));
      const left = symbol(name);
      return lazy<FormulaText>({
        text: () => `${left.text} ${sign} ${right.text}`,
        latex: () => `${left.latex} ${sign} ${right.latex}`,
        numpy: () => `${left.numpy} = ${right.numpy}`,
      });
    },
    nameOf,
    placeOf(node, index) {
      const shape = shownShape(node);
      if (index.length !== shape.length || index.some((i, axis) => !(i >= 0 && i < shape[axis]!)))
        return undefined;
      const own = isTurned(node) ? index.toReversed() : index;
      const extents = isTurned(node) ? node.shape : shape;
      return own.reduce((place, i, axis) => place * extents[axis]! + i, 0);
    },
    element(element, name, sign = "=") {
      const of = scalars(element, valuesOf, isOpenIn(element.node));
      const left = elementLatex(name);
      const [symbols, numbers, result] = [inNames(of, element.node), inNumbers(of), value(element)];
      return {
        symbols: lazy<FormulaText>({
          text: () => `${name} ${sign} ${symbols.text}`,
          latex: () => `${left} ${sign} ${symbols.latex}`,
        }),
        numbers: lazy<FormulaText>({
          text: () => `${name} = ${numbers.text} = ${result}`,
          latex: () => `${left} = ${numbers.latex} = ${plainNumber(result)}`,
        }),
      };
    },
    product(factors, within) {
      const of = scalars(factors, valuesOf, isOpenIn(within));
      return { symbols: inNames(of, within).text, numbers: inNumbers(of).text };
    },
  };
}

/** A node whose inputs have lost the names that `isOpen` says, so that their formulas are written out. */
function opened(node: Node, isOpen: (node: Node) => boolean): Node {
  const inputs = node.inputs.map((input) => {
    if (isOpen(input)) {
      const { name: _, ...rest } = opened(input, isOpen);
      return rest;
    }
    return input.name === undefined ? opened(input, isOpen) : input;
  });
  return inputs.every((input, i) => input === node.inputs[i]) ? node : { ...node, inputs };
}

/** A formula over the leaves of a graph of numbers, with each leaf as `label` has it. */
function labelled(
  formula: FormulaText,
  { leaves }: Scalars,
  label: (element: Element) => string,
  inLatex: (label: string) => string,
): FormulaText {
  const text = (i: string): string | undefined => {
    const element = leaves[Number(i)];
    return element && label(element);
  };
  // Numbers side by side would read as one: their product is written out.
  return lazy<FormulaText>({
    text: () =>
      formula.text
        .replaceAll(/\bQ(\d+)\b/g, (q, i: string, at: number, whole: string) => {
          const found = text(i) ?? "...";
          return isAlone(whole, at, q.length) ? bare(found) : found;
        })
        .replaceAll(/(?<=[\d)\]]) (?=[\w(])(?!if\b|else\b)/g, " * "),
    latex: () =>
      formula.latex
        .replaceAll(/\\odot|\\,/g, "\\cdot ")
        .replaceAll(
          /\bQ_(?:\{(\d+)\}|(\d))/g,
          (q, long: string, short: string, at: number, whole: string) => {
            const found = text(long ?? short);
            if (found === undefined) return "\\cdots";
            return inLatex(isAlone(whole, at, q.length) ? bare(found) : found);
          },
        ),
  });
}

/** Whether a leaf is all that stands between brackets or commas: the argument of a call needs none of its own. */
const isAlone = (formula: string, at: number, length: number): boolean =>
  /[(,]\s*$/.test(formula.slice(0, at)) && /^\s*(?:\\right)?[),]/.test(formula.slice(at + length));

/** A negative number without its brackets. */
const bare = (label: string): string => label.replace(/^\((-[^()]*)\)$/, "$1");

function transposed(values: TypedArray, { shape, dtype }: Node): TypedArray {
  const [rows, columns] = shape as [number, number];
  const out = allocate(dtype, values.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j]!;
  return out;
}

const plainNumber = (text: string): string =>
  text.replace(/e([-+]?)0*(\d+)/, (_, sign: string, power: string) => {
    return ` \\times 10^{${sign === "-" ? "-" : ""}${power}}`;
  });

/** A formula that an index may follow: `max(Z2, axis 1)`, `(A - B)`. */
const callOf = (text: string): string => (/^\w+\([^()]*\)$/.test(text) ? text : `(${text})`);

const elementLatex = (name: string): string => {
  if (name.includes("(")) return `\\text{${name.replaceAll(/[\\{}^_]/g, " ")}}`;
  const [, stem = name, index = ""] = /^(.*?)(\[.*\])?$/.exec(name) ?? [];
  return symbol(stem).latex + index;
};
