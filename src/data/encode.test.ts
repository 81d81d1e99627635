import { expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { readCsv } from "./csv.ts";
import { classOf, decode } from "./decode.ts";
import { encodeInputs, encodeTargets } from "./encode.ts";
import { type Encoding, featureNames, parseEncoding } from "./encoding.ts";
import { fitEncoding } from "./fitEncoding.ts";
import { readJson } from "./json.ts";
import { prepareDataset, prepareTable } from "./prepare.ts";
import { makeDataset } from "./registry.ts";
import { dropIncomplete } from "./table.ts";

const csv = (text: string, name = "d.csv") => readCsv(new TextEncoder().encode(text), { name });
const json = (value: unknown) =>
  readJson(new TextEncoder().encode(JSON.stringify(value)), { name: "d.json" });

const pets = csv("weight,color,kind\n2,black,cat\n4,white,cat\n,black,dog\n12,,dog\n");
const encoding = fitEncoding(pets);

test("numbers are filled with the mean and standardized, texts become one-hot, a gap a category of its own", () => {
  // mean of 2, 4, 12 is 6; with the gap filled the standard deviation is sqrt((16 + 4 + 0 + 36) / 4) = sqrt(14)
  expect(featureNames(encoding)).toEqual(["weight", "color=black", "color=white", "color=(missing)"]);
  expect(encoding.inputs[0]).toEqual({
    name: "weight",
    type: "number",
    fill: 6,
    offset: 6,
    scale: Math.sqrt(14),
  });
  const s = Math.sqrt(14);
  expect(encodeInputs(encoding, pets).tolist()).toEqual([
    [-4 / s, 1, 0, 0],
    [-2 / s, 0, 1, 0],
    [0, 1, 0, 0],
    [6 / s, 0, 0, 1],
  ]);
  expect(encodeTargets(encoding, pets)!.tolist()).toEqual([[0], [0], [1], [1]]);
});

test("an encoding goes through JSON unchanged and does the same afterwards", () => {
  const stored = parseEncoding(JSON.parse(JSON.stringify(encoding)));
  expect(stored).toEqual(encoding);
  expect(encodeInputs(stored, pets)).toEqual(encodeInputs(encoding, pets));
});

test("new examples go by name: any order, more columns, no target", () => {
  const fresh = csv("id,color,weight\n7,white,6\n8,black,\n");
  expect(encodeInputs(encoding, fresh).tolist()).toEqual([
    [0, 0, 1, 0],
    [0, 1, 0, 0],
  ]);
  expect(encodeTargets(encoding, fresh)).toBeUndefined();
});

test("new examples without names go by position, with or without the target", () => {
  const expected = [[0, 0, 1, 0]];
  expect(encodeInputs(encoding, json([[6, "white"]])).tolist()).toEqual(expected);
  expect(encodeInputs(encoding, json([[6, "white", "cat"]])).tolist()).toEqual(expected);
  const withoutNumber = fitEncoding(csv("id,a,kind\n1,2,x\n2,4,y\n"), { ignore: ["id"], scale: "none" });
  expect(encodeInputs(withoutNumber, json([[9, 5]])).tolist()).toEqual([[5]]);
  expect(encodeInputs(withoutNumber, json([[5]])).tolist()).toEqual([[5]]);
});

test("a column that is numbers in one file and texts in another is taken as it was in training", () => {
  const coded = fitEncoding(csv("code,y\nA1,0\n7,1\nA1,1\nB,0\n"));
  expect(encodeInputs(coded, csv("code,y\n7,1\n7,0\n")).tolist()).toEqual([
    [1, 0, 0],
    [1, 0, 0],
  ]);
});

const codes = fitEncoding(csv("code,size,y\n01,5,no\nx2,6,1\n03,7,no\nx4,8,1\n"));
const newCsv = (text: string, known = codes) =>
  readCsv(new TextEncoder().encode(text), { name: "d.csv", known });

test.each([
  ["with names", "code,size\n01,5\n03,6\n"],
  ["with names in another order", "size,code\n5,01\n6,03\n"],
  ["by position, without the target", "01,5\n03,6\n"],
  ["by position, with the target", "01,5,no\n03,6,1\n"],
])("categories made of digits stay texts in new data %s", (_, text) => {
  const x = encodeInputs(codes, newCsv(text)).tolist() as number[][];
  expect(x.map((row) => row.slice(0, 4))).toEqual([
    [1, 0, 0, 0],
    [0, 1, 0, 0],
  ]);
});

test("a text among new categories that are mostly digits is no wrong number", () => {
  const x = encodeInputs(codes, newCsv("code,size\n01,5\n03,6\nx2,7\n")).tolist() as number[][];
  expect(x[2]!.slice(0, 4)).toEqual([0, 0, 1, 0]);
});

test("a category that only has the same number is another one", () => {
  expect(() => encodeInputs(codes, newCsv("code,size\n1,5\n"))).toThrow(
    'd.csv, line 2, column "code": expected a category that the training part had but got "1".',
  );
});

test("numbers that were parsed already are the one category of that number", () => {
  const x = encodeInputs(codes, csv("code,size\n01,5\n03,6\n")).tolist() as number[][];
  expect(x.map((row) => row.indexOf(1))).toEqual([0, 1]);
  expect(encodeInputs(codes, json([{ code: 3, size: 5 }])).data[1]).toBe(1);
  const both = fitEncoding(csv("code,y\nx,0\n01,1\ny,0\n1,1\nz,1\n"));
  expect(encodeInputs(both, json([{ code: 1 }])).tolist()).toEqual([[0, 1, 0, 0, 0]]);
});

test("classes made of digits stay texts in new data, and numbers that are classes may be written otherwise", () => {
  expect(encodeTargets(codes, newCsv("code,size,y\nx2,5,1\nx2,5,1\n"))!.tolist()).toEqual([[0], [0]]);
  const numbered = fitEncoding(csv("a,y\n1,0\n2,1\n3,0\n4,1\n"));
  expect(encodeTargets(numbered, newCsv("a,y\n1,0.0\n2,1.0\n", numbered))!.tolist()).toEqual([[0], [1]]);
});

test("a type that is stated goes before what training had", () => {
  const table = readCsv(new TextEncoder().encode("code\n01\n"), { known: codes, types: { code: "number" } });
  expect(table.columns[0]!.type).toBe("number");
});

test("an unseen category is refused with its place and the nearest known one, or left all zeros", () => {
  const fresh = csv("weight,color\n1,blakc\n");
  expect(() => encodeInputs(encoding, fresh)).toThrow(
    'd.csv, line 2, column "color": expected a category that the training part had but got "blakc". Did you mean "black"? Known: black, white.',
  );
  expect(encodeInputs(encoding, fresh, { unseen: "zeros" }).tolist()).toEqual([
    [-5 / Math.sqrt(14), 0, 0, 0],
  ]);
});

test.each([
  [
    "a missing column",
    csv("weight\n1\n2\n"),
    'd.csv: expected a column "color", as the model was trained with but got weight.',
  ],
  [
    "a text among its numbers",
    csv("weight,color\nheavy,black\n"),
    'd.csv, line 2, column "weight": expected a number, as in the training part but got "heavy".',
  ],
  [
    "too many columns without names",
    json([[1, 2, 3, 4]]),
    "expected 2 columns (weight, color), with or without the target but got 4 columns without names.",
  ],
])("new examples with %s are refused", (_, table, message) => {
  expect(() => encodeInputs(encoding, table)).toThrow(message);
});

test.each([
  [
    "a class that training did not have",
    csv("weight,color,kind\n1,black,cow\n"),
    'd.csv, line 2, column "kind": expected a class that the model knows but got "cow". Did you mean "cat"? Known: cat, dog.',
  ],
  [
    "a missing class",
    csv("weight,color,kind\n1,black,cat\n1,black,\n"),
    'd.csv, line 3, column "kind": expected a target in every row but got a missing value.',
  ],
])("targets with %s are refused", (_, table, message) => {
  expect(() => encodeTargets(encoding, table)).toThrow(message);
});

test.each([
  ["two texts", "a,y\n1,no\n2,yes\n3,no\n4,yes\n", { task: "binary", name: "y", classes: ["no", "yes"] }],
  ["three texts", "a,y\n1,b\n2,c\n3,a\n4,b\n", { task: "multiclass", name: "y", classes: ["a", "b", "c"] }],
  ["0 and 1", "a,y\n1,0\n2,1\n3,0\n4,1\n", { task: "binary", name: "y", classes: ["0", "1"] }],
  [
    "few integers, in order of size",
    "a,y\n1,10\n2,9\n3,10\n4,9\n5,2\n6,2\n",
    { task: "multiclass", name: "y", classes: ["2", "9", "10"] },
  ],
  [
    "integers that hardly repeat",
    "a,y\n1,3\n2,4\n3,5\n4,3\n",
    { task: "regression", columns: [{ name: "y", offset: 0, scale: 1 }] },
  ],
  [
    "fractions",
    "a,y\n1,0.5\n2,1.5\n3,0.5\n4,1.5\n",
    { task: "regression", columns: [{ name: "y", offset: 0, scale: 1 }] },
  ],
])("a target of %s", (_, text, target) => {
  expect(fitEncoding(csv(text)).target).toEqual(target);
});

test("the task and the targets can be said", () => {
  const table = csv("a,y,z\n1,0,5\n2,1,6\n3,0,7\n4,1,9\n");
  expect(fitEncoding(table, { target: "y", task: "regression" }).target.task).toBe("regression");
  expect(fitEncoding(table, { target: "y", task: "multiclass" }).target).toEqual({
    task: "multiclass",
    name: "y",
    classes: ["0", "1"],
  });
  const both = fitEncoding(table, { target: ["y", "z"], scaleTarget: "minMax" });
  expect(both.target).toEqual({
    task: "regression",
    columns: [
      { name: "y", offset: 0, scale: 1 },
      { name: "z", offset: 5, scale: 4 },
    ],
  });
  expect(encodeTargets(both, table)!.tolist()).toEqual([
    [0, 0],
    [1, 0.25],
    [0, 0.5],
    [1, 1],
  ]);
});

const names = (n: number) => Array.from({ length: n }, (_, i) => `n${i},${i % 2}`).join("\n");

test.each([
  [
    "a target that is no column",
    "size,kind\n1,a\n2,b\n",
    { target: "knid" },
    'd.csv, target: expected the name of a column but got "knid". Did you mean "kind"? Known: size, kind.',
  ],
  [
    "an ignored column that is none",
    "size,kind\n1,a\n2,b\n",
    { ignore: ["sise"] },
    'd.csv, ignore: expected the name of a column but got "sise". Did you mean "size"?',
  ],
  [
    "nothing but the target",
    "kind\na\nb\n",
    {},
    "d.csv: expected a column to learn from besides the target but got only kind.",
  ],
  [
    "one class of texts",
    "size,kind\n1,a\n2,a\n",
    {},
    'd.csv, target "kind": expected at least two classes to tell apart but got only "a" in all 2 rows.',
  ],
  [
    "one class of numbers",
    "size,kind\n1,0\n2,0\n",
    {},
    'd.csv, target "kind": expected at least two classes to tell apart but got only "0" in all 2 rows.',
  ],
  [
    "three classes for a binary task",
    "size,kind\n1,a\n2,b\n3,c\n",
    { task: "binary" },
    "expected two classes, for a binary task but got 3.",
  ],
  [
    "texts for a regression",
    "size,kind\n1,a\n2,b\n",
    { task: "regression" },
    'd.csv, target "kind": expected numbers, for a regression but got texts.',
  ],
  [
    "two columns of classes",
    "a,b,c\n1,x,u\n2,y,v\n",
    { target: ["b", "c"], task: "binary" },
    "d.csv, target: expected one column of classes but got 2 columns.",
  ],
  [
    "a gap in the target",
    "size,kind\n1,a\n2,\n3,b\n",
    {},
    'd.csv, line 3, column "kind": expected a target in every row but got a missing value.',
  ],
  [
    "a column that names the rows",
    `name,y\n${names(102)}`,
    {},
    'd.csv, column "name": expected at most 100 categories but got 102 different texts in 102 rows. Ignore the column if it only names the rows.',
  ],
  [
    "a target that names the rows",
    `y,name\n${names(30).replaceAll(/(n\d+),(\d)/g, "$2,$1")}`,
    {},
    'd.csv, target "name": expected classes with examples to learn from but got 30 different values in 30 rows.',
  ],
  [
    "a column without a value",
    "a,b,y\n1,,0\n2,,1\n",
    {},
    'd.csv, column "b": expected a value in the training part but got none. Ignore the column.',
  ],
] as const)("a table with %s is refused", (_, text, options, message) => {
  expect(() => fitEncoding(csv(text), options)).toThrow(message);
});

test.each([
  ["no encoding", undefined, "run.json: expected an encoding of version 1 but got none."],
  [
    "a newer version",
    { ...encoding, version: 2 },
    "run.json: expected an encoding of version 1 but got version 2. Was it written by a newer Chainrule?",
  ],
  [
    "no inputs",
    { ...encoding, inputs: undefined },
    "expected columns, inputs and a target but got an encoding that is not whole.",
  ],
  [
    "a shift that is no number",
    { ...encoding, inputs: [{ ...encoding.inputs[0], offset: null }] },
    "not whole",
  ],
  ["a scale that divides by 0", { ...encoding, inputs: [{ ...encoding.inputs[0], scale: 0 }] }, "not whole"],
  ["no classes", { ...encoding, target: { task: "binary", name: "y" } }, "not whole"],
])("a stored encoding with %s is refused", (_, value, message) => {
  expect(() => parseEncoding(value, "run.json")).toThrow(message);
});

test("rows with gaps can be dropped, and keep their lines", () => {
  const whole = dropIncomplete(pets);
  expect(whole.rows).toBe(2);
  expect(Array.from(whole.lines!)).toEqual([2, 3]);
  expect(() => dropIncomplete(csv("a,b\n1,\n,2\n"))).toThrow(
    "d.csv: expected a row without missing values but got none.",
  );
});

test("gaps in an ignored column cost no rows", () => {
  const table = csv("a,note,y\n1,,0\n2,x,1\n,y,0\n4,,1\n");
  expect(prepareTable({ table }, { missing: "drop", ignore: ["note"] }).dataset.x.shape).toEqual([3, 1]);
  expect(dropIncomplete(table).rows).toBe(1);
});

const forty = csv(
  `a,kind\n${Array.from({ length: 40 }, (_, i) => `${i},${i % 4 === 0 ? "rare" : "usual"}`).join("\n")}`,
);

test("a test part is set aside before anything is measured", () => {
  const { dataset, encoding: fitted } = prepareTable(
    { table: forty },
    { split: { test: 0.25, seed: 1 }, scale: "minMax" },
  );
  expect([dataset.x.shape, dataset.test!.x.shape]).toEqual([
    [30, 1],
    [10, 1],
  ]);
  expect(dataset.test!.y.data.filter((c: number) => c === 0).length).toBe(3);
  const [input] = fitted.inputs;
  const raw = Array.from(dataset.x.data, (v) =>
    input!.type === "number" ? v * input!.scale + input!.offset : 0,
  );
  expect([Math.min(...dataset.x.data), Math.max(...dataset.x.data)]).toEqual([0, 1]);
  expect(new Set(raw.map(Math.round)).size).toBe(30);
});

test("a category or a class that only few rows have does not break the split", () => {
  const table = csv(
    `c,kind\n${Array.from({ length: 20 }, (_, i) => `c${i},${i === 0 ? "single" : `k${i % 2}`}`).join("\n")}`,
  );
  const { dataset } = prepareTable({ table }, { split: { test: 0.2 } });
  expect(dataset.classes).toEqual(["k0", "k1", "single"]);
  expect(dataset.test!.x.data.every((v: number) => v === 0)).toBe(true);
  expect(Array.from(dataset.y.data)).toContain(2);
});

test("drawn data is scaled on its training part and gets an encoding that does the same", () => {
  const { dataset, encoding: fitted } = prepareDataset(makeDataset("blobs"), {
    scale: "standardize",
    split: { test: 60 },
  });
  expect(dataset.x.shape).toEqual([240, 2]);
  const column = Array.from({ length: 240 }, (_, i) => dataset.x.at(i, 0));
  expect(column.reduce((sum, v) => sum + v, 0)).toBeCloseTo(0, 10);
  expect(column.reduce((sum, v) => sum + v * v, 0)).toBeCloseTo(240, 10);
  const { offset, scale } = fitted.inputs[1] as { offset: number; scale: number };
  expect(encodeInputs(fitted, json([[0, 2]])).at(0, 1)).toBe((2 - offset) / scale);
  expect(fitted.target).toEqual({ task: "multiclass", name: "class", classes: ["0", "1", "2"] });
});

test("NaN in drawn or given data is refused with its place", () => {
  const moons = makeDataset("moons", { samples: 4 });
  moons.x.data[5] = Number.NaN;
  expect(() => prepareDataset(moons)).toThrow(
    "moons, x, row 2, column 1: expected a finite number but got NaN.",
  );
});

test("outputs become class names: one output by the threshold, several by the largest", () => {
  const target = { task: "multiclass", name: "y", classes: ["a", "b", "c"] } as const;
  expect(
    decode(
      { target },
      asArray([
        [0.2, 0.5, 0.3],
        [0.4, 0.2, 0.4],
      ]),
    ),
  ).toEqual({ task: "multiclass", labels: ["b", "a"] });
  expect(decode(encoding, asArray([[0.5], [0.49]]))).toEqual({ task: "binary", labels: ["dog", "cat"] });
  expect([...classOf(asArray([[0.4], [0.2]]), 0.3)]).toEqual([1, 0]);
});

test("outputs of a regression come back in their own unit", () => {
  const target: Encoding["target"] = { task: "regression", columns: [{ name: "y", offset: 100, scale: 20 }] };
  const decoded = decode({ target }, asArray([[0], [1.5]]));
  expect(decoded.task === "regression" && decoded.values.tolist()).toEqual([[100], [130]]);
});
