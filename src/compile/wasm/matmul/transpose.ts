import type { FloatType } from "../../../base/dtype.ts";
import type { Code } from "../assembler/module.ts";

/** The bytes of a shuffle that takes whole 32-bit or 64-bit lanes, those of the second operand counted on. */
const shuffleOf = (lanes: readonly number[]): number[] => {
  const size = 16 / lanes.length;
  return lanes.flatMap((lane) => Array.from({ length: size }, (_, byte) => lane * size + byte));
};

/** A square of vectors, as many as a vector has lanes, turned: result `i` has lane `i` of each. */
export function transposed(code: Code, dtype: FloatType, rows: readonly number[]): number[] {
  const shuffled = (a: number, b: number, lanes: readonly number[]): number => {
    const local = code.local("v128");
    code.emit("local.get", a);
    code.emit("local.get", b);
    code.emit("i8x16.shuffle", shuffleOf(lanes));
    code.emit("local.set", local);
    return local;
  };
  const [a, b, c, d] = rows as [number, number, number, number];
  if (dtype === "float64") return [shuffled(a, b, [0, 2]), shuffled(a, b, [1, 3])];
  const [low, high] = [
    (x: number, y: number) => shuffled(x, y, [0, 4, 1, 5]),
    (x: number, y: number) => shuffled(x, y, [2, 6, 3, 7]),
  ];
  const [ab, cd, abHigh, cdHigh] = [low(a, b), low(c, d), high(a, b), high(c, d)];
  const [first, second] = [
    [0, 1, 4, 5],
    [2, 3, 6, 7],
  ];
  return [
    shuffled(ab, cd, first!),
    shuffled(ab, cd, second!),
    shuffled(abHigh, cdHigh, first!),
    shuffled(abHigh, cdHigh, second!),
  ];
}
