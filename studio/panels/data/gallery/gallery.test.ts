import { expect, test } from "vitest";
import { galleryEntries } from "./list.ts";
import { names, optionNames } from "./names.ts";
import { rangeOf } from "./range.ts";

test("every data set of the library and every option of one is named in both languages", () => {
  for (const { name, options } of galleryEntries()) {
    expect([name, names[name]?.about.ko]).toEqual([name, expect.stringMatching(/[가-힣]/)]);
    for (const option of Object.keys(options))
      expect([option, optionNames[option]?.ko]).toEqual([option, expect.stringMatching(/[가-힣]/)]);
  }
});

test("a slider goes as far as five times the default, within what is allowed, and to the value that is set", () => {
  const noise = { about: "", default: 0.1, integer: false, min: 0, max: Infinity };
  expect(rangeOf(noise, 0.2)).toEqual({ min: 0, max: 0.5, step: 0.001 });
  expect(rangeOf(noise, 3).max).toBe(3);
  expect(rangeOf({ ...noise, default: 0.5, min: -Infinity }, 0).min).toBe(-2.5);
  expect(rangeOf({ about: "", default: 400, integer: true, min: 2, max: 10_000_000 }, 400)).toEqual({
    min: 2,
    max: 2000,
    step: 1,
  });
  expect(rangeOf({ about: "", default: 0.5, integer: false, min: 0, max: 1 }, 0.5).max).toBe(1);
});
