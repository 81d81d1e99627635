import { expect, test } from "vitest";
import { materialOf } from "./material.ts";

const drawn = (data: string) => materialOf({ data, options: { samples: 30 }, source: "" });

test("a run on drawn data is judged by points of the next seed", () => {
  const { training, fresh, freshSeed } = drawn("planar");
  expect(training.x.at(0, 0)).not.toBe(fresh!.x.at(0, 0));
  expect([fresh!.x.shape, freshSeed]).toEqual([[30, 2], 2]);
});

test("where the seed draws the law too there are no such points", () => {
  expect(drawn("blobs").fresh).toBeUndefined();
  expect(drawn("linearRegression").fresh).toBeUndefined();
});

test("data of files that are not there asks for them", () => {
  expect(() => materialOf({ data: "mnist", options: {}, source: "" })).toThrow(
    "data: expected the files of mnist but got none yet. Drop them on the page.",
  );
});
