import { describe, expect, test } from "vitest";
import golden from "../../../test/golden/nn.json" with { type: "json" };
import { worst } from "../../../test/support/graphs.ts";
import { complete } from "../settings.ts";
import { descentDirection, type LbfgsSettings, lbfgsKind } from "./lbfgs.ts";
import { lineSearch, type Sample } from "./lineSearch.ts";
import type { Descended, Evaluate } from "./optimizer.ts";

const settingsWith = (given: Partial<LbfgsSettings> = {}) => complete("lbfgs", lbfgsKind.settings, given);

function descent(evaluate: Evaluate, start: Float64Array | Descended, given: Partial<LbfgsSettings> = {}) {
  return [...lbfgsKind.minimize(evaluate, start, settingsWith(given))];
}

/** Rosenbrock 1960: a bent valley with the least point (1, ..., 1). */
const rosenbrock: Evaluate = (x) => {
  let loss = 0;
  const gradient = new Float64Array(x.length);
  for (let i = 0; i + 1 < x.length; i++) {
    const [a, b] = [1 - x[i]!, x[i + 1]! - x[i]! ** 2];
    loss += a * a + 100 * b * b;
    gradient[i] = gradient[i]! - 2 * a - 400 * b * x[i]!;
    gradient[i + 1] = gradient[i + 1]! + 200 * b;
  }
  return { loss, gradient };
};

test("the two-loop recursion gives the direction of the inverse Hessian written out as a matrix", () => {
  const { steps, changes, gradient, direction } = golden.direction;
  const found = descentDirection({
    gradient: Float64Array.from(gradient),
    steps: steps.map((s) => Float64Array.from(s)),
    changes: changes.map((y) => Float64Array.from(y)),
  });
  expect(worst(found, direction)).toBeLessThan(1e-13);
});

test("finds the end of Rosenbrock's valley from the classic start, in fewer than 60 steps", () => {
  const steps = descent(rosenbrock, Float64Array.of(-1.2, 1));
  expect(steps.length).toBeLessThan(60);
  expect(worst(steps.at(-1)!.point, [1, 1])).toBeLessThan(1e-7);
});

test.each([3, 10])("finds it in ten dimensions with a history of %i", (history) => {
  const start = Float64Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? -1.2 : 1));
  const steps = descent(rosenbrock, start, { history, tolerance: 1e-9 });
  expect(steps.length).toBeLessThan(130);
  expect(steps.at(-1)!.steps.length).toBe(history);
  expect(worst(steps.at(-1)!.point, new Array(10).fill(1))).toBeLessThan(1e-9);
});

test("every step meets the strong Wolfe conditions", () => {
  const start = Float64Array.of(-1.2, 1);
  let before: Descended = { point: start, ...rosenbrock(start), steps: [], changes: [] };
  for (const after of lbfgsKind.minimize(rosenbrock, start, settingsWith())) {
    const step = after.point.map((x, i) => x - before.point[i]!);
    const slope = (gradient: Float64Array) => gradient.reduce((sum, g, i) => sum + g * step[i]!, 0);
    expect(after.loss).toBeLessThanOrEqual(before.loss + 1e-4 * slope(before.gradient));
    expect(Math.abs(slope(after.gradient))).toBeLessThanOrEqual(-0.9 * slope(before.gradient));
    before = after;
  }
});

test("goes on from where it stood, bit by bit", () => {
  const whole = descent(rosenbrock, Float64Array.of(-1.2, 1), { history: 4 });
  const saved = JSON.parse(
    JSON.stringify(whole[9], (_, value) => (value instanceof Float64Array ? [...value] : value)),
  );
  const again: Descended = {
    point: Float64Array.from(saved.point),
    loss: saved.loss,
    gradient: Float64Array.from(saved.gradient),
    steps: saved.steps.map((s: number[]) => Float64Array.from(s)),
    changes: saved.changes.map((y: number[]) => Float64Array.from(y)),
  };
  expect(descent(rosenbrock, again, { history: 4 })).toStrictEqual(whole.slice(10));
});

test("gets round points at which the loss is not a number", () => {
  // -log(x) - log(1 - x) + 3 x is a number in (0, 1) only; its slope is 0 at (5 - sqrt(13)) / 6.
  const barrier: Evaluate = ([x = 0]) => ({
    loss: -Math.log(x) - Math.log(1 - x) + 3 * x,
    gradient: Float64Array.of(-1 / x + 1 / (1 - x) + 3),
  });
  const end = descent(barrier, Float64Array.of(0.999)).at(-1)!;
  expect(worst(end.point, [(5 - Math.sqrt(13)) / 6])).toBeLessThan(1e-8);
});

test("takes no step from a least point, nor from one where the gradient is not a number", () => {
  expect(descent(rosenbrock, Float64Array.of(1, 1))).toEqual([]);
  expect(descent(rosenbrock, Float64Array.of(Number.NaN, 1))).toEqual([]);
});

test("ends where rounding leaves no lower loss, though the gradient is not within a tolerance of 0", () => {
  const steps = descent(rosenbrock, Float64Array.of(-1.2, 1), { tolerance: 0 });
  expect(steps.length).toBeLessThan(100);
  expect(worst(steps.at(-1)!.point, [1, 1])).toBeLessThan(1e-8);
});

/** A function of one number, as a line search samples it. */
const along = (f: (at: number) => readonly [loss: number, slope: number]) => {
  let tries = 0;
  const sample = (at: number): Sample => {
    tries++;
    const [loss, slope] = f(at);
    return { at, loss, slope, point: Float64Array.of(at), gradient: Float64Array.of(slope) };
  };
  return { sample, tries: () => tries - 1 };
};

/** Functions 1 to 3 of Moré & Thuente 1994, "Line search algorithms with guaranteed sufficient decrease". */
const lines: Record<string, (at: number) => readonly [number, number]> = {
  "-a / (a^2 + 2)": (a) => [-a / (a * a + 2), (a * a - 2) / (a * a + 2) ** 2],
  "(a + 0.004)^5 - 2 (a + 0.004)^4": (a) => [
    (a + 0.004) ** 5 - 2 * (a + 0.004) ** 4,
    5 * (a + 0.004) ** 4 - 8 * (a + 0.004) ** 3,
  ],
  "a wavy valley": (a) => {
    const wave = (2 * 0.99) / (39 * Math.PI);
    const bend = a <= 0.99 ? 1 - a : a >= 1.01 ? a - 1 : (a - 1) ** 2 / 0.02 + 0.005;
    const slope = a <= 0.99 ? -1 : a >= 1.01 ? 1 : (a - 1) / 0.01;
    const turn = (39 * Math.PI * a) / 2;
    return [bend + wave * Math.sin(turn), slope + 0.99 * Math.cos(turn)];
  },
};

const wolfe: Record<string, Pick<LbfgsSettings, "sufficientDecrease" | "curvature">> = {
  "-a / (a^2 + 2)": { sufficientDecrease: 0.001, curvature: 0.1 },
  "(a + 0.004)^5 - 2 (a + 0.004)^4": { sufficientDecrease: 0.1, curvature: 0.1 },
  "a wavy valley": { sufficientDecrease: 0.1, curvature: 0.1 },
};

describe.each(Object.keys(lines))("a line search on %s", (name) => {
  test.each([1e-3, 1e-1, 10, 1000])("meets the strong Wolfe conditions when it first tries %d", (first) => {
    const settings = { ...settingsWith(wolfe[name]), maxLineSearch: 25 };
    const { sample } = along(lines[name]!);
    const start = sample(0);
    const found = lineSearch(sample, start, first, settings)!;
    expect(found.loss).toBeLessThanOrEqual(start.loss + settings.sufficientDecrease * found.at * start.slope);
    expect(Math.abs(found.slope)).toBeLessThanOrEqual(-settings.curvature * start.slope);
  });
});

test("a first try that meets both conditions is taken as it is", () => {
  const { sample, tries } = along((a) => [(a - 1.1) ** 2, 2 * (a - 1.1)]);
  expect(lineSearch(sample, sample(0), 1, settingsWith())!.at).toBe(1);
  expect(tries()).toBe(1);
});

test("a line search that runs out of tries gives the lowest point it met, or nothing where none is lower", () => {
  const { sample } = along((a) => [-a, -1]);
  expect(lineSearch(sample, sample(0), 1, { ...settingsWith(), maxLineSearch: 3 })!.at).toBe(4);
  const wrong = along((a) => [a, -1]);
  expect(lineSearch(wrong.sample, wrong.sample(0), 1, settingsWith())).toBeUndefined();
  expect(wrong.tries()).toBe(20);
});
