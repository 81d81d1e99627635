import { expect, test } from "vitest";
import { input, ops } from "../graph/build.ts";
import type { Graph } from "../graph/node.ts";
import { auto } from "./auto.ts";

const product = (n: number): Graph => ({
  outputs: { c: ops.matmul(input("a", [n, n], "float32"), input("b", [n, n], "float32")) },
  updates: [],
});

test("what is run once and small is interpreted; what is large, or run often, is compiled", () => {
  const chosen = (n: number, runs = 1) => auto.prepare([product(n)], { runs })[0].backend;
  expect([chosen(16), chosen(16, 10_000), chosen(300)]).toEqual(["interpreter", "wasm", "wasm"]);
});
