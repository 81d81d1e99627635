import { describe, expect, test } from "vitest";
import { threefry } from "../../src/base/threefry.ts";
import { constant, input, ops } from "../../src/graph/build.ts";
import type { Backend } from "../../src/run/backend.ts";
import { compute, expectSame, floats } from "./support.ts";

/** Masks from a counter, and updates that take effect together, step after step. */
export function statefulOps(backend: Backend): void {
  const [seed, step] = [input("seed", [], "int32"), input("step", [], "int32")];
  const mask = (given: { readonly [key: string]: number }, shape: readonly number[], s: number, t: number) =>
    compute(backend, ops.dropoutMask(seed, step, { dtype: "float64", shape, ...given }), {
      seed: Int32Array.of(s),
      step: Int32Array.of(t),
    });

  describe("dropout masks", () => {
    test("the upper 24 bits of Threefry's known answer 6b200159 reach their own threshold, and not the next", () => {
      const rate = 0x6b2001 / 2 ** 24;
      expectSame(mask({ rate }, [1], 0, 0), [1 / (1 - rate)]);
      expectSame(mask({ rate: rate + 2 ** -24 }, [1], 0, 0), [0]);
    });

    test("key and counter are (seed, stream) and (step, place)", () => {
      const expected = Array.from({ length: 12 }, (_, i) =>
        threefry(-5, 3, 7, i) >>> 8 >= 0.25 * 2 ** 24 ? 4 / 3 : 0,
      );
      expectSame(mask({ rate: 0.25, stream: 3 }, [3, 4], -5, 7), expected);
      expect(new Set(expected)).toEqual(new Set([0, 4 / 3]));
    });

    test("a rate of 0 keeps all; half of a large mask is dropped at a rate of one half", () => {
      expectSame(mask({ rate: 0 }, [5], 1, 1), [1, 1, 1, 1, 1]);
      const kept = mask({ rate: 0.5 }, [10_000], 1, 1).filter((x) => x === 2).length;
      expect(Math.abs(kept - 5000)).toBeLessThan(4 * 50);
    });

    test("float32 masks hold the float32 nearest to 1 / (1 - rate)", () => {
      const node = ops.dropoutMask(seed, step, { shape: [1], rate: 0.1, dtype: "float32" });
      expectSame(
        compute(backend, node, { seed: Int32Array.of(0), step: Int32Array.of(0) }),
        [1.1111111640930176],
      );
    });
  });

  for (const dtype of floats)
    describe(`states in ${dtype}`, () => {
      const [a, b, x] = ["a", "b", "x"].map((name) => input(name, [2], dtype)) as [
        ReturnType<typeof input>,
        ReturnType<typeof input>,
        ReturnType<typeof input>,
      ];

      test("updates take effect together, at the end of a step: two states swap, a third is their old sum", () => {
        const c = input("c", [2], dtype);
        const [program] = backend.prepare([
          {
            outputs: {},
            updates: [
              { target: a, value: b },
              { target: b, value: a },
              { target: c, value: ops.add(a, b) },
            ],
          },
        ]);
        program.set("a", [1, 2]);
        program.set("b", [3, 5]);
        expect(program.run(2)).toBe(2);
        expect(["a", "b", "c"].map((name) => [...program.input(name)!])).toEqual([
          [1, 2],
          [3, 5],
          [4, 7],
        ]);
        program.run();
        expect([...program.input("a")!]).toEqual([3, 5]);
      });

      test("a state goes on from step to step, and what an input holds is read anew at each", () => {
        const sum = ops.add(a, x);
        const [program] = backend.prepare([{ outputs: { sum }, updates: [{ target: a, value: sum }] }]);
        program.set("a", [0, 10]);
        for (const scale of [1, 10]) {
          program.set("x", [scale, 2 * scale]);
          program.run();
        }
        expect([...program.read("sum")]).toEqual([11, 32]);
        program.input("x")!.fill(0.5);
        program.run();
        expect([...program.input("a")!]).toEqual([11.5, 32.5]);
      });

      test("a new value may be read by the value of another state, and an old one by a later loop", () => {
        const [velocity, w] = [input("velocity", [2], dtype), input("w", [2], dtype)];
        const next = ops.add(ops.mul(velocity, 0.5), x);
        const [program] = backend.prepare([
          {
            outputs: {},
            updates: [
              { target: velocity, value: next },
              { target: w, value: ops.sub(w, ops.mul(next, velocity)) },
            ],
          },
        ]);
        program.set("velocity", [2, 4]);
        program.set("w", [0, 1]);
        program.set("x", [1, 1]);
        program.run();
        expect([...program.input("velocity")!]).toEqual([2, 3]);
        expect([...program.input("w")!]).toEqual([-4, -11]);
      });

      test("a stream gives each step its own value, and a record keeps an output of each", () => {
        const total = ops.sum(ops.add(a, x));
        const [program] = backend.prepare([{ outputs: { total }, updates: [{ target: a, value: x }] }], {
          capacity: 4,
          streams: ["x"],
          records: ["total"],
        });
        program.set("x", [1, 2, 10, 20, 100, 200, 1000, 2000]);
        expect(program.run(2)).toBe(2);
        expect(program.run(2, 2)).toBe(2);
        expect([...program.record("total")]).toEqual([3, 33, 330, 3300]);
        expect([...program.input("a")!]).toEqual([1000, 2000]);
        program.run(1, 1);
        expect([...program.record("total")]).toEqual([3, 3030, 330, 3300]);
      });

      test("wide rows that a stream names come in sequence, backwards, over the end, and before the start", () => {
        const [rows, width, batch] = [100, 80, 40];
        const data = input("data", [rows, width], dtype);
        const names = input("names", [batch], "int32");
        const ones = constant(1, dtype, [width, 1]);
        const sums = ops.matmul(ops.gatherRows(data, names), ones);
        const [program] = backend.prepare([{ outputs: { sums }, updates: [] }], {
          capacity: 5,
          streams: ["names"],
          records: ["sums"],
        });
        const starts = [0, 60, 30, 61, -1];
        const taken = starts.flatMap((start, step) =>
          Array.from({ length: batch }, (_, i) => (step === 2 ? start + batch - i : start + i)),
        );
        program.set(
          "data",
          Float64Array.from({ length: rows * width }, (_, i) => Math.floor(i / width)),
        );
        program.set("names", Int32Array.from(taken));
        expect(program.run(5)).toBe(5);
        const got = [...program.record("sums")];
        // What a row is that there is not, nothing says.
        const known = taken.flatMap((row, i) => (row >= 0 && row < rows ? [i] : []));
        expect(known.length).toBe(5 * batch - 2);
        expect(known.map((i) => got[i])).toEqual(known.map((i) => width * taken[i]!));
      });

      test("each step gets its own large part of a stream, twice in a row and out of turn", () => {
        const [rows, width] = [40, 20];
        const x = input("x", [rows, width], dtype);
        const total = ops.matmul(x, constant(1, dtype, [width, 1]));
        const [program] = backend.prepare([{ outputs: { total }, updates: [] }], {
          capacity: 3,
          streams: ["x"],
          records: ["total"],
        });
        program.set(
          "x",
          Float64Array.from({ length: 3 * rows * width }, (_, i) => Math.floor(i / width)),
        );
        program.run(2);
        program.run(2, 1);
        expect([...program.record("total")]).toEqual(Array.from({ length: 3 * rows }, (_, i) => width * i));
      });

      test("a result that only gives an input another shape is the input before its update", () => {
        const [program] = backend.prepare([
          {
            outputs: { row: ops.reshape(a, { shape: [1, 2] }) },
            updates: [{ target: a, value: ops.add(a, 1) }],
          },
        ]);
        program.set("a", [1, 2]);
        program.run();
        expect([...program.read("row")]).toEqual([1, 2]);
        expect([...program.input("a")!]).toEqual([2, 3]);
      });

      test("leaves of one name are one input", () => {
        const twice = () => input("q", [1], dtype);
        const [program] = backend.prepare([{ outputs: { sum: ops.add(twice(), twice()) }, updates: [] }]);
        program.set("q", [1]);
        program.run();
        expect([...program.read("sum")]).toEqual([2]);
      });

      test("a step whose guard is not finite ends the call and changes nothing", () => {
        const worth = ops.sum(ops.div(1, x));
        const [program] = backend.prepare(
          [{ outputs: { worth }, updates: [{ target: a, value: ops.add(a, x) }] }],
          { capacity: 3, streams: ["x"], records: ["worth"], guard: "worth" },
        );
        program.set("x", [1, 2, 1, 0, 4, 4]);
        expect(program.run(3)).toBe(1);
        expect([...program.input("a")!]).toEqual([1, 2]);
        expect([...program.record("worth")].slice(0, 2)).toEqual([1.5, Number.POSITIVE_INFINITY]);
        expect(program.run(1, 2)).toBe(1);
        expect([...program.input("a")!]).toEqual([5, 6]);
      });

      test("programs prepared together share inputs of one name and size", () => {
        const y = input("x", [3], dtype);
        const [add, double, other] = backend.prepare([
          { outputs: {}, updates: [{ target: a, value: ops.add(a, x) }] },
          { outputs: { twice: ops.mul(a, 2) }, updates: [] },
          { outputs: { total: ops.sum(y) }, updates: [] },
        ]);
        add.set("x", [1, 2]);
        other.set("x", [1, 1, 1]);
        add.run(3);
        double.run();
        other.run();
        expect([...double.read("twice"), ...other.read("total")]).toEqual([6, 12, 3]);
      });

      test("constants, leaves, and one value under two names can be outputs", () => {
        const [program] = backend.prepare([
          { outputs: { c: constant(3, dtype, [2]), x, again: x }, updates: [] },
        ]);
        program.set("nothing of this name", [1]);
        program.set("x", [1, 2]);
        program.run();
        expect(["c", "x", "again"].map((name) => [...program.read(name)])).toEqual([
          [3, 3],
          [1, 2],
          [1, 2],
        ]);
      });
    });
}
