import { NDArray } from "../../../src/array/ndarray.ts";
import { writeNpz } from "../../../src/array/npy.ts";
import { writeCsv } from "../../../src/data/writeCsv.ts";
import type { Session } from "../../engine/session.ts";
import { weightsOf } from "./subject.ts";

/** An epoch a line: its loss, its accuracy, its learning rate; every digit kept. */
export function historyCsv(session: Session): string {
  const columns = Object.entries(session.checkpoint().progress.history) as [string, Float64Array][];
  const rows = Array.from(columns[0]![1], (_, i) => [i + 1, ...columns.map(([, values]) => values[i]!)]);
  return writeCsv(["epoch", ...columns.map(([name]) => name)], rows);
}

/** A weight a line, with its place in its array: inputs are rows, units are columns. A bias has no row. */
export function weightsCsv(session: Session): string {
  const rows = Object.entries(weightsOf(session)).flatMap(([name, { data, shape }]) => {
    const width = shape.at(-1) ?? 1;
    return Array.from(data, (value, i) => [
      name,
      shape.length > 1 ? Math.floor(i / width) : "",
      i % width,
      value,
    ]);
  });
  return writeCsv(["name", "row", "column", "value"], rows);
}

/** The weights under their names, and the data as X and Y, for `np.load`. */
export function arraysNpz(session: Session): Promise<Uint8Array> {
  const { x, y } = session.material.training;
  const copied = ({ data, shape, dtype }: NDArray) => new NDArray(data.slice(), shape, dtype);
  return writeNpz({ ...weightsOf(session), X: copied(x), Y: copied(y) }, { compress: true });
}
