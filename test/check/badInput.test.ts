import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../../src/cli/testing.ts";
import { asArray, writeNpy, writeNpz } from "../../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "chainrule-check-"));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, contents: string | Uint8Array) => writeFileSync(join(folder, name), contents);
const good = {
  X: [
    [1, 2],
    [3, 5],
    [0, 1],
  ],
  W1: [
    [0.5, 1, -1],
    [0.25, 2, 0],
  ],
  b1: [0, 0, 0],
};

/** An npy file of Python objects, as np.save writes them: the header says so, a pickle follows. */
function objects(): Uint8Array {
  const header = `${"{'descr': '|O', 'fortran_order': False, 'shape': (2,), }".padEnd(117)}\n`;
  const head = [0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length, 0];
  return Uint8Array.from([...head, ...new TextEncoder().encode(header), 0x80, 3]);
}

beforeAll(async () => {
  const npz = await writeNpz(Object.fromEntries(Object.entries(good).map(([name, x]) => [name, asArray(x)])));
  write("good.npz", npz);
  write("cut.npz", npz.subarray(0, npz.length - 40));
  write(
    "flipped.npz",
    npz.map((byte, i) => (i === 130 ? byte ^ 255 : byte)),
  );
  write("empty.npz", "");
  write("nothing.npz", await writeNpz({}));
  write("text.npz", "hello");
  write("objects.npy", objects());
  write("W9.npy", writeNpy(asArray([[1, 2]])));
  write("W1.npy", writeNpy(asArray([[1, 2]])));
  const json: Readonly<Record<string, unknown>> = {
    good,
    strangers: { foo: [1], bar: [2] },
    nan: {
      ...good,
      X: [
        [1, 2],
        ["NaN", 5],
        [0, 1],
      ],
    },
    infinite: {
      ...good,
      W1: [
        [0.5, "Infinity", -1],
        [0.25, 2, 0],
      ],
    },
    shapes: { X: [[1, 2, 3]], W1: [[1, 2, 3, 4, 5]], Z1: [[1, 2, 3, 4, 5]], b1: [1, 2, 3, 4, 5] },
    ragged: { X: [[1, 2], [3]] },
    words: { X: [["a", "b"]] },
    nested: { X: { values: [1, 2] } },
    twins: { ...good, w1: good.X },
    onlyData: { X: good.X, Y: [[0], [1], [0]] },
    noWeights: {
      X: good.X,
      Z1: [
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
      ],
    },
    deep: { X: [[[1]], [[2]]], W1: good.W1 },
    rate: { ...good, lr: [0.1, 0.2] },
    labels: { X: good.X, Y: [1, 2, 3], W1: good.W1, b1: good.b1 },
    none: {},
  };
  for (const [name, value] of Object.entries(json)) write(`${name}.json`, JSON.stringify(value));
  write("list.json", "[[1, 2]]");
  write("cut.json", '{"X": [[1, 2');
  write("headless.csv", "1,2\n3,4\n");
  write("word.csv", "X\n1,two\n");
  write("bare.csv", "X\nY\n1\n");
  write("twice.csv", "X\n1\nX\n2\n");
  write("short.txt", "X = [[1. 2. ... 3.]]\n");
  write("open.txt", "X = [[1. 2.]\n [3. 4.]\n");
  write("shut.txt", "X = [[1. 2.]]]\n");
  write("two.txt", "X = [1. 2.] [3. 4.]\n");
  write("binary.csv", Uint8Array.from([1, 0, 2, 0, 0, 0, 7, 9]));
});

/** A command, and what the sentence must say. */
const cases: readonly (readonly [string, string | RegExp])[] = [
  ["good.npz", /^--layers: expected the layers of your network but got none\..*--layers 4:tanh,1:sigmoid/],
  ["absent.npz --layers 3:tanh", /expected a file to read but got none of that name/],
  ["god.npz --layers 3:tanh", /Did you mean "good\.npz"\?/],
  [". --layers 3:tanh", /expected a file to read but got a folder/],
  [
    "empty.npz --layers 3:tanh",
    /^empty\.npz: expected arrays but got an empty file\. Save them with np\.savez/,
  ],
  ["text.npz --layers 3:tanh", /^text\.npz: expected an npz file/],
  ["cut.npz --layers 3:tanh", /^cut\.npz: expected an npz file .*Is the file complete\?/],
  ["flipped.npz --layers 3:tanh", /^flipped\.npz.*(checksum|does not unpack|bytes that do not read)/],
  ["nothing.npz --layers 3:tanh", /^check: expected arrays with names such as X, /],
  [
    "objects.npy --layers 3:tanh",
    /^objects\.npy: expected an array of numbers or booleans but got Python objects/,
  ],
  ["W9.npy --layers 3:tanh", /^check: expected arrays with names such as .*got "W9"/],
  [
    "W1.npy --layers 3:tanh",
    /^check: expected arrays of the network 3:tanh: W1 \(\d, 3\), or transposed, but got W1 \(1, 2\)/,
  ],
  [
    "strangers.json --layers 3:tanh",
    /got "foo", "bar"\. Rename them, or say what they are with names: hidden=A1\.$/,
  ],
  ["none.json --layers 3:tanh", /^check: expected arrays with names .*got none/],
  ["nan.json --layers 3:tanh", /^X: expected finite numbers, .* but got nan at \[1, 0\]/],
  ["infinite.json --layers 3:tanh", /^W1: expected finite numbers, .* but got inf at \[0, 1\]/],
  [
    "shapes.json --layers 3:tanh,1:sigmoid",
    /^check: expected arrays of the network 3:tanh,1:sigmoid: .*Are the layers those of your network\?/,
  ],
  ["ragged.json --layers 3:tanh", /^ragged\.json, X: expected rows of equal length/],
  ["words.json --layers 3:tanh", /^words\.json, X: expected a number for each element but got "a"/],
  ["nested.json --layers 3:tanh", /^nested\.json, X: expected a number/],
  ["list.json --layers 3:tanh", /^list\.json: expected an object of arrays, .* but got a list without names/],
  ["cut.json --layers 3:tanh", /^cut\.json: expected JSON but got text that is none/],
  ["twins.json --layers 3:tanh", /^check: expected one array for W1 but got two that differ, "W1" and "w1"/],
  ["deep.json --layers 3:tanh", /^check: .*X \(1, 2\), or transposed, but got X \(2, 1, 1\)/],
  ["rate.json --layers 3:tanh", /^check: .*lr \(\), or transposed, but got lr \(2,\)/],
  [
    "labels.json --layers 3:softmax",
    /Y \(3, 3\), or transposed, but got Y \(3,\)\. Class numbers run from 0/,
  ],
  ["good.json --layers 3:tnah", /^layers, piece 1 of 1.*Did you mean "tanh"\?/],
  [
    "good.json --layers 3:tanh,dropout(0.2)",
    /^check: expected layers whose numbers follow from their inputs but got dropout/,
  ],
  [
    "good.json --layers 3:tanh --loss crossEntrpy",
    /^loss: expected a known loss.*Did you mean "crossEntropy"\?/,
  ],
  ["good.json --layers 3:tanh --loss crossEntropy", /^loss crossEntropy: expected a last layer with softmax/],
  ["good.json --layers 3:tanh --optimizer adm", /^optimizer: .*Did you mean "adam"\?/],
  ["good.json --layers 3:tanh --lr fast", '--lr: expected a number above 0 but got "fast".'],
  ["good.json --layers 3:tanh --lr 0", '--lr: expected a number above 0 but got "0".'],
  [
    "good.json --layers 3:tanh --names hidden",
    '--names: expected yours=ours, as in hidden=A1,out=A2 but got "hidden".',
  ],
  ["good.json --layers 3:tanh --names X=Q9", /^names, X: expected a value of the network but got "Q9"/],
  [
    "good.json --layers 3:tanh --names gone=A1",
    /^names, gone: expected the name of an array of the file but got none of that name\. It holds X, W1, b1\./,
  ],
  ["good.json --layers 3:tanh --lang fr", /^--lang: expected en or ko but got "fr"/],
  [
    "good.json --layers 3:tanh --format pdf",
    /^--format: expected text, markdown, html, latex or json but got "pdf"/,
  ],
  [
    "headless.csv --layers 3:tanh",
    /^headless\.csv, line 1: expected the name of an array before its numbers, as in W1 but got "1,2"/,
  ],
  ["word.csv --layers 3:tanh", /^word\.csv, line \d.*got "two/],
  ["bare.csv --layers 3:tanh", /^bare\.csv, line 1, X: expected numbers after the name but got none/],
  ["twice.csv --layers 3:tanh", /^twice\.csv, line 3, X: expected each name once but got a second one/],
  ["short.txt --layers 3:tanh", /shortened with \.\.\.\. Print it whole with np\.set_printoptions/],
  [
    "open.txt --layers 3:tanh",
    /^open\.txt, line 1, X: expected one array in brackets but got a \[ that is never closed/,
  ],
  ["shut.txt --layers 3:tanh", /one \] too many/],
  ["two.txt --layers 3:tanh", /expected one array in brackets but got more/],
  ["binary.csv --layers 3:tanh", /^binary\.csv: expected/],
];

test.each(cases)("check %s says what is wrong in one sentence", async (line, sentence) => {
  const { code, stdout, stderr } = await runCli(["check", ...line.split(" ")], { cwd: folder });
  expect(stdout).toBe("");
  expect(code).toBe(2);
  const [said, ...more] = stderr.trim().split("\n");
  expect(more).toEqual([]);
  expect(said).toMatch(/^error: /);
  const text = said!.replace(/^error: /, "");
  if (typeof sentence === "string") expect(text).toBe(sentence);
  else expect(text).toMatch(sentence);
  expect(text).not.toMatch(/\bat .*:\d+:\d+|TypeError|undefined/);
});

test("data alone, or values whose inputs are missing, end in 2 with what is needed", async () => {
  const data = await runCli(["check", "onlyData.json", "--layers", "1:sigmoid"], { cwd: folder });
  expect([data.code, data.stderr]).toEqual([2, ""]);
  expect(data.stdout).toMatch(/^Nothing could be judged\n/);
  const lacking = await runCli(["check", "noWeights.json", "--layers", "3:tanh"], { cwd: folder });
  expect(lacking.code).toBe(2);
  expect(lacking.stdout).toContain("Z1 was not judged: it needs W1");
});
