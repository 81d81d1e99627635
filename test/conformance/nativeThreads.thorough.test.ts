import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { input, ops } from "../../src/graph/build.ts";
import { type Graph, inputsOf } from "../../src/graph/node.ts";
import {
  batchNorm,
  dense,
  dropout,
  type FitOptions,
  interpreter,
  mlp,
  moons,
  NDArray,
  RandomState,
} from "../../src/index.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { prepare, recipes } from "../property/graphs.ts";
import { plain, retyped } from "../support/graphs.ts";
import { nativeOn, nativeTogether, obstacleToNative, weightsHash } from "../support/native.ts";
import { expectSame, floats } from "./support.ts";

/** A sum of products in float32, each added with one rounding: float64 holds a product and a sum of float32 exactly. */
function oneRounding(k: number, at: (l: number) => readonly [number, number]): number {
  let sum = 0;
  for (let l = 0; l < k; l++) sum = Math.fround(sum + at(l)[0] * at(l)[1]);
  return sum;
}

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

  test.each(teams)("wide rows in the given order, read where the data lies, on %d", async (threads) => {
    const wide = (backend: FitOptions["backend"]) => async (shuffle: boolean) => {
      const model = mlp(80, dense(20, "tanh"), dense(3, "softmax"));
      const rows = new NDArray(new RandomState(4).randn(430 * 80), [430, 80], "float64");
      const labels = new NDArray(
        Int32Array.from({ length: 430 }, (_, i) => i % 3),
        [430, 1],
        "int32",
      );
      await model.fit(rows, labels, {
        loss: "crossEntropy",
        epochs: 3,
        batchSize: 100,
        seed: 3,
        shuffle,
        ...(backend && { backend }),
      });
      return weightsHash(model);
    };
    for (const shuffle of [false, true])
      expect(await wide(nativeOn(threads))(shuffle)).toBe(await wide(interpreter)(shuffle));
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

  const compilers = ["gcc", "clang"].filter((name) => spawnSync(name, ["--version"]).status === 0);
  const shapes = [
    [77, 70, 33],
    [77, 2, 70],
    [77, 33, 1],
    [39, 1, 33],
    [1, 40, 5],
    [5, 40, 1],
    [400, 4, 1],
    [400, 4, 2],
    [2, 3, 4],
    [800, 40, 16],
  ] as const;

  test.each(floats)("fast rounds every product with its sum, whatever form it has, in %s", (dtype) => {
    // Products of two such numbers need one digit more than there is, and are exact in the sum of two that one has.
    const digits = dtype === "float32" ? 13 : 27;
    const numbers = (count: number, seed: number) =>
      Float64Array.from({ length: count }, (_, i) => {
        const odd = (2 * ((i * 7919 + seed * 104_729) % 2 ** 11) + 1) * 2 ** -12;
        return (i % 3 === 1 ? -1 : 1) * (1 + odd + 2 ** -(digits - 1));
      });
    const cases = shapes.flatMap(([m, k, n]) =>
      [false, true].map((turned) => {
        const [a, b] = [turned ? [k, m] : [m, k], [k, n]].map((shape, i) => input("ab"[i]!, shape, dtype));
        const c = ops.matmul(turned ? ops.transpose(a!) : a!, b!);
        const [of, by] = [numbers(m * k, 1), numbers(k * n, 2)];
        const at = (l: number) => [of[turned ? l * m : l]!, by[l * n]!] as const;
        return { graph: { outputs: { c }, updates: [] }, of, by, first: oneRounding(k, at) };
      }),
    );
    const ran = compilers.flatMap((name) =>
      teams.map((threads) => {
        const how = { fused: true, compiler: [name] };
        const programs = nativeTogether(
          cases.map(({ graph }) => [graph]),
          threads,
          how,
        );
        return programs.map(([program], i) => {
          program!.set("a", cases[i]!.of);
          program!.set("b", cases[i]!.by);
          program!.run();
          program!.release();
          const c = program!.read("c").slice();
          if (program!.fused && dtype === "float32") expect(c[0]).toBe(cases[i]!.first);
          return Buffer.from(c.buffer).toString("hex");
        });
      }),
    );
    for (const other of ran) expect(other).toEqual(ran[0]);
  });

  test.skipIf(process.arch !== "x64")(
    "fast is exact, and says so, without an instruction for it (skipped where it cannot be taken away)",
    () => {
      const graph: Graph = {
        outputs: { c: ops.matmul(input("a", [8, 2], "float32"), input("b", [2, 32], "float32")) },
        updates: [],
      };
      const [program] = nativeTogether([[graph]], 1, {
        fused: true,
        flags: ["-mno-fma", "-mno-avx512f"],
      })[0]!;
      program!.set("a", new Float32Array(16).fill(1 + 2 ** -12));
      program!.set(
        "b",
        Float32Array.from({ length: 64 }, (_, i) => (i < 32 ? 1 + 2 ** -12 : 0)),
      );
      program!.run();
      expect([program!.backend, program!.fused, program!.read("c")[0]]).toEqual([
        "native",
        false,
        1 + 2 ** -11,
      ]);
    },
  );

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
