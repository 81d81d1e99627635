import { describe, expect, test } from "vitest";
import { threefry } from "../../src/base/threefry.ts";
import { constant, input, ops } from "../../src/graph/build.ts";
import type { Backend } from "../../src/run/backend.ts";
import { compute, expectSame, floats, typed } from "./support.ts";

/** Masks from a counter, leaves bound by reference, and updates that take effect together. */
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

      test("updates take effect together, at commit: two states swap", () => {
        const program = backend.prepare({
          outputs: {},
          updates: [
            { target: a, value: b },
            { target: b, value: a },
          ],
        });
        const [first, second] = [typed(dtype, [1, 2]), typed(dtype, [3, 4])];
        program.bind("a", first);
        program.bind("b", second);
        program.run();
        expect([[...first], [...second]]).toEqual([
          [1, 2],
          [3, 4],
        ]);
        program.commit();
        expect([[...first], [...second]]).toEqual([
          [3, 4],
          [1, 2],
        ]);
        program.run();
        program.commit();
        expect([[...first], [...second]]).toEqual([
          [1, 2],
          [3, 4],
        ]);
      });

      test("a state goes on from step to step, and what is bound is read anew at each", () => {
        const sum = ops.add(a, x);
        const program = backend.prepare({ outputs: { sum }, updates: [{ target: a, value: sum }] });
        const [state, data] = [typed(dtype, [0, 10]), typed(dtype, [1, 2])];
        program.bind("a", state);
        program.bind("x", data);
        for (const scale of [1, 10]) {
          data.set([scale, 2 * scale]);
          program.run();
          program.commit();
        }
        expect([...program.read("sum")]).toEqual([11, 32]);
        expect([...state]).toEqual([11, 32]);
        program.bind("x", typed(dtype, [0.5, 0.5]));
        program.run();
        expect([...program.read("sum")]).toEqual([11.5, 32.5]);
        expect([...state]).toEqual([11, 32]);
      });

      test("constants, leaves, and one value under two names can be outputs", () => {
        const program = backend.prepare({
          outputs: { c: constant(3, dtype, [2]), x, again: x },
          updates: [],
        });
        program.bind("nothing of this name", typed(dtype, [1]));
        program.bind("x", typed(dtype, [1, 2]));
        program.run();
        expect(["c", "x", "again"].map((name) => [...program.read(name)])).toEqual([
          [3, 3],
          [1, 2],
          [1, 2],
        ]);
      });
    });
}
