import { expect, test } from "vitest";
import { biasStop, type Ground, hasStop, keyOf, type Stop, unitStop, walk, weightStop } from "./walk.ts";

const ground: Ground = { units: [2, 4, 1], biases: [false, true, false], weights: true };
const path = (start: Stop, ...keys: readonly string[]): string =>
  keyOf(keys.reduce((stop, key) => walk(stop, `Arrow${key}`, ground) ?? stop, start));

test("right goes from an input over an edge to a unit, and on to the output", () => {
  expect(path(unitStop(0, 1), "Right")).toBe("weight-1-1-0");
  expect(path(unitStop(0, 1), "Right", "Right")).toBe("unit-1-0");
  expect(path(unitStop(0, 1), "Right", "Right", "Right", "Right", "Right")).toBe("unit-2-0");
});

test("left goes back by way of the bias, where the layer has one", () => {
  expect(path(unitStop(1, 2), "Left")).toBe("bias-1-2");
  expect(path(unitStop(1, 2), "Left", "Left")).toBe("weight-1-0-2");
  expect(path(unitStop(1, 2), "Left", "Left", "Left", "Left")).toBe("unit-0-0");
  expect(path(unitStop(2, 0), "Left")).toBe("weight-2-0-0");
});

test("up and down go through the places of the weights in order, and stop at their ends", () => {
  expect(path(weightStop(1, 0, 3), "Down")).toBe("weight-1-1-0");
  expect(path(weightStop(1, 1, 0), "Up")).toBe("weight-1-0-3");
  expect(path(weightStop(1, 1, 3), "Down")).toBe("weight-1-1-3");
  expect(path(weightStop(1, 0, 0), "Up")).toBe("weight-1-0-0");
  expect(path(unitStop(1, 3), "Down")).toBe("unit-1-3");
});

test("a walk stays among the twelve units that are drawn", () => {
  const large: Ground = { units: [2, 50, 1], biases: [false, true, true], weights: true };
  expect(walk(unitStop(1, 11), "ArrowDown", large)).toBeUndefined();
  expect(keyOf(walk(weightStop(1, 0, 11), "ArrowDown", large)!)).toBe("weight-1-1-0");
});

test("without weights the walk goes from unit to unit", () => {
  const schematic: Ground = { units: [12, 5, 10], biases: [false, false, false], weights: false };
  expect(keyOf(walk(unitStop(0, 9), "ArrowRight", schematic)!)).toBe("unit-1-4");
  expect(keyOf(walk(unitStop(1, 4), "ArrowLeft", schematic)!)).toBe("unit-0-4");
});

test("a place that a smaller network has lost is known to be gone", () => {
  expect(hasStop(unitStop(1, 4), ground)).toBe(false);
  expect(hasStop(biasStop(1, 3), ground)).toBe(true);
  expect(hasStop(biasStop(2, 0), ground)).toBe(false);
  expect(hasStop(weightStop(2, 3, 0), ground)).toBe(true);
  expect(hasStop(weightStop(3, 0, 0), ground)).toBe(false);
});
