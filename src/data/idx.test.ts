import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { RandomState } from "../array/random.ts";
import { gunzip } from "./gunzip.ts";
import { readIdx } from "./idx.ts";
import { fashionMnist, mnist, mnistFromFiles } from "./mnist.ts";

const idx = (type: number, shape: number[], data: number[]) =>
  Uint8Array.of(0, 0, type, shape.length, ...shape.flatMap((d) => [0, 0, d >> 8, d & 255]), ...data);

test.each([
  [8, [1, 255], [1, 255]],
  [9, [1, 255], [1, -1]],
  [11, [1, 2, 255, 254], [258, -2]],
  [12, [0, 1, 0, 0, 255, 255, 255, 255], [65536, -1]],
  [13, [0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0], [1, -2]],
  [14, [0x3f, 0xf8, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0], [1.5, -2]],
])("element type %i is read, most significant byte first", (type, data, values) => {
  expect(readIdx(idx(type, [2], data)).tolist()).toEqual(values);
});

test("pictures keep their three axes", () => {
  expect(readIdx(idx(8, [2, 1, 2], [1, 2, 3, 4])).tolist()).toEqual([[[1, 2]], [[3, 4]]]);
});

test.each([
  ["an empty file", new Uint8Array(0), "but got an empty file."],
  ["a text", new TextEncoder().encode("5,0,4,1"), "but got first bytes 35 2c 30 2c."],
  ["an unknown element type", idx(10, [1], [1]), "but got first bytes 00 00 0a 01."],
  ["no axes", idx(8, [], [1]), "but got first bytes 00 00 08 00."],
  ["a header cut short", idx(8, [2, 2], []).slice(0, 9), "a header of 12 bytes for 2 axes but got 9 bytes."],
  [
    "data cut short",
    idx(8, [3], [1, 2]),
    "3 bytes of data for shape (3,) but got 2. The file is cut short; fetch it again.",
  ],
  [
    "bytes past the end",
    idx(8, [1], [1, 2]),
    "1 bytes of data for shape (1,) but got 2. The file has bytes past its end.",
  ],
])("an IDX file with %s is refused", (_, bytes, message) => {
  expect(() => readIdx(bytes, "d.idx")).toThrow(message);
});

const packed = new Uint8Array(gzipSync("a neural network, unpacked"));

test("a gzip file unpacks", async () => {
  expect(new TextDecoder().decode(await gunzip(packed))).toBe("a neural network, unpacked");
});

test("a gzip file of several pieces unpacks whole", async () => {
  const numbers = Uint8Array.from(new RandomState(3).rand(200_000), (u) => 256 * u);
  expect(await gunzip(new Uint8Array(gzipSync(numbers)))).toEqual(numbers);
});

test("a small gzip file that unpacks to far more is refused before the memory fills", async () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(65 * 2 ** 20), { level: 9 }));
  expect(bomb.length).toBeLessThan(70_000);
  await expect(gunzip(bomb, "d.csv.gz")).rejects.toThrow(
    "d.csv.gz: expected contents of at most 64 MiB in a gzip file of this size but got more. If the file is sound, unpack it first.",
  );
});

test.each([
  [
    "cut short",
    packed.slice(0, -9),
    "d.gz: expected a whole gzip file but got one that is cut short or damaged",
  ],
  ["without its checksum", packed.slice(0, -8), "expected a whole gzip file"],
  ["damaged", packed.map((v, i) => (i === 14 ? v ^ 255 : v)), "expected a whole gzip file"],
  ["empty", new Uint8Array(0), "expected a gzip file (first bytes 1f 8b) but got an empty file."],
  ["another kind of file", Uint8Array.of(0x50, 0x4b, 3, 4), "but got first bytes 50 4b."],
])("a gzip file that is %s is refused", async (_, bytes, message) => {
  await expect(gunzip(bytes, "d.gz")).rejects.toThrow(message);
});

/** A data set of two training pictures and one test picture, 1 x 2 pixels, with parts to replace. */
const tiny = (replaced: Record<string, Uint8Array | undefined> = {}) => {
  const parts = {
    "train-images-idx3-ubyte.gz": new Uint8Array(gzipSync(idx(8, [2, 1, 2], [0, 51, 102, 255]))),
    "train-labels-idx1-ubyte.gz": idx(8, [2], [3, 9]),
    "t10k-images-idx3-ubyte.gz": idx(8, [1, 1, 2], [255, 0]),
    "t10k-labels-idx1-ubyte.gz": idx(8, [1], [0]),
    ...replaced,
  };
  const entries = Object.entries(parts).filter(([, bytes]) => bytes !== undefined);
  return new Map(entries as [string, Uint8Array][]);
};

test("four files, gzipped or not, become pictures between 0 and 1 with their classes and a test part", async () => {
  const { x, y, test: kept, classes, features } = await mnistFromFiles(tiny());
  expect(x.dtype).toBe("float32");
  expect(x.astype("float64").tolist()).toEqual([
    [0, Math.fround(0.2)],
    [Math.fround(0.4), 1],
  ]);
  expect(y.tolist()).toEqual([[3], [9]]);
  expect(kept!.x.tolist()).toEqual([[1, 0]]);
  expect(kept!.y.tolist()).toEqual([[0]]);
  expect(classes).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
  expect(features).toEqual(["pixel1", "pixel2"]);
  expect((await fashionMnist.fromFiles(tiny())).classes![9]).toBe("Ankle boot");
});

test.each([
  [
    "a missing file",
    { "t10k-labels-idx1-ubyte.gz": undefined },
    "the file t10k-labels-idx1-ubyte.gz but got none",
  ],
  [
    "a label past 9",
    { "train-labels-idx1-ubyte.gz": idx(8, [2], [3, 10]) },
    "class indices from 0 to 9 but got 10 in row 1. Do the labels count from 1?",
  ],
  [
    "fewer labels than pictures",
    { "train-labels-idx1-ubyte.gz": idx(8, [1], [3]) },
    "2 labels, one a picture of train-images-idx3-ubyte.gz but got 1.",
  ],
  [
    "labels where pictures belong",
    { "train-images-idx3-ubyte.gz": idx(8, [2], [3, 9]) },
    "shape (pictures, rows, columns) but got shape (2,).",
  ],
  [
    "test pictures of another size",
    { "t10k-images-idx3-ubyte.gz": idx(8, [1, 1, 1], [0]) },
    "pictures of 2 pixels, as the training part has but got 1 pixels.",
  ],
])("pictures with %s are refused", async (_, replaced, message) => {
  await expect(mnistFromFiles(tiny(replaced))).rejects.toThrow(message);
});

const folder = process.env.CHAINRULE_DATA_DIR;

test.skipIf(!folder)("MNIST itself reads (needs CHAINRULE_DATA_DIR with a folder mnist)", async () => {
  const files = new Map(
    mnist.files.map(({ name }) => [name, new Uint8Array(readFileSync(join(folder!, "mnist", name)))]),
  );
  const { x, y, test: kept } = await mnist.fromFiles(files);
  expect(x.shape).toEqual([60000, 784]);
  expect(kept!.x.shape).toEqual([10000, 784]);
  expect([...y.data.subarray(0, 8)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3]);
  expect([...kept!.y.data.subarray(0, 4)]).toEqual([7, 2, 1, 0]);
  const mean = Array.from(x.data.subarray(0, 784 * 100)).reduce((sum, v) => sum + v, 0) / (784 * 100);
  expect(mean).toBeCloseTo(0.12659498910229577, 10);
});
