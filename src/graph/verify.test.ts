import { expect, test } from "vitest";
import { ChainruleError } from "../base/error.ts";
import { constant, input, named, ops } from "./build.ts";
import type { Graph, Node } from "./node.ts";
import { verify } from "./verify.ts";

const x = input("x", [2, 3]);
const graph = (y: Node, updates: Graph["updates"] = []): Graph => ({ outputs: { y }, updates });
const complaint = (message: string) => new ChainruleError("internal", message);

test("a graph as it was built passes", () => {
  const w = input("w", [3]);
  verify(graph(ops.matmul(x, ops.transpose(x)), [{ target: w, value: ops.sum(x, { axes: [0] }) }]));
  verify({ outputs: {}, updates: [] });
});

test("a planted wrong shape is found, deep in the graph, with its name", () => {
  const planted: Node = { ...named("Z1", ops.transpose(x)), shape: [2, 3] };
  const message = 'verify: transpose "Z1": expected float64 (3, 2) but got float64 (2, 3).';
  expect(() => verify(graph(planted))).toThrow(complaint(message));
  expect(() => verify(graph(ops.sum(ops.neg(planted))))).toThrow(complaint(message));
});

test("a planted wrong dtype is found", () => {
  const planted: Node = { ...ops.exp(x), dtype: "float32" };
  expect(() => verify(graph(planted))).toThrow(
    complaint("verify: exp: expected float64 (2, 3) but got float32 (2, 3)."),
  );
});

test("operands that no longer fit are found, with what the op says of them", () => {
  const planted: Node = { ...ops.matmul(x, input("w", [3, 4])), inputs: [x, x] };
  expect(() => verify(graph(planted))).toThrow(
    complaint(
      "verify: matmul: matmul: expected matrices (m, k) and (k, n) with equal inner dimensions but got (2, 3) and (2, 3). The second one transposed would fit.",
    ),
  );
});

test("an operand of an elementwise op that was not broadcast is found", () => {
  const planted: Node = { ...ops.add(x, x), inputs: [x, input("b", [3])] };
  expect(() => verify(graph(planted))).toThrow(
    complaint("verify: add: expected operands of shape (2, 3) but got (2, 3) and (3,)."),
  );
});

test("two leaves of one name are found", () => {
  expect(() => verify(graph(ops.add(x, input("x", [3]))))).toThrow(
    complaint('verify: expected inputs with distinct names but got "x" twice.'),
  );
});

test("an update must have the shape and dtype of its target", () => {
  const update = (target: Node, value: Node) => () => verify(graph(x, [{ target, value }]));
  const w = input("w", [2], "float32");
  expect(update(w, constant(0, "float32", [3]))).toThrow(
    complaint('verify: update of "w": expected float32 (2,) but got float32 (3,).'),
  );
  expect(update(w, constant(0, "float64", [2]))).toThrow(
    complaint('verify: update of "w": expected float32 (2,) but got float64 (2,).'),
  );
});

test("an update replaces a leaf, and each leaf once", () => {
  const [a, b] = [input("a", [2]), input("b", [2])];
  expect(() => verify(graph(x, [{ target: named("c", ops.neg(a)), value: b }]))).toThrow(
    complaint('verify: update of "c": expected an input to replace but got neg.'),
  );
  expect(() =>
    verify(
      graph(x, [
        { target: a, value: b },
        { target: a, value: ops.neg(b) },
      ]),
    ),
  ).toThrow(complaint('verify: update of "a": expected one value but got two.'));
});
