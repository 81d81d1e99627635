import { expect, test } from "vitest";
import { input, ops } from "../graph/build.ts";
import type { Graph } from "../graph/node.ts";
import { auto } from "./auto.ts";

const product = (n: number): Graph => ({
  outputs: { c: ops.matmul(input("a", [n, n], "float32"), input("b", [n, n], "float32")) },
  updates: [],
});

test("what is run once and small is interpreted; what is large, or run often, is compiled", () => {
  expect(auto.prepare(product(16)).backend).toBe("interpreter");
  expect(auto.prepare(product(16), 10_000).backend).toBe("wasm");
  expect(auto.prepare(product(300)).backend).toBe("wasm");
});
