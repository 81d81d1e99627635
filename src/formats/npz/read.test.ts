import { expect, test } from "vitest";
import { asArray } from "../../array/convert.ts";
import { NDArray } from "../../array/ndarray.ts";
import { readNpz, writeNpy, writeNpz } from "../../array/npy.ts";
import { writeZip } from "../../array/writeZip.ts";
import { readZip } from "../../array/zip.ts";
import { sizeOf } from "../../base/shape.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { drawnModel, everyNetwork } from "../stateDict/testing.ts";
import { npyOfText } from "./npy.ts";
import { readModelNpz } from "./read.ts";
import { writeModelNpz } from "./write.ts";

test.each(everyNetwork)("%s comes back to the last bit", async (layers) => {
  for (const dtype of ["float32", "float64"] as const) {
    const model = drawnModel(layers, dtype);
    const about = { task: "regression", targets: ["y"] } as const;
    const again = await readModelNpz(await writeModelNpz(model, { about }));
    expect(again.model.network).toEqual(model.network);
    expect(again.model.weights).toEqual(model.weights);
    expect(again.model.scaling).toEqual(model.scaling);
    expect(again.about).toEqual(about);
    const { inputs, outputs } = again.proof!;
    expect((await again.model.predict(inputs as number[][])).tolist()).toEqual(outputs);
  }
});

test("the same model gives the same bytes, and text that NumPy reads as numbers", async () => {
  const model = drawnModel("2:tanh,1");
  const bytes = await writeModelNpz(model);
  expect(await writeModelNpz(model)).toEqual(bytes);
  const text = (await readNpz(bytes)).get("chainrule.proof")!;
  expect(new TextDecoder().decode(Uint8Array.from(text.data))).toMatch(/^chainrule\.proof \{"version":1,/);
});

const zeros = (...shape: number[]): NDArray => new NDArray(new Float64Array(sizeOf(shape)), shape, "float64");
const npz = (shapes: Readonly<Record<string, readonly number[]>>) =>
  writeNpz(Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, zeros(...shape)])));
const read = async (
  shapes: Readonly<Record<string, readonly number[]>>,
  layers?: string,
  columns?: boolean,
) =>
  readModelNpz(
    await npz(shapes),
    { ...(layers && { layers: parseLayers(layers) }), ...(columns !== undefined && { columns }) },
    "mine.npz",
  );

test("a learner's arrays load in either convention, and a note says what was turned", async () => {
  const rows = await read({ W1: [2, 4], b1: [4], W2: [4, 1], b2: [1], X: [5, 2] }, "4:tanh,1:sigmoid");
  expect(rows.model.weights!.W1!.shape).toEqual([2, 4]);
  expect(rows.notes).toEqual(["Left out, since it is no weight: X."]);
  const columns = await read({ W1: [4, 2], b1: [4, 1], W2: [1, 4], b2: [1, 1] }, "4:tanh,1:sigmoid");
  expect(columns.model.weights!.W1!.shape).toEqual([2, 4]);
  expect(columns.notes).toEqual(["Turned, since they lay as units x inputs (examples in columns): W1, W2."]);
});

test("square weights are turned by the shape of the biases, or asked about", async () => {
  const square = { W1: [2, 2], W2: [2, 2] };
  expect((await read({ ...square, b1: [2, 1] }, "2:tanh,2")).notes[0]).toContain("Turned");
  expect((await read({ ...square, b1: [1, 2] }, "2:tanh,2")).notes[0]).not.toContain("Turned");
  await expect(read({ ...square, b1: [2], b2: [2] }, "2:tanh,2")).rejects.toThrow(
    "mine.npz: expected shapes that tell whether a W is inputs x units or units x inputs but got W1 (2, 2), b1 (2,), W2 (2, 2), b2 (2,), where both fit. Say --convention rows (columns: false) for inputs x units, or --convention columns (columns: true).",
  );
  const bytes = await writeNpz({
    W1: asArray([
      [1, 2],
      [3, 4],
    ]),
  });
  const given = async (columns: boolean) =>
    (await readModelNpz(bytes, { layers: parseLayers("2"), columns })).model.weights!.W1!.tolist();
  expect(await given(false)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(await given(true)).toEqual([
    [1, 3],
    [2, 4],
  ]);
});

test("numbers may begin at 0, and letters be small", async () => {
  const { model, notes } = await read({ w0: [2, 3], b0: [1, 3], w1: [3, 1] }, "3:relu,1");
  expect(notes).toEqual(["Without a bias, as in the file: w1."]);
  expect(Object.keys(model.weights!)).toEqual(["W1", "b1", "W2"]);
});

test("normalizations come by Chainrule's names", async () => {
  const norm = { gamma1: [3], beta1: [3], mean1: [3], variance1: [3] };
  const { model } = await read({ W1: [2, 3], b1: [3], ...norm }, "3,batchNorm");
  expect(Object.keys(model.weights!)).toEqual(["W1", "b1", "gamma1", "beta1", "mean1", "variance1"]);
  await expect(read({ W1: [2, 3], b1: [3], ...norm, mean1: [4] }, "3,batchNorm")).rejects.toThrow(
    'mine.npz, array "mean1": expected shape (3,) but got (4,).',
  );
});

test("what does not fit is named with all shapes, and missing layers are suggested", async () => {
  await expect(read({ W1: [2, 4], b1: [4], W2: [3, 1] }, "4:tanh,1")).rejects.toThrow(
    "mine.npz: expected weights that follow one another and have 4, 1 units, each W inputs x units, or each units x inputs, but got W1 (2, 4), b1 (4,), W2 (3, 1).",
  );
  await expect(read({ W1: [2, 4], b1: [4], W2: [4, 1] })).rejects.toThrow("e.g. --layers 4:relu,1:sigmoid ");
  await expect(read({ W1: [2, 4] }, "4:tanh,1")).rejects.toThrow(
    "expected a W for each of the 2 dense layers of 4:tanh,1 but got W1",
  );
  await expect(read({ A1: [2, 4] }, "4:tanh")).rejects.toThrow("but got none among A1");
  await expect(read({ A1: [2, 4] })).rejects.toThrow("mine.npz");
  await expect(read({ W1: [2, 4, 1] }, "4")).rejects.toThrow(
    'array "W1": expected a matrix but got shape (2, 4, 1)',
  );
});

/** A file of the writer with one array in place of another. */
async function changed(name: string, content: Uint8Array | undefined): Promise<Uint8Array> {
  const files = await readZip(await writeModelNpz(drawnModel("2:tanh,1")));
  if (content) files.set(`${name}.npy`, content);
  else files.delete(`${name}.npy`);
  return writeZip(files);
}

test("a file that was changed is refused with the array", async () => {
  const refused = async (name: string, content: Uint8Array | undefined) =>
    readModelNpz(await changed(name, content), {}, "mine.npz").then(
      () => "none",
      ({ code, message }) => `${code}: ${message}`,
    );
  expect(await refused("W1", undefined)).toBe('data: mine.npz: expected an array "W1" but got none.');
  expect(await refused("W1", writeNpy(zeros(3, 3)))).toBe(
    'data: mine.npz, array "W1": expected shape (3, 2) but got (3, 3).',
  );
  expect(await refused("W1", writeNpy(asArray([[1, 0]], "bool")))).toBe(
    'data: mine.npz, array "W1": expected numbers of float16, float32, float64, int32 or int64 but got type |b1. Convert it in NumPy before saving, e.g. a.astype(np.float32).',
  );
  expect(await refused("chainrule.description", writeNpy(zeros(3)))).toContain(
    "expected text as an array of uint8",
  );
  expect(await refused("chainrule.proof", writeNpy(zeros(3)))).toContain(
    "expected text as an array of uint8",
  );
});

test("an archive that unpacks to far more than its size is refused", async () => {
  const bomb = await writeNpz({ W1: zeros(2 ** 11, 2 ** 10) }, { compress: true });
  expect(bomb.length).toBeLessThan(2 ** 17);
  await expect(readModelNpz(bomb, { layers: parseLayers("1024") }, "bomb.npz")).rejects.toThrow(
    "bomb.npz: expected an npz file (a zip archive of npy arrays) but got bytes that do not read as one (its contents are larger than 8 MiB).",
  );
});

test("a text of millions of zeros takes no longer than any other", async () => {
  const length = 500_000;
  const text = npyOfText("");
  const header = `{'descr': '<U${length}', 'fortran_order': False, 'shape': (), }`;
  const activation = new Uint8Array(128 + 4 * length).fill(0x20, 10, 127);
  activation.set(text.subarray(0, 8));
  activation.set([118, 0, ...new TextEncoder().encode(header)], 8);
  activation.set([0x0a], 127);
  // A search for the zeros at the end must not begin anew at each of them.
  activation.set([0x61], 128 + 4 * (length - 1));
  const bytes = writeZip(
    new Map([
      ["coefs_0.npy", writeNpy(zeros(1, 1))],
      ["intercepts_0.npy", writeNpy(zeros(1))],
      ["activation.npy", activation],
      ["out_activation.npy", activation],
    ]),
  );
  const started = process.cpuUsage();
  await expect(readModelNpz(bytes, {}, "zeros.npz")).rejects.toThrow(
    "expected an activation of scikit-learn",
  );
  expect(process.cpuUsage(started).user).toBeLessThan(2e6);
});
