import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { input, ops } from "../../src/graph/build.ts";
import { type Graph, inputsOf } from "../../src/graph/node.ts";
import { batchNorm, dense, dropout, type FitOptions, interpreter, mlp, moons } from "../../src/index.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { prepare, recipes } from "../property/graphs.ts";
import { plain, retyped } from "../support/graphs.ts";
import { nativeOn, nativeTogether, obstacleToNative, weightsHash } from "../support/native.ts";
import { expectSame, floats } from "./support.ts";

const about = obstacleToNative === undefined ? "" : ` (skipped: ${obstacleToNative})`;
const teams = [1, 2, 3];

describe.skipIf(obstacleToNative !== undefined)(`native code on threads${about}`, () => {
  test.each(teams)("random graphs and their gradients have the interpreter's bits on %d", (threads) => {
    const samples = fc.sample(recipes, { numRuns: 20, seed: 21 }).flatMap((recipe) => {
      const { scalar, leaves, data } = prepare(recipe, 30);
      const names = leaves.map((leaf) => leaf.name!);
      return floats.map((dtype) => {
        const outputs = Object.fromEntries(plain(retyped(scalar, dtype), names).entries());
        return { graph: simplify({ outputs, updates: [] }).graph, data };
      });
    });
    const programs = nativeTogether(
      samples.map(({ graph }) => [graph]),
      threads,
    );
    for (const [i, { graph, data }] of samples.entries()) {
      const [expected] = interpreter.prepare([graph]);
      const [actual] = programs[i]!;
      for (const program of [expected, actual!]) {
        for (const { name } of inputsOf(graph)) program.set(name!, data[name!]!);
        program.run();
      }
      expect([actual!.backend, actual!.threads]).toEqual(["native", threads]);
      actual!.release();
      for (const name of Object.keys(graph.outputs)) expectSame(actual!.read(name), expected.read(name));
    }
  });

  const networks = {
    "wide layers": () => mlp(2, dense(50, "tanh"), dense(33, "relu"), dense(1, "sigmoid")),
    "batch norm and dropout": () => mlp(2, dense(20, "silu"), batchNorm(), dropout(0.3), dense(1, "sigmoid")),
  };
  // Batches of 100 and a last one of 30, which has fewer rows than three threads have parts for.
  const { x, y } = moons({ samples: 430, noise: 0.1, seed: 1 });
  const settings: Readonly<Record<string, FitOptions>> = {
    "Adam, batches and a short one": { epochs: 4, batchSize: 100, optimizer: "adam" },
    "SGD in float64, batches and a short one": { epochs: 4, batchSize: 100, dtype: "float64" },
    "full batches": { epochs: 20, optimizer: "sgd(momentum=0.9)" },
  };
  for (const [network, make] of Object.entries(networks))
    test.each(Object.entries(settings))(`20 steps of ${network}, %s`, async (_, options) => {
      const trained = async (backend: FitOptions["backend"]) => {
        const model = make();
        const run = await model.fit(x, y, { seed: 3, ...options, ...(backend && { backend }) });
        return { weights: weightsHash(model), loss: run.history.loss };
      };
      const expected = await trained(interpreter);
      for (const threads of teams) expect(await trained(nativeOn(threads))).toEqual(expected);
    });

  const x0 = input("x", [64, 2]);
  const counting: Graph = {
    outputs: { total: ops.sum(ops.square(x0)) },
    updates: [{ target: x0, value: ops.add(x0, 1) }],
  };

  test("a program goes on alone when its threads are released, and another one of its kind has its own", () => {
    const [one] = nativeOn(2).prepare([counting]);
    const [other] = nativeOn(2).prepare([counting]);
    for (const program of [one, other]) program.set("x", new Float64Array(128));
    expect([one.run(3), other.run(1)]).toEqual([3, 1]);
    expect([one.threads, other.threads]).toEqual([2, 2]);
    one.release();
    one.release();
    expect([one.threads, other.threads]).toEqual([1, 2]);
    expect([one.run(2), other.run(4)]).toEqual([2, 4]);
    expect([one.read("total")[0], other.read("total")[0]]).toEqual([128 * 16, 128 * 16]);
    other.release();
  });

  test("steps end where the guard leaves the finite numbers, on all threads", () => {
    const limited: Graph = {
      outputs: { guard: ops.exp(ops.sum(ops.square(x0))) },
      updates: [{ target: x0, value: ops.add(x0, 1) }],
    };
    const [program] = nativeOn(3).prepare([limited], { guard: "guard" });
    program.set("x", new Float64Array(128));
    // exp(128 k^2) is finite in float32 for k = 0 alone, in float64 up to 2.
    expect(program.run(10)).toBe(x0.dtype === "float32" ? 1 : 3);
    expect(program.run(10)).toBe(0);
    program.release();
  });

  test.each(teams)("fast fuses matrix products and nothing else, on %d", (threads) => {
    const a = input("a", [40, 20], "float32");
    const b = input("b", [20, 20], "float32");
    const c = input("c", [20], "float32");
    const graph: Graph = {
      outputs: { product: ops.matmul(a, b), sum: ops.add(ops.mul(a, a), c) },
      updates: [],
    };
    // x x = 1 + 2^-11 + 2^-24, whose last digit float32 has no room for.
    const [x, rounded] = [1 + 2 ** -12, 1 + 2 ** -11];
    const of = (fused: boolean) => {
      const [program] = nativeOn(threads, fused).prepare([graph]);
      program.set(
        "a",
        Float32Array.from({ length: 800 }, (_, i) => (i % 20 === 0 ? 1 : x)),
      );
      program.set(
        "b",
        Float32Array.from({ length: 400 }, (_, i) => (i < 20 ? -rounded : i < 40 ? x : 0)),
      );
      program.set("c", new Float32Array(20).fill(-rounded));
      program.run();
      program.release();
      const [product, sum] = [program.read("product"), program.read("sum")];
      return { product: new Set(product), sum: new Set(sum), fused: program.fused };
    };
    const apart = new Set([Math.fround(1 - rounded), 0]);
    expect(of(false)).toEqual({ product: new Set([0]), sum: apart, fused: false });
    expect(of(true)).toEqual({ product: new Set([2 ** -24]), sum: apart, fused: true });
  });

  const countsThreads = process.platform === "linux";

  test.skipIf(!countsThreads)(
    "threads are started by the first run, sleep after it, and end with release",
    () => {
      const count = () => readdirSync("/proc/self/task").length;
      const [program] = nativeOn(4).prepare([counting]);
      const before = count();
      program.set("x", new Float64Array(128));
      expect(count()).toBe(before);
      program.run();
      expect(count()).toBe(before + 3);
      // Three that spun would take three times as long as the clock.
      const clock = new Int32Array(new SharedArrayBuffer(4));
      const { user, system } = process.cpuUsage();
      Atomics.wait(clock, 0, 0, 200);
      const spent = process.cpuUsage({ user, system });
      expect((spent.user + spent.system) / 1000).toBeLessThan(150);
      program.release();
      expect(count()).toBe(before);
    },
  );
});
