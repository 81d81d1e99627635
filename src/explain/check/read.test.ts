import { expect, test } from "vitest";
import { asArray, type NDArray, writeNpy, writeNpz } from "../../index.ts";
import { readArrays } from "./read.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = async (text: string, who = "mine.txt") =>
  Object.fromEntries(
    [...(await readArrays(bytes(text), who))].map(([name, array]) => [name, (array as NDArray).tolist()]),
  );

test("text is read as names with rows of commas, tabs or blanks, each to the next name", async () => {
  expect(await read("X,,\n0.1,0.3,\nW1\n0.4\t-0.2\n1 2\nlr,0.5\n", "mine.csv")).toEqual({
    X: [[0.1, 0.3]],
    W1: [
      [0.4, -0.2],
      [1, 2],
    ],
    lr: 0.5,
  });
});

test("arrays are read as NumPy prints them, broken lines and exponents too", async () => {
  const printed =
    "W1 = [[ 1.77005547e-04 -5.11178506e-04]\n [ 3.54011093e-05\n  -1.02235701e-04]]\nb1: [0. 1.]\n";
  expect(await read(printed)).toEqual({
    W1: [
      [1.77005547e-4, -5.11178506e-4],
      [3.54011093e-5, -1.02235701e-4],
    ],
    b1: [0, 1],
  });
  expect(await read("A1 = array([[0.5, nan],\n       [inf, 1. ]], dtype=float32)\n")).toEqual({
    A1: [
      [0.5, Number.NaN],
      [Number.POSITIVE_INFINITY, 1],
    ],
  });
});

test("JSON is read with the words that Python writes for what is not finite", async () => {
  expect(await read('{"A1": [[NaN, -Infinity], [1, 2.5]], "lr": 0.5}', "mine.json")).toEqual({
    A1: [
      [Number.NaN, Number.NEGATIVE_INFINITY],
      [1, 2.5],
    ],
    lr: 0.5,
  });
});

test("an npy is one array under the file's name, an npz keeps its names, and float32 stays float32", async () => {
  const one = await readArrays(writeNpy(asArray([[1, 2]], "float32")), "W1.npy");
  expect(one.get("W1")).toMatchObject({ dtype: "float32" });
  const more = await readArrays(await writeNpz({ X: asArray([1]), lr: asArray(0.5) }), "standard input");
  expect([...more.keys()]).toEqual(["X", "lr"]);
});

test("lists nested deeper than arrays are get a message, as JSON and as text", async () => {
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  await expect(read(`{"W1": ${deep}}`)).rejects.toThrow(
    "mine.txt, W1: expected lists nested at most 64 deep but got 50000",
  );
  await expect(read(`W1 = ${deep}`)).rejects.toThrow("expected lists nested at most 64 deep but got 50000");
});

test("a file of 10,000 arrays is read", { timeout: 5000 }, async () => {
  const arrays = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`q${i}`, asArray([i])]));
  const read = await readArrays(await writeNpz(arrays), "many.npz");
  expect((read.get("q9999") as NDArray).tolist()).toEqual([9999]);
});
