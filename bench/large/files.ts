import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { threefry } from "../../src/base/threefry.ts";

/** Where the numbers lie. */
export interface Files {
  readonly x: string;
  readonly y: string;
}

/** Rows made at a time. */
const chunk = 65536;

/**
 * Writes x (rows, columns) and y (rows, 1) as float32, chunk by chunk: inputs spread evenly over [-1, 1), and as target
 * what a small network can learn of them, x1 x2 + sin(3 x3).
 */
export function writeFiles(folder: string, rows: number, columns: number): Files {
  const files = { x: join(folder, "x.npy"), y: join(folder, "y.npy") };
  const [x, y] = [openSync(files.x, "wx"), openSync(files.y, "wx")];
  writeSync(x, header([rows, columns]));
  writeSync(y, header([rows, 1]));
  for (let start = 0; start < rows; start += chunk) {
    const count = Math.min(chunk, rows - start);
    const inputs = uniform(count * columns, start / chunk);
    const targets = Float32Array.from({ length: count }, (_, i) => {
      const at = i * columns;
      return inputs[at]! * inputs[at + 1]! + Math.sin(3 * inputs[at + 2]!);
    });
    for (const [file, numbers] of [
      [x, inputs],
      [y, targets],
    ] as const)
      writeSync(file, new Uint8Array(numbers.buffer));
  }
  closeSync(x);
  closeSync(y);
  return files;
}

/** The header of an npy file (format 1.0) of float32. */
function header(shape: readonly number[]): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(", ")}), }`.padEnd(117);
  return Buffer.concat([
    Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, 118, 0]),
    Buffer.from(`${text}\n`),
  ]);
}

/** Numbers in [-1, 1) by xorshift (Marsaglia 2003), which takes a nanosecond for each; seeded anew for every chunk. */
function uniform(length: number, stream: number): Float32Array {
  const numbers = new Float32Array(length);
  let state = threefry(1, 0, stream, 0) | 1;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    numbers[i] = state / 2 ** 31;
  }
  return numbers;
}
