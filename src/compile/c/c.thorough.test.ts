import { afterAll, describe, expect, it } from "vitest";
import { cFolder, isThere, strict } from "../../../test/support/c.ts";
import { allocate, type FloatType } from "../../base/dtype.ts";
import { input, named, ops } from "../../graph/build.ts";
import type { Scalars } from "../../op/algebra.ts";
import { table } from "../../op/index.ts";
import { numbers } from "../../op/numbers.ts";
import type { Elementwise } from "../../op/op.ts";
import { lower } from "../lower.ts";
import { plan } from "../plan.ts";
import { statements } from "../source/statements.ts";
import { terms } from "../source/term.ts";
import { elementTypes, type Form, lanesOf, literal, type Reading, typeOf } from "./form.ts";
import { nativeSource } from "./native.ts";
import { declaration, portable } from "./portable.ts";
import { block, Source } from "./source.ts";
import { algebra, syntaxOf } from "./syntax.ts";
import { vectorTypes } from "./vectorTypes.ts";
import { wide } from "./wide.ts";

const folder = cFolder();
afterAll(folder.remove);
const hasCompiler = isThere("cc");

describe("A literal", () => {
  it("has as few digits as tell the number apart", () => {
    const float32 = [0.1, 1 / 3, 16777216, 1e-45, -2, 3.4028234663852886e38].map(Math.fround);
    expect(float32.map((value) => literal("float32", value))).toEqual([
      "0.1f",
      "0.33333334f",
      "16777216.0f",
      "1e-45f",
      "-2.0f",
      "3.4028235e+38f",
    ]);
    expect([0.1, 1 / 3, 2 ** 53, 5e-324].map((value) => literal("float64", value))).toEqual([
      "0.1",
      "0.3333333333333333",
      "9007199254740992.0",
      "5e-324",
    ]);
  });

  it("keeps the sign of zero, and names what is no number", () => {
    const special = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    expect(special.map((value) => literal("float32", value))).toEqual([
      "0.0f",
      "-0.0f",
      "NAN",
      "INFINITY",
      "-INFINITY",
    ]);
  });
});

/** Numbers of every size and sign, halves, neighbors of powers of two and what is no number; the same in every run. */
function arguments_(dtype: FloatType): number[] {
  const round = numbers[dtype].constant;
  const least = dtype === "float32" ? -149 : -1074;
  const greatest = dtype === "float32" ? 127 : 1023;
  const powers = Array.from({ length: greatest - least + 1 }, (_, i) => 2 ** (least + i));
  const near = powers.flatMap((power) => [power, power * 1.25, power * 1.7071067811865475]);
  const exact = [0, 0.5, 1.5, 2.5, 2 ** 22 + 0.5, 2 ** 23 - 0.5, 2 ** 51 + 0.5, 2 ** 52 - 0.5, 3, 9, 1e10];
  const positive = [...near, ...exact, Number.POSITIVE_INFINITY].map(round);
  const all = [...positive, ...positive.map((value) => -value), Number.NaN];
  return [...all, ...new Array<number>(16 - (all.length % 16)).fill(0)];
}

const unary = (Object.values(table) as readonly { kind: string; args: readonly string[] }[]).filter(
  (op): op is Elementwise => op.kind === "elementwise" && op.args.length === 1,
);

interface OneNumber {
  readonly name: string;
  apply<T>(k: Scalars<T>, z: T): T;
}

/** Functions of one number: those that C has no operator for, and every op of one argument. */
const functions: readonly OneNumber[] = [
  ...(["floor", "sqrt", "abs"] as const).map((name): OneNumber => ({ name, apply: (k, z) => k[name](z) })),
  ...unary.map(
    (op): OneNumber => ({
      name: op.name,
      apply: <T>(k: Scalars<T>, z: T) =>
        (op.value as (k: Scalars<T>, z: T, settings: unknown) => T)(k, z, op.attributes),
    }),
  ),
];

/** A program that reads numbers and writes for each function its values: one number after the other, or vectors. */
function program(dtype: FloatType, count: number, form: Form): string {
  const source = new Source(form);
  const reading: Reading = { dtype, wide: form === "native" };
  const type = elementTypes[dtype];
  const loops = functions.map(({ apply }) => {
    const made = terms(dtype);
    const root = apply(algebra(source, reading, made), made.text("z"));
    let t = 0;
    const { lines, values } = statements([root], syntaxOf(source, reading), new Map(), () => `t${++t}`);
    const [step, load, store] = reading.wide
      ? [`i += ${lanesOf(dtype)}`, `${wide(source, dtype, "load")}(x + i)`, wide(source, dtype, "store")]
      : ["i++", "x[i]", ""];
    return block(`for (int i = 0; i < ${count}; ${step})`, [
      `const ${typeOf(reading)} z = ${load};`,
      ...lines,
      store === "" ? `y[i] = ${values[0]};` : `${store}(y + i, ${values[0]});`,
    ]).concat("fwrite(y, sizeof y, 1, stdout);");
  });
  return [
    "#include <math.h>\n#include <stdint.h>\n#include <stdio.h>\n#include <string.h>",
    ...(form === "native" ? [vectorTypes] : []),
    ...source.helpers(),
    ...block("int main(void)", [
      `static ${type} x[${count}], y[${count}];`,
      "if (fread(x, sizeof x, 1, stdin) != 1) return 1;",
      ...loops.flat(),
      "return 0;",
    ]),
  ].join("\n");
}

describe.skipIf(!hasCompiler)(`Operations in C${hasCompiler ? "" : " (skipped: no cc)"}`, () => {
  const strictFloats = ["-std=gnu11", "-O2", "-fno-math-errno", "-ffp-contract=off", "-Wno-psabi"];
  const forms: readonly (readonly [about: string, form: Form, options: readonly string[]])[] = [
    ["one number at a time, without libm", "portable", strict],
    ["vectors of 4 float32", "native", [...strictFloats, "-DLANES=4"]],
    ["vectors of 16 float32", "native", [...strictFloats, "-DLANES=16"]],
  ];
  const tried = forms.flatMap((each) =>
    (["float32", "float64"] as const).map((dtype) => [each[0], dtype, each] as const),
  );

  it.each(tried)("are the interpreter's: %s, %s", (_, dtype, [, form, options]) => {
    const given = arguments_(dtype);
    const x = allocate(dtype, given.length);
    x.set(given);
    const files = new Map([[`${dtype}.c`, program(dtype, given.length, form)]]);
    expect(folder.compile(dtype, files, options)).toBe("");
    const { stdout } = folder.run(dtype, new Uint8Array(x.buffer));
    const all = allocate(dtype, stdout.length / x.BYTES_PER_ELEMENT);
    new Uint8Array(all.buffer).set(stdout);
    const wrong = functions.flatMap(({ name, apply }, f) =>
      given.flatMap((z, i) => {
        const expected = apply(numbers[dtype], z);
        const value = all[f * given.length + i]!;
        return Object.is(value, expected) ? [] : [{ name, z, value, expected }];
      }),
    );
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});

describe("Kernels in C99", () => {
  const scheduleOf = (outputs: Record<string, ReturnType<typeof input>>) => lower({ outputs, updates: [] });

  it("are named after what they compute, and say how", () => {
    const [x, w, b] = [
      input("X", [1, 3], "float32"),
      input("W1", [3, 2], "float32"),
      input("b1", [2], "float32"),
    ];
    const schedule = scheduleOf({ A1: named("A1", ops.relu(named("Z1", ops.add(ops.matmul(x, w), b)))) });
    const made = portable([schedule.step], schedule.inputs.values(), []);
    expect(made.calls).toEqual([["compute_XW1(X, W1, XW1);", "compute_A1(XW1, b1, A1);"]]);
    expect(made.functions.at(-1)).toBe(`/* Z1 = XW1 + b1
   A1 = max(0, Z1) */
static void compute_A1(const float *XW1, const float *b1, float *restrict A1) {
  for (size_t i = 0; i < 2; i++) {
    const float Z1 = XW1[i] + b1[i];
    A1[i] = f32_positive_part(Z1);
  }
}`);
    expect([...made.computed].map(([buffer, name]) => declaration(buffer, name))).toEqual([
      "float XW1[2];",
      "float A1[2];",
    ]);
  });

  it.skipIf(!hasCompiler)("compile whatever arrays are called", () => {
    const names = ["a", "i", "notes", "memory", "float", "lanes1", "t1", "value1", "x.y", "f32_exp", "LANES"];
    const leaves = names.map((name) => input(name, [20, 3], "float32"));
    const row = input("c", [3], "float32");
    const sum = leaves.reduce((total, leaf) => ops.add(ops.mul(total, leaf), ops.exp(row)));
    const all = scheduleOf({ y: named("t2", ops.tanh(sum)), total: named("lanes2", ops.sum(sum)) });
    const text = nativeSource([{ schedules: [all], plan: plan([all]) }]);
    const options = ["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-Wno-psabi", "-O1", "-shared", "-fPIC"];
    for (const lanes of [1, 4, 16])
      expect(folder.compile("names.so", new Map([["names.c", text]]), [...options, `-DLANES=${lanes}`])).toBe(
        "",
      );
  });
});
