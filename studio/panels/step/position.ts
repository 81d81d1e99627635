/** Row and column of an element, as its array is drawn: a list is one row. */
export type Cell = readonly [row: number, column: number];

/** `dW1[0,1]`, of an array with this shape. */
export function elementName(name: string, shape: readonly number[], [row, column]: Cell): string {
  if (shape.length === 0) return name;
  return shape.length === 1 ? `${name}[${column}]` : `${name}[${row},${column}]`;
}

/** What a position in a link says: an operation, and an element of it where it says one. */
export function readPosition(text: string): { readonly name: string; readonly cell?: Cell } {
  const [, name = "", list] = /^([^[]*)(?:\[([\d,]+)\])?$/.exec(text) ?? [];
  if (list === undefined) return { name };
  const index = list.split(",").map(Number);
  return { name, cell: index.length === 1 ? [0, index[0]!] : [index[0]!, index[1]!] };
}

/** Whether an array of this shape has such an element. */
export function holds(shape: readonly number[], [row, column]: Cell): boolean {
  const [rows, columns] = [shape.length > 1 ? shape[0]! : 1, shape.at(-1) ?? 1];
  return row < rows && column < columns;
}
