import { describe, expect, test } from "vitest";
import type { FloatType } from "../../src/base/dtype.ts";
import { apply, input, ops } from "../../src/graph/build.ts";
import { table } from "../../src/op/index.ts";
import { numbers } from "../../src/op/numbers.ts";
import type { Attributes, Elementwise, Op } from "../../src/op/op.ts";
import { samples } from "../../src/op/samples.ts";
import type { Backend } from "../../src/run/backend.ts";
import golden from "../golden/ops.json" with { type: "json" };
import { compute, expectSame, floats, someNumbers, typed } from "./support.ts";

type Written = number | string;

interface Group {
  readonly arguments: readonly (readonly Written[])[];
  readonly ops: Readonly<
    Record<
      string,
      { readonly attributes: Attributes; readonly exact: boolean; readonly values: readonly Written[] }
    >
  >;
}

/** What the golden file says of an op: the arguments, and for each set of attributes the results. */
interface Case {
  readonly title: string;
  readonly attributes: Attributes;
  readonly exact: boolean;
  readonly args: readonly Float64Array[];
  readonly values: Float64Array;
}

const read = (written: readonly Written[]): Float64Array =>
  Float64Array.from(written, (x) => Number(String(x).replace("inf", "Infinity")));

const casesOf = (name: string, dtype: FloatType): Case[] =>
  (golden[dtype] as unknown as Group[]).flatMap((group) =>
    Object.entries(group.ops)
      .filter(([title]) => title.split(" ")[0] === name)
      .map(([title, { attributes, exact, values }]) => ({
        title,
        attributes,
        exact,
        args: group.arguments.map(read),
        values: read(values),
      })),
  );

/**
 * Units in the last place that an elementary function may be from the true value, rounded. Their own tests hold
 * them closer; what must be equal to the bit is one backend and another.
 */
const allowed: Readonly<Record<string, (x: number) => number>> = {
  exp: () => 1,
  log: () => 1,
  expm1: () => 2,
  log1p: () => 2,
  erf: () => 2,
  elu: () => 3,
  tanh: () => 3,
  sigmoid: () => 3,
  softplus: () => 3,
  selu: () => 4,
  silu: () => 4,
  gelu: (x) => 9 + Math.min(x * x, 1600),
  pow: (x) => 4 + 3 * Math.abs(Math.log(x)),
};

/** The distance between neighboring numbers of the type at x. */
function ulp(dtype: FloatType, x: number): number {
  const [digits, least] = dtype === "float32" ? [23, -149] : [52, -1074];
  return 2 ** Math.max(Math.floor(Math.log2(Math.abs(x))) - digits, least);
}

const isElementwise = (op: Op): op is Elementwise => op.kind === "elementwise";

/** An op over leaves that hold the arguments. */
function run(
  backend: Backend,
  op: Elementwise,
  dtype: FloatType,
  { args, attributes }: Pick<Case, "args" | "attributes">,
) {
  const types = op.args.map((arg) => (op.conditions.includes(arg) ? "bool" : dtype));
  const leaves = op.args.map((arg, i) => input(arg, [args[0]!.length], types[i]!));
  const data = Object.fromEntries(op.args.map((arg, i) => [arg, typed(types[i]!, args[i]!)]));
  return compute(backend, apply(op, leaves, attributes), data);
}

/** Every elementwise op of the table, by loop. */
export function elementwiseOps(backend: Backend): void {
  for (const dtype of floats)
    describe(`elementwise ops in ${dtype}`, () => {
      for (const op of Object.values(table as Record<string, Op>).filter(isElementwise)) {
        test(`${op.name} gives the golden values`, () => {
          const cases = casesOf(op.name, dtype);
          expect(cases).not.toEqual([]);
          for (const golden of cases) {
            const actual = run(backend, op, dtype, golden);
            if (golden.exact) expectSame(actual, golden.values);
            else {
              const wrong = actual.flatMap((y, i) => {
                const [x, value] = [golden.args[0]![i]!, golden.values[i]!];
                const near = Math.abs(y - value) <= allowed[op.name]!(x) * ulp(dtype, value);
                return near || Object.is(y, value) || (y === 0 && value === 0) ? [] : [{ x, y, value }];
              });
              expect(wrong, golden.title).toEqual([]);
            }
          }
        });

        test(`the golden arguments hold every sample of ${op.name}`, () => {
          const round = numbers[dtype].constant;
          const [{ args }] = casesOf(op.name, dtype) as [Case];
          const known = new Set(Array.from(args[0]!, (_, i) => args.map((arg) => arg[i]).join()));
          for (const sample of samples[op.name as keyof typeof samples])
            expect(known).toContain([sample].flat().map(round).join());
        });

        test(`${op.name} is the sequence of operations that its record states`, () => {
          const { args } = casesOf(op.name, dtype)[0]!;
          const random = args.map((_, i) => someNumbers(200, i + 2));
          for (const points of [args, random]) {
            const rounded = points.map((values, i) => [
              ...typed(op.conditions.includes(op.args[i]!) ? "bool" : dtype, values),
            ]);
            const expected = rounded[0]!.map((_, i) =>
              op.value(numbers[dtype], ...rounded.map((values) => values[i]!), op.attributes),
            );
            expectSame(run(backend, op, dtype, { args: points, attributes: {} }), expected);
          }
        });
      }

      test("multiply and add round separately", () => {
        const eps = dtype === "float32" ? 2 ** -12 : 2 ** -27;
        const [a, c] = [input("a", [1], dtype), input("c", [1], dtype)];
        const data = { a: typed(dtype, [1 + eps]), c: typed(dtype, [-1 - 2 * eps]) };
        expectSame(compute(backend, ops.add(ops.mul(a, a), c), data), [0]);
      });
    });

  test("a constant is rounded to its type before it computes", () => {
    const x = input("x", [1], "float32");
    expectSame(compute(backend, ops.mul(x, 0.1), { x: Float32Array.of(3) }), [0.30000001192092896]);
  });
}
