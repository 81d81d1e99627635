import { describe, expect, test } from "vitest";
import { input, ops } from "../../src/graph/build.ts";
import { interpreter } from "../../src/index.ts";
import { nativeTogether, obstacleToNative } from "../support/native.ts";
import { awkward } from "./products.ts";
import { expectSame, floats } from "./support.ts";

/**
 * Products that native code copies and cuts: more rows, steps and columns than one block has, and not a multiple; and
 * columns that end with 2, 4 and 5 more than whole vectors.
 */
const shapes = [
  [800, 130, 257],
  [770, 330, 258],
  [391, 515, 50],
  [2071, 130, 258],
  [140, 1030, 50],
  [30, 131, 300],
  [25, 300, 20],
  [25, 300, 36],
  [25, 300, 53],
] as const;

const forms = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

const products = floats.flatMap((dtype) =>
  shapes.flatMap(([m, k, n]) =>
    forms.map(([turnsA, turnsB]) => {
      const a = turnsA ? ops.transpose(input("a", [k, m], dtype)) : input("a", [m, k], dtype);
      const b = turnsB ? ops.transpose(input("b", [n, k], dtype)) : input("b", [k, n], dtype);
      const graph = { outputs: { c: ops.matmul(a, b) }, updates: [] };
      const [expected] = interpreter.prepare([graph]);
      expected.set("a", awkward(dtype, m * k, 1, k));
      expected.set("b", awkward(dtype, k * n, 3, k));
      expected.run();
      return { graph, expected, dtype, sizes: [m, k, n] as const };
    }),
  ),
);

describe.skipIf(obstacleToNative !== undefined)("large products that are cut into blocks", () => {
  // Two and four vectors of columns side by side: how many the processor has registers for.
  test.each([
    ["-DPANEL=2", undefined],
    ["-DPANEL=4", undefined],
    ["-DPANEL=4", 16],
    ["-DPANEL=2", 1],
  ] as const)("add along k in sequence, %s, %s float32 in a vector", (panel, lanes) => {
    const programs = nativeTogether(
      products.map(({ graph }) => [graph]),
      1,
      { lanes, flags: [panel] },
    );
    for (const [i, { expected, dtype, sizes }] of products.entries()) {
      const [m, k, n] = sizes;
      const program = programs[i]![0]!;
      program.set("a", awkward(dtype, m * k, 1, k));
      program.set("b", awkward(dtype, k * n, 3, k));
      program.run();
      expect(program.backend).toBe("native");
      expectSame(program.read("c"), expected.read("c"));
      program.release();
    }
  });
});
