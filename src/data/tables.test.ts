import { expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { NDArray } from "../array/ndarray.ts";
import { writeNpy, writeNpz } from "../array/npy.ts";
import { tableFromArray } from "./arrays.ts";
import { readCsv } from "./csv.ts";
import { decodeText } from "./decodeText.ts";
import { readJson } from "./json.ts";
import { readTable } from "./readTable.ts";
import type { Table } from "./table.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const show = ({ columns }: Table) =>
  Object.fromEntries(columns.map(({ name, values }) => [name, Array.from<number | string | null>(values)]));

test("names, types and missing values are read off", () => {
  const table = readCsv("age,city,height\n31,Seoul,1.7e0\nNA,?,-.5\n28,Busan,\n");
  expect(show(table)).toEqual({
    age: [31, Number.NaN, 28],
    city: ["Seoul", null, "Busan"],
    height: [1.7, -0.5, Number.NaN],
  });
  expect(table.columns.map(({ type }) => type)).toEqual(["number", "category", "number"]);
  expect(table.named).toBe(true);
});

test("quoted fields hold delimiters, line breaks and quotes, and lines are counted through them", () => {
  const table = readCsv(bytes('note,size\r\n"a, ""b""\r\nc",1\r\n\r\nplain,2\r\n'));
  expect(show(table)).toEqual({ note: ['a, "b"\r\nc', "plain"], size: [1, 2] });
  expect(Array.from(table.lines!)).toEqual([2, 5]);
});

test.each([
  ["semicolons", "a;b\n1;2\n", { a: [1], b: [2] }],
  ["tabs", "a\tb\n1\t2\n", { a: [1], b: [2] }],
  ["pipes", "a|b\n1|2\n", { a: [1], b: [2] }],
  ["semicolons and decimal commas", "a;b\n1,5;x\n2,25;y\n", { a: [1.5, 2.25], b: ["x", "y"] }],
  ["commas inside texts between semicolons", 'a;b\n"x, y";1\n"z, w";2\n', { a: ["x, y", "z, w"], b: [1, 2] }],
  ["a single column", "a\n1\n2\n", { a: [1, 2] }],
  ["a delimiter at the end of every line", "a,b,\n1,2,\n3,4,\n", { a: [1, 3], b: [2, 4] }],
  ["an index column without a name", ",a\n0,5\n1,6\n", { column1: [0, 1], a: [5, 6] }],
  [
    "no header over numbers",
    "5.1,3.5,setosa\n4.9,3.0,virginica\n",
    { column1: [5.1, 4.9], column2: [3.5, 3], column3: ["setosa", "virginica"] },
  ],
  [
    "no header over texts that repeat",
    "red,yes\nblue,no\nred,no\n",
    { column1: ["red", "blue", "red"], column2: ["yes", "no", "no"] },
  ],
  ["a header over texts", "color,win\nred,yes\nblue,no\n", { color: ["red", "blue"], win: ["yes", "no"] }],
  ["old Macintosh line ends", "a,b\r1,2\r3,4\r", { a: [1, 3], b: [2, 4] }],
])("%s", (_, text, columns) => {
  expect(show(readCsv(bytes(text)))).toEqual(columns);
});

test("what is detected can be said instead", () => {
  const text = "2019:2020\n1:2\n007:8\n";
  const table = readCsv(bytes(text), { delimiter: ":", header: true, types: { "2019": "category" } });
  expect(show(table)).toEqual({ "2019": ["1", "007"], "2020": [2, 8] });
  expect(show(readCsv(bytes("a\n-\n1\n2\n"), { missing: ["-"] }))).toEqual({ a: [Number.NaN, 1, 2] });
});

/** "이름,값" and two rows, as Excel in Korea saves them; the bytes are Python's str.encode("cp949"). */
const korean = Uint8Array.of(
  0xc0,
  0xcc,
  0xb8,
  0xa7,
  0x2c,
  0xb0,
  0xaa,
  0xa,
  0x8c,
  0x63,
  0xbe,
  0xe4,
  0x2c,
  0x31,
  0x2e,
  0x35,
  0xa,
  0xb1,
  0xe8,
  0xc4,
  0xa1,
  0x2c,
  0x32,
  0xa,
);

test("a Korean file in CP949 is detected and read, syllables outside KS X 1001 included", () => {
  expect(decodeText(korean).encoding).toBe("cp949");
  expect(show(readCsv(korean))).toEqual({ 이름: ["똠얌", "김치"], 값: [1.5, 2] });
  expect(show(readCsv(korean, { encoding: "cp949" }))).toEqual({ 이름: ["똠얌", "김치"], 값: [1.5, 2] });
});

test.each([
  ["utf-8", bytes("이름")],
  ["utf-8", Uint8Array.of(0xef, 0xbb, 0xbf, 0xec, 0x9d, 0xb4, 0xeb, 0xa6, 0x84)],
  ["utf-16le", Uint8Array.of(0xff, 0xfe, 0x74, 0xc7, 0x84, 0xb9)],
  ["utf-16be", Uint8Array.of(0xfe, 0xff, 0xc7, 0x74, 0xb9, 0x84)],
])("%s is detected", (encoding, data) => {
  expect(decodeText(data)).toEqual({ text: "이름", encoding });
});

test("UTF-16 without a mark and western text are detected", () => {
  expect(decodeText(Uint8Array.of(0x61, 0, 0x2c, 0, 0x62, 0)).text).toBe("a,b");
  expect(decodeText(Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x2c, 0x31))).toEqual({
    text: "café,1",
    encoding: "windows-1252",
  });
});

test.each([
  ["an empty file", "", {}, "d.csv: expected lines of data but got an empty file."],
  ["only blank lines", "\n\n ,\n", {}, "expected lines of data but got an empty file."],
  ["only names", "a,b\n", {}, "expected lines of data below the names of the columns but got none."],
  [
    "a short line",
    "a,b\n1,2\n\n3\n",
    {},
    "d.csv, line 4: expected 2 fields, as on line 1 but got 1. Fields are taken to be separated by commas",
  ],
  ["a long line", "a,b\n1,2,3\n", {}, "d.csv, line 2: expected 2 fields, as on line 1 but got 3."],
  ["a ragged line after a quoted line break", 'a,b\n"x\ny",2\n3\n', {}, "d.csv, line 4: expected 2 fields"],
  [
    "a quote that never closes",
    'a,b\n1,2\n3,"4\n5,6\n',
    {},
    "d.csv, line 3: expected quotes that open and close around a whole field but got a quote that never closes.",
  ],
  [
    "text after a quote",
    'a,b\n"1"x,2\n',
    {},
    "d.csv, line 2: expected quotes that open and close around a whole field but got text after a closing quote.",
  ],
  [
    "two columns of one name",
    "a,a\n1,2\n",
    {},
    'd.csv, line 1: expected a different name for each column but got two columns named "a".',
  ],
  [
    "text in a number column",
    "a,b\n1,2\n3,4\n5,six\n",
    {},
    'd.csv, line 4, column "b": expected a number, as most of the column holds but got "six".',
  ],
  [
    "text where numbers were asked for",
    "a,b\nx,2\ny,4\n",
    { types: { a: "number" } },
    'd.csv, line 2, column "a": expected a number',
  ],
  [
    "a type for a column that is not there",
    "age,b\n1,2\n",
    { types: { aeg: "category" } },
    'd.csv, types: expected the names of columns but got "aeg". Did you mean "age"?',
  ],
  [
    "an infinite number",
    "a,b\n1,2\n2,-inf\n3,4\n",
    {},
    'd.csv, line 3, column "b": expected a finite number but got "-inf".',
  ],
  [
    "an encoding that does not exist",
    "a\n1\n",
    { encoding: "utf-9" },
    'd.csv: expected the name of a text encoding but got "utf-9".',
  ],
] as const)("a CSV file with %s is refused", (_, text, options, message) => {
  expect(() => readCsv(bytes(text), { name: "d.csv", ...options })).toThrow(message);
});

test("bytes that do not fit the encoding, or are no text, are refused", () => {
  expect(() => readCsv(korean, { encoding: "utf-8" })).toThrow(
    "expected text in utf-8 but got bytes that do not fit it.",
  );
  expect(() => readCsv(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13))).toThrow(
    "zero bytes, as binary files have",
  );
});

test.each([
  [
    "records",
    '[{"a": 1, "b": "x"}, {"b": null, "c": true}]',
    { a: [1, Number.NaN], b: ["x", null], c: [null, "true"] },
  ],
  ["one record", '{"a": 1, "b": "x"}', { a: [1], b: ["x"] }],
  ["rows", '[[1, "x"], [2, "3"]]', { column1: [1, 2], column2: ["x", "3"] }],
  ["one row", "[0.1, 0.3]", { column1: [0.1], column2: [0.3] }],
  [
    "inputs and targets",
    '{"x": [[1, 2], [3, 4]], "y": ["a", "b"]}',
    { x1: [1, 3], x2: [2, 4], y: ["a", "b"] },
  ],
  [
    "flat inputs and two targets",
    '{"x": [1, 2], "y": [[3, 4], [5, 6]]}',
    { x1: [1, 2], y1: [3, 5], y2: [4, 6] },
  ],
  ["inputs alone", '{"x": [[1, 2]]}', { x1: [1], x2: [2] }],
])("JSON %s", (_, text, columns) => {
  expect(show(readJson(bytes(text)))).toEqual(columns);
});

test.each([
  ["nothing", "", "d.json: expected JSON but got an empty file."],
  ["half a list", "[[1, 2], [3", "d.json: expected JSON but got text that is not ("],
  ["a number", "5", "expected a list of rows or records, or x and y but got 5."],
  ["no rows", "[]", "d.json: expected rows of data but got none."],
  [
    "rows of unequal length",
    "[[1, 2], [3]]",
    "d.json, row 1: expected a list of 2 values, as in row 0 but got 1.",
  ],
  ["a row among records", '[{"a": 1}, [2]]', "d.json, row 1: expected a record, as in row 0 but got [2]."],
  [
    "a list inside a row",
    "[[1, [2]]]",
    'd.json, row 0, column "column2": expected a number, a text or null but got [2].',
  ],
  [
    "text in a number column",
    '[{"a": 1}, {"a": 2}, {"a": "x"}]',
    'd.json, row 2, column "a": expected a number, as most of the column holds but got "x".',
  ],
  [
    "fewer targets than inputs",
    '{"x": [[1], [2]], "y": [1]}',
    "d.json, y: expected a list of 2 targets, one a row of x but got 1.",
  ],
])("JSON with %s is refused", (_, text, message) => {
  expect(() => readJson(bytes(text), { name: "d.json" })).toThrow(message);
});

test("npz files hold x and y, pictures are laid out flat, one-hot targets become classes, a test part is found", async () => {
  const file = await writeNpz({
    X_train: asArray(
      [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ],
      "int32",
    ),
    y_train: asArray([
      [0, 1],
      [1, 0],
    ]),
    x_test: asArray(
      [
        [
          [9, 8],
          [7, 6],
        ],
      ],
      "float32",
    ),
    y_test: asArray([[1, 0]]),
  });
  const { table, test: kept } = await readTable(file, "d.npz");
  expect(show(table)).toEqual({ x1: [1, 5], x2: [2, 6], x3: [3, 7], x4: [4, 8], y: [1, 0] });
  expect(table.targets).toEqual(["y"]);
  expect(show(kept!)).toEqual({ x1: [9], x2: [8], x3: [7], x4: [6], y: [0] });
});

test("an npy file is a matrix of columns, whatever its name", async () => {
  const { table } = await readTable(
    writeNpy(
      asArray([
        [1, 2],
        [3, 4],
      ]),
    ),
    "data",
  );
  expect(show(table)).toEqual({ column1: [1, 3], column2: [2, 4] });
});

test.each([
  [
    "NaN in an array",
    writeNpy(
      asArray([
        [1, 2],
        [3, Number.NaN],
      ]),
    ),
    "d.npy",
    "d.npy, row 1, column 1: expected a finite number but got NaN.",
  ],
  [
    "a single number",
    writeNpy(asArray(3)),
    "d.npy",
    "an array of shape (examples, columns) but got a single number.",
  ],
  [
    "no array named x",
    await writeNpz({ a: asArray([1]), b: asArray([2]) }),
    "d.npz",
    "d.npz: expected an array named x (or x_train, train_x, data, features, inputs) but got a, b.",
  ],
  [
    "fewer targets than inputs",
    await writeNpz({ x: asArray([1, 2]), y: asArray([2]) }),
    "d.npz",
    "d.npz, y: expected 2 rows, as x has but got shape (1,).",
  ],
  ["no bytes", new Uint8Array(0), "d.csv", "d.csv: expected a file with data but got an empty file."],
  ["a spreadsheet", Uint8Array.of(0x50, 0x4b, 3, 4), "d.xlsx", "Save it as CSV."],
])("a file with %s is refused", async (_, file, name, message) => {
  await expect(readTable(file, name)).rejects.toThrow(message);
});

/** An npy file that is all header: NumPy's format 1.0, 128 bytes. */
function header(shape: string): Uint8Array {
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117);
  return Uint8Array.of(0x93, ...bytes("NUMPY"), 1, 0, 118, 0, ...bytes(`${text}\n`));
}

test.each(["(0, 1000000000)", "(1000000000, 0)", "(0, 3)", "(2, 1000000000, 0)"])(
  "an npy file of shape %s, which holds nothing, is refused at once",
  async (shape) => {
    await expect(readTable(header(shape), "a.npy")).rejects.toThrow(
      `a.npy: expected at least one row, and from 1 to 100000 columns but got shape ${shape}.`,
    );
  },
);

test("a row of 100,001 numbers is refused", () => {
  expect(() => tableFromArray(new NDArray(new Uint8Array(100_001), [1, 100_001], "bool"))).toThrow(
    "npy: expected at least one row, and from 1 to 100000 columns but got shape (1, 100001).",
  );
});

const nested = "[".repeat(20_000) + "]".repeat(20_000);

test.each([
  [
    nested,
    'a.json, row 0, column "column1": expected a number, a text or null but got a list that is nested too deep.',
  ],
  [`[[1], [${nested}]]`, 'a.json, row 1, column "column1": expected a number, a text or null but got a list'],
  [
    `[{"a": 1}, ${nested}]`,
    "a.json, row 1: expected a record, as in row 0 but got a list that is nested too",
  ],
  [
    `{"x": [[1]], "y": ${'{"y":'.repeat(20_000)}1${"}".repeat(20_001)}`,
    "but got a record that is nested too deep.",
  ],
  [
    JSON.stringify("x".repeat(1e6)),
    `a.json: expected a list of rows or records, or x and y but got "${"x".repeat(59)}....`,
  ],
  [
    JSON.stringify(Array.from({ length: 2000 }, (_, i) => ({ [`key${i}`]: i }))),
    "a.json: expected records that share their keys but got 2000 records with 2000 keys, 2000 values in all.",
  ],
])("JSON that is nested deep, long or sparse gets one sentence: case %#", (text, message) => {
  expect(() => readJson(bytes(text), { name: "a.json" })).toThrow(message);
});

test("a text longer than a string can be is refused before it is decoded", () => {
  expect(() => decodeText(new Uint8Array(2 ** 29), undefined, "a.csv")).toThrow(
    "a.csv: expected a text of less than 512 MiB but got 536870912 bytes.",
  );
});
