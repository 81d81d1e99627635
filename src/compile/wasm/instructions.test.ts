import { expect, test } from "vitest";
import type { FloatType } from "../../base/dtype.ts";
import type { Primitives, Scalars } from "../../op/algebra.ts";
import { numbers } from "../../op/numbers.ts";
import { moduleBuilder } from "./assembler/module.ts";
import { instructions } from "./instructions.ts";

const floats: readonly FloatType[] = ["float32", "float64"];
const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

type Formula = <T>(k: Primitives<T>, a: T, b: T) => T;

/** The formula for many pairs, by instructions. */
function run(dtype: FloatType, formula: Formula, pairs: readonly (readonly [number, number])[]): number[] {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  const load = dtype === "float32" ? "v128.load32_splat" : "v128.load64_splat";
  module.func(
    [],
    [],
    "run",
    (code) => {
      const [a, b] = [0, 8].map((offset) => {
        const local = code.local("v128");
        code.emit("i32.const", 0);
        code.emit(load, { offset });
        code.emit("local.set", local);
        return local;
      });
      const result = formula(instructions(code, dtype), a!, b!);
      code.emit("i32.const", 16);
      code.emit("local.get", result);
      code.emit("v128.store");
    },
    true,
  );
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  const view = dtype === "float32" ? new Float32Array(memory.buffer) : new Float64Array(memory.buffer);
  const place = (bytes: number) => bytes / view.BYTES_PER_ELEMENT;
  return pairs.map(([a, b]) => {
    view[0] = a;
    view[place(8)] = b;
    (exports.run as () => void)();
    return view[place(16)]!;
  });
}

const check = (dtype: FloatType, formula: Formula, pairs: readonly (readonly [number, number])[]) => {
  const k: Scalars<number> = numbers[dtype];
  const rounded = pairs.map(([a, b]) => [k.constant(a), k.constant(b)] as const);
  const actual = run(dtype, formula, rounded);
  const wrong = rounded
    .map(([a, b], i) => ({ a, b, actual: actual[i]!, expected: formula(k, a, b) }))
    .filter((row) => !Object.is(row.actual, row.expected));
  expect(wrong).toEqual([]);
};

const special = [
  0,
  -0,
  1,
  -1,
  1.5,
  -2.75,
  1e-3,
  3e30,
  inf,
  -inf,
  nan,
  1e-44,
  2 ** -126,
  2 ** -1074,
  -(2 ** -1022),
];
const pairs = special.flatMap((a) => special.map((b) => [a, b] as const));

test.each(floats)("minimum and maximum mind NaN and the sign of zero in %s", (dtype) => {
  check(dtype, (k, a, b) => k.minimum(a, b), pairs);
  check(dtype, (k, a, b) => k.maximum(a, b), pairs);
});

test.each(floats)("minimum and maximum beside a constant are the same in %s", (dtype) => {
  for (const c of [0, -0, 2, -2, inf, -inf, nan])
    for (const name of ["minimum", "maximum"] as const) {
      check(dtype, (k, a) => k[name](a, k.constant(c)), pairs);
      check(dtype, (k, a) => k[name](k.constant(c), a), pairs);
    }
});

test.each(floats)("comparisons choose as numbers do in %s", (dtype) => {
  for (const name of ["less", "lessEqual", "equal"] as const)
    check(dtype, (k, a, b) => k.select(k[name](a, b), a, k.neg(b)), pairs);
});

test.each(floats)("scale rounds once, for every power in its range in %s", (dtype) => {
  const most = dtype === "float32" ? 150 : 1076;
  const powers = Array.from({ length: 2 * most + 1 }, (_, i) => i - most);
  const values = [0, -0, 1, -1.1, 1.9999999, inf, nan, 2 ** -126, 1e-40, 3.4e38, 1.7e308, 5e-324];
  check(
    dtype,
    (k, a, n) => k.scale(a, n),
    values.flatMap((a) => powers.map((n) => [a, n] as const)),
  );
  check(
    dtype,
    (k, _, n) => k.scale(k.constant(1), n),
    powers.map((n) => [0, n] as const),
  );
});

test.each(floats)("the exponent is that of the bits in %s", (dtype) => {
  const [least, greatest] = dtype === "float32" ? [-126, 127] : [-1022, 1023];
  const values = Array.from({ length: greatest - least + 1 }, (_, i) => 2 ** (least + i));
  check(
    dtype,
    (k, a) => k.exponent(a),
    [...values, ...values.map((x) => -x * 1.75), ...special].map((a) => [a, 0] as const),
  );
});
