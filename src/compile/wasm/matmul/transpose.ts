import type { FloatType } from "../../../base/dtype.ts";
import type { Code } from "../assembler/module.ts";

/** A fresh local with lanes of two vectors, those of the second counted on: two of 64 bits or four of 32. */
function shuffled(code: Code, a: number, b: number, lanes: readonly number[]): number {
  const size = 16 / lanes.length;
  const local = code.local("v128");
  code.emit("local.get", a);
  code.emit("local.get", b);
  code.emit(
    "i8x16.shuffle",
    lanes.flatMap((lane) => Array.from({ length: size }, (_, byte) => lane * size + byte)),
  );
  code.emit("local.set", local);
  return local;
}

/** Two vectors of float32 as one sequence of pairs. */
export const interleaved = (code: Code, a: number, b: number): readonly [number, number] => [
  shuffled(code, a, b, [0, 4, 1, 5]),
  shuffled(code, a, b, [2, 6, 3, 7]),
];

/** Two vectors of pairs as the vector of their first halves and that of their second ones. */
const halves = (code: Code, a: number, b: number): readonly [number, number] => [
  shuffled(code, a, b, [0, 2]),
  shuffled(code, a, b, [1, 3]),
];

/** A square of vectors, as many as a vector has lanes, turned: result `i` has lane `i` of each. */
export function transposed(code: Code, dtype: FloatType, rows: readonly number[]): readonly number[] {
  const [a, b, c, d] = rows as [number, number, number, number];
  if (dtype === "float64") return halves(code, a, b);
  const [firstLow, firstHigh] = interleaved(code, a, b);
  const [secondLow, secondHigh] = interleaved(code, c, d);
  return [...halves(code, firstLow, secondLow), ...halves(code, firstHigh, secondHigh)];
}
