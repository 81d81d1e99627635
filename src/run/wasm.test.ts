import { expect, test } from "vitest";
import { ChainruleError } from "../base/error.ts";
import { input, named, ops } from "../graph/build.ts";
import { interpreter } from "./interpreter.ts";
import { wasm } from "./wasm.ts";

const x = input("x", [3]);

test("data of another size is refused by name; a name the graph does not have is passed over", () => {
  const [program] = wasm.prepare([{ outputs: { y: ops.neg(x) }, updates: [] }]);
  program.set("w", Float64Array.of(1));
  expect(() => program.set("x", Float64Array.of(1, 2))).toThrow(
    new ChainruleError("shape", 'input "x": expected 3 elements for shape (3,) but got 2.'),
  );
});

test("states that nobody bound start at 0 and go on", () => {
  const [a, b] = [input("a", []), input("b", [])];
  const [program] = wasm.prepare([
    {
      outputs: { a },
      updates: [
        { target: a, value: ops.add(b, 1) },
        { target: b, value: a },
      ],
    },
  ]);
  const seen = [0, 1, 2].map(() => {
    program.run();
    return program.read("a")[0];
  });
  expect(seen).toEqual([1, 1, 2]);
});

test("an index outside the table touches nothing, as in the interpreter", () => {
  const [i, r] = [input("i", [3], "int32"), input("r", [3, 1])];
  const outputs = { taken: ops.gatherRows(r, i), added: ops.scatterRows(r, i, { count: 2 }) };
  const results = [interpreter, wasm].map((backend) => {
    const [program] = backend.prepare([{ outputs, updates: [] }]);
    program.set("i", Int32Array.of(1, 3, -1));
    program.set("r", Float64Array.of(10, 20, 30));
    program.run();
    return [[...program.read("taken")], [...program.read("added")]];
  });
  expect(results).toEqual([
    [
      [20, 0, 0],
      [0, 10],
    ],
    [
      [20, 0, 0],
      [0, 10],
    ],
  ]);
});

test("the trace shows the values that have a place in memory", () => {
  const [program] = wasm.prepare([
    {
      outputs: { y: named("y", ops.exp(named("z", ops.neg(x)))), sum: named("sum", ops.sum(x)) },
      updates: [],
    },
  ]);
  program.set("x", Float64Array.of(0, 0, 0));
  program.run();
  expect(Array.from(program.trace(), ([node, values]) => [node.name, ...values])).toEqual([
    ["x", 0, 0, 0],
    ["y", 1, 1, 1],
    ["sum", 0],
  ]);
});

test("a program larger than a memory can be is refused with its size", () => {
  const huge = input("huge", [2 ** 15, 2 ** 15]);
  expect(() => wasm.prepare([{ outputs: { y: ops.neg(huge) }, updates: [] }])).toThrow(
    new ChainruleError(
      "usage",
      "wasm: expected a program of at most 4096 MiB but got 16384 MiB. Shrink the data, the batch or the layers.",
    ),
  );
});
