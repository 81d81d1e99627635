import { expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { readCsv } from "./csv.ts";
import { moons } from "./moons.ts";
import { prepareDataset, prepareTable } from "./prepare.ts";
import { standardize } from "./scaling.ts";

const table = readCsv(new TextEncoder().encode("size,kind\n1,cat\n3,dog\n2,cat\n5,dog\n"));

test("a misspelled option is refused with the nearest right one, not passed over", () => {
  expect(() => prepareTable({ table }, { traget: "size" } as never)).toThrow(
    'prepareTable: expected a known option but got "traget". Did you mean "target"? Known: target, task,',
  );
  expect(() => prepareDataset(moons({ samples: 10 }), { scael: "minMax" } as never)).toThrow(
    'prepareDataset: expected a known option but got "scael". Did you mean "scale"? Known: scale, split.',
  );
});

test("an option of each right name is taken", () => {
  const { dataset } = prepareTable(
    { table },
    { target: "size", task: "regression", ignore: [], split: { test: 1 } },
  );
  expect([dataset.targets, dataset.task, dataset.test?.x.shape]).toEqual([["size"], "regression", [1, 2]]);
});

test("a column whose differences vanish when they are squared is left as large as it is", () => {
  expect(standardize(asArray([[0], [1e-170]]))).toEqual({ offset: [5e-171], scale: [1] });
});
