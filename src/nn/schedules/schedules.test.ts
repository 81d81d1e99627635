import { expect, test } from "vitest";
import { cosine } from "./cosine.ts";
import { exponentialDecay } from "./exponentialDecay.ts";
import { parseLearningRate, rateAt, schedules } from "./index.ts";
import { linearWarmup } from "./linearWarmup.ts";
import { piecewise } from "./piecewise.ts";
import type { Schedule } from "./schedule.ts";
import { stepDecay } from "./stepDecay.ts";

/** Each schedule as text and as a call, with rates at steps of 100. */
const cases: readonly (readonly [string, number | Schedule, Readonly<Record<number, number>>])[] = [
  ["0.3", 0.3, { 0: 0.3, 99: 0.3 }],
  ["stepDecay(0.8,10,0.5)", stepDecay(0.8, { every: 10, factor: 0.5 }), { 0: 0.8, 9: 0.8, 10: 0.4, 39: 0.1 }],
  [
    "exponentialDecay(1,factor=0.25,every=2)",
    exponentialDecay(1, { factor: 0.25, every: 2 }),
    { 0: 1, 1: 0.5, 2: 0.25, 5: 0.03125 },
  ],
  ["cosine(2)", cosine(2), { 0: 2, 25: 1 + Math.SQRT1_2, 50: 1, 75: 1 - Math.SQRT1_2, 100: 0, 120: 0 }],
  [
    "cosine(0.5,warmup=20,final=0.25)",
    cosine(0.5, { warmup: 20, final: 0.25 }),
    { 0: 0.025, 9: 0.25, 19: 0.5, 20: 0.5, 60: 0.375, 100: 0.25 },
  ],
  ["linearWarmup(2,8)", linearWarmup(2, { warmup: 8 }), { 0: 0.25, 3: 1, 7: 2, 8: 2, 99: 2 }],
  ["linearWarmup(2,0)", linearWarmup(2, { warmup: 0 }), { 0: 2 }],
  [
    "piecewise(0.1,10:0.01,50:0.001)",
    piecewise([0.1, 0.01, 0.001], [10, 50]),
    { 0: 0.1, 9: 0.1, 10: 0.01, 49: 0.01, 50: 0.001, 99: 0.001 },
  ],
  ["piecewise(0.1)", piecewise([0.1], []), { 0: 0.1, 99: 0.1 }],
];

test.each(cases)("%s reads as the call makes it, and gives its rates", (text, schedule, rates) => {
  expect(parseLearningRate(text)).toEqual(schedule);
  for (const [step, rate] of Object.entries(rates)) {
    expect([step, Math.abs(rateAt(schedule, Number(step), 100) - rate) < 1e-15]).toEqual([step, true]);
  }
});

test("each schedule is among those checked, and survives a file", () => {
  const names = cases.flatMap(([, schedule]) => (typeof schedule === "number" ? [] : [schedule.schedule]));
  expect(new Set(names)).toEqual(new Set(Object.keys(schedules)));
  for (const [, schedule] of cases) expect(JSON.parse(JSON.stringify(schedule))).toEqual(schedule);
});

test.each([
  ["-1", "learning rate: expected a number above 0 but got -1."],
  ["0", "learning rate: expected a number above 0 but got 0."],
  ["Infinity", "learning rate: expected a number above 0 but got Infinity."],
  ["", "learning rate: expected a name, with its values in parentheses"],
  ["cosin(0.1)", 'schedule: expected a known schedule but got "cosin". Did you mean "cosine"?'],
  ["cosine(0.1,warmpu=3)", 'cosine: expected a known setting but got "warmpu". Did you mean "warmup"?'],
  ["cosine(0.1,warmup=2.5)", "cosine warmup: expected a whole number from 0 but got 2.5."],
  ["stepDecay(0.1,factor=2)", "stepDecay factor: expected a number above 0 and to 1 but got 2."],
  ["cosine(0)", "cosine initial: expected a number above 0 but got 0."],
  [
    "piecewise(0.1,0.2)",
    'piecewise: expected a rate, then pairs of a step and its rate: "piecewise(0.1,100:0.01)"',
  ],
  [
    "piecewise(0.1,20:0.2,10:0.1)",
    "piecewise boundaries: expected a list of whole numbers above 0, each larger",
  ],
  ["piecewise(0.1,20:-1)", "piecewise rates: expected a list of numbers above 0 but got"],
  ["piecewise", "piecewise rates: expected a list of numbers above 0"],
])("the learning rate %j is refused", (text, message) => {
  expect(() => parseLearningRate(text)).toThrow(message);
});

test("piecewise wants one rate more than boundaries", () => {
  expect(() => piecewise([0.1, 0.2], [1, 2])).toThrow(
    "piecewise: expected one rate more than boundaries but got 2 and 2.",
  );
});
