import fc from "fast-check";
import { expect, test } from "vitest";
import { envelope } from "./envelope.ts";
import { linePath } from "./line.ts";

test("least and most are those of all finite values, however they came", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.double({ noNaN: true, min: -9, max: 9 }), { maxLength: 90 }), { minLength: 1 }),
      (parts) => {
        const own = envelope();
        let all: number[] = [];
        for (const part of parts) {
          const first = all.length;
          all = [...all, ...part];
          own.update(Float64Array.from(all), first);
        }
        expect(own.range()).toEqual(all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)]);
      },
    ),
  );
});

test("blocks hold the least and the most of their values", () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i / 10));
  const own = envelope();
  own.update(values, 0);
  const blocks = own.blocks(10)!;
  expect(blocks.size).toBe(64);
  expect(blocks.count).toBe(16);
  expect(blocks.low(3)).toBe(Math.min(...values.subarray(192, 256)));
  expect(blocks.high(15)).toBe(Math.max(...values.subarray(960)));
});

test("values that are taken back and written anew count as they are now", () => {
  const own = envelope();
  own.update(
    Float64Array.from({ length: 300 }, (_, i) => i),
    0,
  );
  own.update(
    Float64Array.from({ length: 120 }, (_, i) => (i < 100 ? i : -1)),
    100,
  );
  expect(own.range()).toEqual([-1, 99]);
});

test("a line of few epochs goes through each of them, and one of many stays within their range", () => {
  const own = envelope();
  const few = Float64Array.of(3, 1, 2);
  own.update(few, 0);
  expect(
    linePath(
      few,
      own,
      (e) => e,
      (v) => v,
      100,
    ),
  ).toBe("M1.0,3.0L2.0,1.0L3.0,2.0");
  const many = Float64Array.from({ length: 100_000 }, (_, i) => i % 7);
  own.update(many, 0);
  const path = linePath(
    many,
    own,
    (e) => e,
    (v) => v,
    300,
  );
  expect(path.split("L").length).toBeLessThan(1300);
  expect(path).toContain(",6.0");
  expect(path).toContain(",0.0");
});
