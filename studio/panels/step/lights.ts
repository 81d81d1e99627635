import type { Convention } from "../../../src/explain/formula/formula.ts";
import type { Element } from "../../stage/light.svelte.ts";
import type { Cell } from "./position.ts";
import type { Factor, OperationView } from "./view.ts";

/** Terms of a sum whose factors are lit on the stage; more are no picture any more. */
const mostLit = 64;

/** What of an operand goes into one element of the result, as the operand is drawn: a row, a column, a cell, all. */
export type Part = { readonly row?: number; readonly column?: number };

/** For each operand in the order of the formula, what of it goes into the element at a cell of the result. */
export function partsOf({ structure }: OperationView, [row, column]: Cell): readonly (Part | undefined)[] {
  if (structure.kind === "product") return [{ row }, { column }];
  if (structure.kind === "sum") return [structure.axis === 0 ? { column } : { row }];
  if (structure.kind === "elementwise")
    return structure.of.map(({ shape }) => (shape.length === 0 ? {} : { row, column }));
  return structure.of.map(() => undefined);
}

/** The operands in the order of the formula, without what is spread over all rows. */
export const operandsOf = ({ structure }: OperationView): readonly Factor[] =>
  structure.kind === "product"
    ? [structure.left, structure.right]
    : structure.kind === "sum"
      ? [structure.of]
      : structure.of;

/** The parts of the network that an operation is about. */
export const valuesOf = (operation: OperationView): string[] => {
  const { structure, name } = operation;
  const bias = structure.kind === "product" ? structure.bias : undefined;
  return [name, ...[...operandsOf(operation), bias].flatMap((factor) => factor?.name ?? [])];
};

/** The numbers of the network that go into one element, and itself. */
export function elementsOf(
  operation: OperationView,
  cell: Cell,
  place: number,
  convention: Convention,
  term?: number,
): Element[] {
  const { structure } = operation;
  const own = { name: operation.name, place };
  if (structure.kind !== "product") return [own];
  const [row, column] = cell;
  const inner = structure.left.shape.at(-1)!;
  const terms = term === undefined ? Array.from({ length: Math.min(inner, mostLit) }, (_, k) => k) : [term];
  const { bias } = structure;
  return [
    own,
    ...terms.flatMap((k) => [
      elementOf(structure.left, [row, k], convention),
      elementOf(structure.right, [k, column], convention),
    ]),
    ...(bias ? [{ name: bias.name!, place: convention === "columns" ? row : column }] : []),
  ];
}

/** An element of a factor by its cell as it is drawn; its place counts as the graph has it, one example a row. */
function elementOf({ name, shape, turned }: Factor, [row, column]: Cell, convention: Convention): Element {
  const isTurned = turned !== (convention === "columns");
  const [rows, columns] = shape as [number, number];
  return { name: name ?? "", place: isTurned ? column * rows + row : row * columns + column };
}
