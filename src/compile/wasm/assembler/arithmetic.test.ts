import { expect, test } from "vitest";
import type { InstructionName } from "./instruction.ts";
import type { Code } from "./module.ts";
import { evaluate, vector } from "./testing.ts";

type Emit = (name: InstructionName) => void;

// What an operation gives for (7, -2), or for -2.5 where it takes one operand.
const binary = { add: 5, sub: 9, mul: -14, div: -3.5, min: -2, max: 7 };
const comparisons = { eq: 0, ne: 1, lt: 0, le: 0 };
const unary = { abs: 2.5, neg: 2.5, floor: -3 };
const integers = {
  add: 5,
  sub: 9,
  mul: -14,
  div_u: 0,
  rem_u: 7,
  and: 6,
  or: -1,
  xor: -7,
};
const shifts = { shl: -28, shr_u: 1073741822, rotl: -25 };
const signed = { gt_s: 1, lt_u: 1, ge_u: 0, eq: 0, ne: 1 };

const scalar = (code: Code, name: string) => (code.emit as Emit)(name as InstructionName);

test.each(Object.entries({ ...binary, ...comparisons }))(
  "f32 and f64 %s of 7 and -2 is %d",
  (name, expected) => {
    for (const type of ["f32", "f64"] as const) {
      const found = evaluate(name in comparisons ? "i32" : type, (code) => {
        code.emit(`${type}.const`, 7);
        code.emit(`${type}.const`, -2);
        scalar(code, `${type}.${name}`);
      });
      expect(found).toBe(expected);
    }
  },
);

test.each(Object.entries(unary))("%s of -2.5 is %d, in scalars and in lanes", (name, expected) => {
  for (const [type, lanes] of [
    ["f32", "f32x4"],
    ["f64", "f64x2"],
  ] as const) {
    const one = evaluate(type, (code) => {
      code.emit(`${type}.const`, -2.5);
      scalar(code, `${type}.${name}`);
    });
    const all = evaluate(type, (code) => {
      code.emit(`${type}.const`, -2.5);
      code.emit(`${lanes}.splat`);
      scalar(code, `${lanes}.${name}`);
      code.emit(`${lanes}.extract_lane`, 1);
    });
    expect([one, all]).toEqual([expected, expected]);
  }
});

test("sqrt of 9 is 3", () => {
  expect(
    evaluate("f32", (code) => {
      code.emit("f32.const", 9);
      code.emit("f32.sqrt");
    }),
  ).toBe(3);
  expect(
    evaluate("f64", (code) => {
      code.emit("f64.const", 9);
      code.emit("f64.sqrt");
    }),
  ).toBe(3);
});

test.each(Object.entries({ ...integers, ...signed }))("i32 %s of 7 and -2 is %d", (name, expected) => {
  const found = evaluate("i32", (code) => {
    code.emit("i32.const", 7);
    code.emit("i32.const", -2);
    scalar(code, `i32.${name}`);
  });
  expect(found).toBe(expected);
});

test.each(Object.entries(shifts))("i32 %s of -7 by 2 is %d", (name, expected) => {
  const found = evaluate("i32", (code) => {
    code.emit("i32.const", -7);
    code.emit("i32.const", 2);
    scalar(code, `i32.${name}`);
  });
  expect(found).toBe(expected);
});

test.each(Object.entries({ ...binary, pmin: -2, pmax: 7 }))(
  "f32x4 and f64x2 %s of 7 and -2 is %d",
  (name, expected) => {
    for (const [type, lanes] of [
      ["f32", "f32x4"],
      ["f64", "f64x2"],
    ] as const) {
      const found = evaluate(type, (code) => {
        for (const value of [7, -2]) {
          code.emit(`${type}.const`, value);
          code.emit(`${lanes}.splat`);
        }
        scalar(code, `${lanes}.${name}`);
        code.emit(`${lanes}.extract_lane`, 1);
      });
      expect(found).toBe(expected);
    }
  },
);

test("min gives NaN and -0 their place, pmin only compares", () => {
  const lanes = (name: "f32x4.min" | "f32x4.pmin") =>
    new Float32Array(
      vector((code) => {
        code.emit("v128.const", Float32Array.of(Number.NaN, 1, 0, -0));
        code.emit("v128.const", Float32Array.of(1, Number.NaN, -0, 0));
        code.emit(name);
      }).buffer,
    );
  expect([...lanes("f32x4.min")]).toEqual([Number.NaN, Number.NaN, -0, -0]);
  expect([...lanes("f32x4.pmin")]).toEqual([Number.NaN, 1, 0, -0]);
});

test.each(Object.entries(comparisons))("lanes of %s are all ones or all zeros", (name, expected) => {
  for (const [type, lanes] of [
    ["f32", "f32x4"],
    ["f64", "f64x2"],
  ] as const) {
    const mask = vector((code) => {
      for (const value of [7, -2]) {
        code.emit(`${type}.const`, value);
        code.emit(`${lanes}.splat`);
      }
      scalar(code, `${lanes}.${name}`);
    });
    expect([...mask]).toEqual(Array(16).fill(expected * 255));
  }
});

test("relaxed_madd adds the third operand to the product", () => {
  const found = evaluate("f32", (code) => {
    for (const value of [7, 1, 40]) {
      code.emit("f32.const", value);
      code.emit("f32x4.splat");
    }
    code.emit("f32x4.relaxed_madd");
    code.emit("f32x4.extract_lane", 3);
  });
  expect(found).toBe(47);
});
