import type { Convention } from "../../../../src/explain/formula/formula.ts";
import { operandsOf, partsOf } from "../lights.ts";
import { type Cell, elementName } from "../position.ts";
import type { OperationView, TensorView } from "../view.ts";
import type { Held } from "./held.ts";
import { arraysOf } from "./step.ts";
import { type Seen, tensorView } from "./tensor.ts";

/** The blocks of an operation, with the rows and columns of one element and of the largest term in it. */
export function windowOf(
  held: Held,
  convention: Convention,
  operation: OperationView,
  cell: Cell,
): Record<string, TensorView> {
  const trace = held.trace(convention);
  const arrays = arraysOf(trace);
  const [row, column] = cell;
  const name = elementName(operation.name, arrays.get(operation.result)!.shape, cell);
  const sizes = trace.entry(name).contributions.map(({ value }) => Math.abs(value));
  const term = sizes.indexOf(Math.max(...sizes));
  const seen = new Map<string, Seen>([[operation.result, { rows: [row], columns: [column] }]]);
  partsOf(operation, cell).forEach((part, i) => {
    const operand = operandsOf(operation)[i]!;
    if (!part || operand.name === undefined) return;
    const [rows, columns] = [[part.row ?? term], [part.column ?? term]];
    seen.set(operand.name, operand.turned ? { rows: columns, columns: rows } : { rows, columns });
  });
  return Object.fromEntries(
    [...seen].flatMap(([one, places]) => {
      const array = arrays.get(one);
      return array ? [[one, tensorView(one, array, places)]] : [];
    }),
  );
}
