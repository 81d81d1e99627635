import { expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { readCsv } from "./csv.ts";
import type { Dataset } from "./dataset.ts";
import { planar } from "./planar.ts";
import { prepareTable } from "./prepare.ts";
import { datasetToCsv, writeCsv } from "./writeCsv.ts";

test("fields are quoted where they have to be", () => {
  expect(
    writeCsv(
      ["a", "b,c"],
      [
        [0.1, 'x "y"'],
        [-1e-9, "two\nlines"],
      ],
    ),
  ).toBe('a,"b,c"\n0.1,"x ""y"""\n-1e-9,"two\nlines"\n');
});

test("classes are written by name, and either part can be written", () => {
  const pets: Dataset = {
    name: "pets",
    task: "binary",
    x: asArray([[1.5], [2]]),
    y: asArray([[1], [0]], "int32"),
    features: ["size"],
    targets: ["kind"],
    classes: ["cat", "dog"],
    test: { x: asArray([[3]]), y: asArray([[0]], "int32") },
  };
  expect(datasetToCsv(pets)).toBe("size,kind\n1.5,dog\n2,cat\n");
  expect(datasetToCsv(pets, pets.test)).toBe("size,kind\n3,cat\n");
});

test("the flower goes through CSV bit for bit", () => {
  const flower = planar();
  const table = readCsv(new TextEncoder().encode(datasetToCsv(flower)));
  const { dataset } = prepareTable({ table }, { scale: "none" });
  expect(dataset.x).toEqual(flower.x);
  expect(dataset.y).toEqual(flower.y);
  expect(dataset.classes).toEqual(["0", "1"]);
});
