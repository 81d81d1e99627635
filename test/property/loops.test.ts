import { expect, test } from "vitest";
import type { FloatType } from "../../src/base/dtype.ts";
import { input, ops } from "../../src/graph/build.ts";
import type { Node } from "../../src/graph/node.ts";
import { interpreter } from "../../src/run/interpreter.ts";
import { wasm } from "../../src/run/wasm.ts";
import { expectSame, floats, someNumbers } from "../conformance/support.ts";

/** Sizes around those of a vector and of a round of 16 elements. */
const sizes = [1, 2, 3, 4, 5, 7, 8, 10, 12, 15, 16, 17, 20, 31, 32, 33, 50];

/** Everything that a loop over rows and columns can read, and make: four results and two totals. */
function outputsFor(rows: number, columns: number, dtype: FloatType): Record<string, Node> {
  const x = input("x", [rows, columns], dtype);
  const row = input("row", [columns], dtype);
  const column = input("column", [rows, 1], dtype);
  const other = input("other", [columns], dtype);
  const z = ops.add(ops.mul(ops.sub(x, column), row), other);
  const a = ops.sigmoid(z);
  const loss = ops.add(ops.softplus(z), ops.softplus(ops.neg(z)));
  return { a, z, loss, hit: ops.less(a, 0.5), total: ops.sum(loss), least: ops.neg(ops.max(ops.neg(a))) };
}

test.each(floats)(
  "rows and columns that repeat, results and totals in one loop have the interpreter's bits in %s",
  (dtype) => {
    for (const rows of sizes)
      for (const columns of sizes.filter((size) => rows * size <= 340)) {
        const outputs = outputsFor(rows, columns, dtype);
        const [expected, actual] = [interpreter, wasm].map((backend) => {
          const [program] = backend.prepare([{ outputs, updates: [] }]);
          for (const [i, name] of ["x", "row", "column", "other"].entries())
            program.set(name, someNumbers(program.input(name)!.length, 100 * rows + columns + i));
          program.run();
          return Object.keys(outputs).map((name) => [...program.read(name)]);
        });
        for (const [i, values] of expected!.entries()) expectSame(actual![i]!, values);
      }
  },
);

test("a total of negative zeros is negative zero, and a NaN in it is found wherever it stands", () => {
  for (const length of [5, 16, 40]) {
    const x = input("x", [length]);
    const outputs = { y: ops.neg(x), sum: ops.sum(ops.neg(x)), max: ops.max(ops.neg(x)) };
    const [program] = wasm.prepare([{ outputs, updates: [] }]);
    program.run();
    expect([program.read("sum")[0], program.read("max")[0]]).toEqual([-0, -0]);
    for (let i = 0; i < length; i++) {
      program.set("x", new Float64Array(length).fill(Number.NaN, i, i + 1));
      program.run();
      expect([program.read("sum")[0], program.read("max")[0]]).toEqual([Number.NaN, Number.NaN]);
    }
  }
});

test("a loop over a flat array is not one over rows of the same elements", () => {
  const [x, row] = [input("x", [12]), input("row", [4])];
  const flat = ops.exp(x);
  const y = ops.mul(ops.reshape(flat, { shape: [3, 4] }), row);
  const [expected, actual] = [interpreter, wasm].map((backend) => {
    const [program] = backend.prepare([{ outputs: { flat, y }, updates: [] }]);
    program.set("x", someNumbers(12));
    program.set("row", [1, 2, 3, 4]);
    program.run();
    return [...program.read("y")];
  });
  expectSame(actual!, expected!);
});
