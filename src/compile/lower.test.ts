import { expect, test } from "vitest";
import { constant, input, named, ops } from "../graph/build.ts";
import type { Graph, Node } from "../graph/node.ts";
import { extentOf } from "./extent.ts";
import { lower } from "./lower.ts";
import { plan } from "./plan.ts";
import { printKernels } from "./printKernels.ts";

const kernels = (outputs: Record<string, Node>, updates: Graph["updates"] = []): string =>
  printKernels(lower({ outputs, updates }));

const x = input("x", [2, 3]);
const w = input("w", [3, 4]);

test("a chain of elementwise ops is one loop, constants in it and scalars in every lane", () => {
  const s = input("s", []);
  const y = named("y", ops.mul(ops.tanh(ops.add(x, 2)), s));
  expect(kernels({ y })).toBe("step\n  y = map mul(tanh(add(x, 2)), s[0])   float64 (6)");
});

test("a value that several need is computed in one loop with them, and kept only where it is asked for", () => {
  const shared = named("shared", ops.exp(x));
  const total = named("total", ops.sum(shared));
  const y = named("y", ops.neg(shared));
  expect(kernels({ y, total })).toBe(
    [
      "step",
      "  shared = map exp(x)",
      "  y = and neg(shared)      float64 (6)",
      "  total = and sum shared   float64 (1)",
    ].join("\n"),
  );
  expect(kernels({ y, shared })).toBe(
    ["step", "  shared = map exp(x)   float64 (6)", "  y = and neg(shared)   float64 (6)"].join("\n"),
  );
});

test("a loop waits for what it needs from the whole of another one", () => {
  const e = named("e", ops.exp(x));
  const y = named("y", ops.div(e, ops.sum(e)));
  expect(kernels({ y })).toBe(
    [
      "step",
      "  e = map exp(x)          float64 (6)",
      "  %2 = and sum e          float64 (1)",
      "  y = map div(e, %2[0])   float64 (6)",
    ].join("\n"),
  );
});

test("rows and columns that repeat are read where they lie", () => {
  const [b, c] = [input("b", [3]), input("c", [2, 1])];
  expect(kernels({ y: named("y", ops.mul(ops.add(x, b), c)) })).toBe(
    "step\n  y = map mul(add(x, b[c]), c[r])   float64 (6)",
  );
});

test("a loop stays behind those that read what it overwrites", () => {
  const [g, u, v, w] = [input("g", [6]), input("u", [6]), input("v", [2, 6]), input("w", [6])];
  const updates = (between: Graph["updates"]) => [
    { target: u, value: named("U", ops.mul(u, g)) },
    ...between,
    { target: w, value: named("W", ops.add(w, g)) },
  ];
  expect(kernels({}, updates([]))).toBe(
    ["step", "update", "  U = map mul(u, g)   float64 (6)", "  W = and add(w, g)   float64 (6)"].join("\n"),
  );
  expect(kernels({}, updates([{ target: v, value: named("V", ops.add(v, w)) }]))).toMatch(
    /U = map.*\n.*V = map.*\n.*W = map/,
  );
});

test("a value used twice in one loop is part of it", () => {
  const e = ops.exp(x);
  expect(kernels({ y: named("y", ops.mul(e, e)) })).toBe("step\n  y = map mul(exp(x), exp(x))   float64 (6)");
});

test("whole numbers are compared in a loop apart from float32", () => {
  const i = input("i", [3], "int32");
  const y = ops.select(named("hit", ops.equal(i, 1)), constant(1, "float32", [3]), 0);
  expect(kernels({ y: named("y", y) })).toBe(
    ["step", "  hit = map equal(i, 1)       bool (3)", "  y = map select(hit, 1, 0)   float32 (3)"].join(
      "\n",
    ),
  );
});

test("a product reads transposed operands as they lie", () => {
  const y = named("y", ops.matmul(ops.transpose(x), ops.transpose(input("v", [5, 2]))));
  expect(kernels({ y })).toBe("step\n  y = matmul(x^T, v^T: 3 x 2 x 5)   float64 (15)");
});

test("a new shape of the same elements takes no kernel", () => {
  const flat = ops.reshape(ops.transpose(input("row", [1, 6])), { shape: [3, 2] });
  const schedule = lower({ outputs: { flat }, updates: [] });
  expect([schedule.step, schedule.buffers.length]).toEqual([[], 1]);
});

test("what depends on no input is computed once", () => {
  const y = named("y", ops.matmul(x, named("ones", constant(1, "float64", [3, 4]))));
  expect(kernels({ y })).toBe(
    "once\n  ones = map 1   float64 (12)\nstep\n  y = matmul(x, ones: 2 x 3 x 4)   float64 (8)",
  );
});

test("axes that are neighbors are walked, others are looked up", () => {
  const z = input("z", [2, 3, 4]);
  expect(extentOf([2, 3, 4], [1])).toEqual({ outer: 2, range: 3, inner: 4 });
  expect(extentOf([2, 1, 4], [0, 2])).toEqual({ outer: 1, range: 8, inner: 1 });
  expect(extentOf([2, 3, 4], [0, 2])).toBeUndefined();
  const schedule = lower({ outputs: { y: named("y", ops.sum(z, { axes: [0, 2] })) }, updates: [] });
  expect(schedule.buffers.map(({ initial }) => initial && [...initial])).toEqual([
    undefined,
    undefined,
    [0, 4, 8],
    [0, 1, 2, 3, 12, 13, 14, 15],
  ]);
});

test("arrays start at multiples of 64 bytes, and 128 bytes or more lie free after each", () => {
  const schedule = lower({ outputs: { y: ops.matmul(x, w) }, updates: [] });
  const { offsets, bytes } = plan([schedule]);
  expect([[...offsets.values()], bytes]).toEqual([[0, 192, 448], 640]);
});

test("large arrays that nobody reads any more make room for later ones; what is asked for keeps its place", () => {
  const square = (name: string, size: number) => input(name, [size, size]);
  const placesIn = (size: number, asked: readonly string[]) => {
    const [u, v] = [square("u", size), square("v", size)];
    const a = named("a", ops.matmul(u, v));
    const b = named("b", ops.matmul(a, v));
    const c = named("c", ops.matmul(b, v));
    const outputs = { d: named("d", ops.matmul(c, v)), ...(asked.includes("a") ? { a } : {}) };
    const schedule = lower({ outputs, updates: [] });
    const at = new Map([...plan([schedule]).offsets].map(([{ name }, offset]) => [name, offset]));
    const kept = [...schedule.bufferOf.keys()].map(({ name }) => name);
    return { turns: at.get("a") === at.get("c"), apart: at.get("a") !== at.get("b"), kept };
  };
  expect(placesIn(400, [])).toEqual({ turns: true, apart: true, kept: ["u", "v", "d"] });
  expect(placesIn(400, ["a"])).toEqual({ turns: false, apart: true, kept: ["u", "v", "a", "d"] });
  expect(placesIn(40, [])).toEqual({ turns: false, apart: true, kept: ["u", "v", "d"] });
});

test("what only updates need is computed with them, a gradient's share beside the moments that it goes into", () => {
  const [p, m, g] = [input("p", [6]), input("m", [6]), input("g", [3, 2])];
  const share = ops.mul(ops.exp(ops.reshape(g, { shape: [6] })), 0.1);
  const moment = named("M", ops.add(ops.mul(m, 0.9), share));
  const updates = [
    { target: m, value: moment },
    { target: p, value: named("P", ops.sub(p, ops.mul(moment, share))) },
  ];
  expect(kernels({}, updates)).toMatch(/^step\nupdate\n {2}%\d = map .*\n {2}M = and .*\n {2}P = and .*$/);
});
