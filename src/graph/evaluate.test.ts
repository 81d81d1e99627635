import { expect, test } from "vitest";
import { ChainruleError } from "../base/error.ts";
import type { Reduction } from "../op/op.ts";
import { sum } from "../op/sum.ts";
import { apply, constant, input, ops } from "./build.ts";
import { evaluator } from "./evaluate.ts";

const x = input("x", [3]);

/** Sums, and counts its additions. */
function counting(): { readonly op: Reduction; readonly count: () => number } {
  let additions = 0;
  const combine: Reduction["combine"] = (k, a, b) => {
    additions++;
    return k.add(a, b);
  };
  return { op: { ...sum, combine } as unknown as Reduction, count: () => additions };
}

test("an array of the input's own type is used in place", () => {
  const y = ops.square(x);
  const run = evaluator({ outputs: { y }, updates: [{ target: x, value: y }] });
  const data = Float64Array.of(1, 2, 3);
  run.bind("x", data);
  run.run();
  expect([...run.valueOf(y)]).toEqual([1, 4, 9]);
  data[0] = 10;
  run.run();
  expect([...run.valueOf(y)]).toEqual([100, 4, 9]);
  expect([...data]).toEqual([10, 2, 3]);
  run.commit();
  expect([...data]).toEqual([100, 4, 9]);
});

test("an array of another type is copied: later changes to it are not seen", () => {
  const y = ops.neg(x);
  const run = evaluator({ outputs: { y }, updates: [] });
  const data = Float32Array.of(1, 2, 3);
  run.bind("x", data);
  data[0] = 10;
  run.run();
  expect([...run.valueOf(y)]).toEqual([-1, -2, -3]);
});

test("updates commit all at once: two states swap, and one may take another's old value", () => {
  const [a, b, c] = [input("a", []), input("b", []), input("c", [])];
  const run = evaluator({
    outputs: {},
    updates: [
      { target: a, value: b },
      { target: b, value: a },
      { target: c, value: ops.add(a, b) },
    ],
  });
  const state = [1, 2, 0].map((value) => Float64Array.of(value));
  ["a", "b", "c"].forEach((name, i) => {
    run.bind(name, state[i]!);
  });
  run.run();
  run.commit();
  expect(state.map((array) => array[0])).toEqual([2, 1, 3]);
});

test("what depends on no input is computed once, the rest at every run", () => {
  const [fixed, varying] = [counting(), counting()];
  const y = ops.add(apply(fixed.op, [constant(3, "float64", [3])]), apply(varying.op, [x]));
  const run = evaluator({ outputs: { y }, updates: [] });
  run.bind("x", Float64Array.of(1, 2, 3));
  for (let i = 0; i < 5; i++) run.run();
  expect([...run.valueOf(y)]).toEqual([15]);
  expect([fixed.count(), varying.count()]).toEqual([2, 10]);
});

test("data of another size is refused by name; a name the graph does not have is passed over", () => {
  const run = evaluator({ outputs: { y: ops.neg(x) }, updates: [] });
  run.bind("w", Float64Array.of(1));
  expect(() => run.bind("x", Float64Array.of(1, 2))).toThrow(
    new ChainruleError("shape", 'input "x": expected 3 elements for shape (3,) but got 2.'),
  );
});

test("every value of the last run is known, in the order it was computed", () => {
  const [s, y] = [ops.square(x), ops.sqrt(ops.square(x))];
  const run = evaluator({ outputs: { s, y }, updates: [] });
  expect(run.order.map((node) => node.op.name)).toEqual(["input", "square", "square", "sqrt"]);
  run.bind("x", Float64Array.of(0, 1, 2));
  run.run();
  expect([...run.valueOf(y)]).toEqual([0, 1, 2]);
});
