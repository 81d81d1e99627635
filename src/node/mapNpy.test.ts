import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { NDArray } from "../array/ndarray.ts";
import { readNpy, writeNpy } from "../array/npy.ts";
import { RandomState } from "../array/random.ts";
import { dense } from "../nn/layers/dense.ts";
import { adam } from "../nn/optimizers/adam.ts";
import { wasm } from "../run/wasm.ts";
import { stepper } from "../train/epoch.ts";
import { feedOf } from "../train/feed.ts";
import { mlp } from "../train/model.ts";
import { planRun } from "../train/plan.ts";
import { preparedStep } from "../train/program.ts";
import { beginState } from "../train/state.ts";
import { mapNpy } from "./mapNpy.ts";
import { readFile } from "./readFile.ts";

const folder = mkdtempSync(join(tmpdir(), "chainrule-map-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of these bytes, by its path. */
function fileOf(bytes: Uint8Array, name = "x.npy"): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** An npy file of format 1.0 whose header says this, numbers after it. */
function npy(header: string, bytes: number): Uint8Array {
  const text = new TextEncoder().encode(`${header.padEnd(117)}\n`);
  return Uint8Array.from([
    0x93,
    ...new TextEncoder().encode("NUMPY"),
    1,
    0,
    text.length,
    0,
    ...text,
    ...new Uint8Array(bytes),
  ]);
}

const says = (descr: string, shape: string, byColumns = "False") =>
  `{'descr': '${descr}', 'fortran_order': ${byColumns}, 'shape': ${shape}, }`;

test.each([
  ["float32", Float32Array.of(0.5, -1.25, 3e38, 4)],
  ["float64", Float64Array.of(0.1, -1e300, 3, 4)],
  ["int32", Int32Array.of(1, -2, 2 ** 31 - 1, 4)],
] as const)("an array of %s is the same mapped as read", async (dtype, data) => {
  const path = fileOf(writeNpy(new NDArray(data, [2, 2], dtype)));
  const mapped = await mapNpy(path);
  expect([mapped.dtype, mapped.shape]).toEqual([dtype, [2, 2]]);
  expect(mapped.data).toEqual(data);
});

test("what is written into a mapped array stays in memory", async () => {
  const path = fileOf(writeNpy(asArray([[1, 2]], "float32")));
  const mapped = await mapNpy(path);
  mapped.data[0] = 7;
  expect(mapped.tolist()).toEqual([[7, 2]]);
  expect(readNpy(await readFile(path)).tolist()).toEqual([[1, 2]]);
});

test("a file that grew, or is replaced by another of its name, leaves the array as it was", async () => {
  const path = fileOf(writeNpy(asArray([[1, 2]], "float32")));
  const mapped = await mapNpy(path);
  rmSync(path);
  fileOf(writeNpy(asArray([[3, 4, 5]], "float32")));
  expect(mapped.tolist()).toEqual([[1, 2]]);
});

test("no other thread can take the memory of a mapped array", async () => {
  const { data } = await mapNpy(fileOf(writeNpy(asArray([[1, 2]], "float32"))));
  expect(() => structuredClone(data, { transfer: [data.buffer as ArrayBuffer] })).toThrow("transfer");
  expect(data[1]).toBe(2);
});

test("a program ends in peace while arrays are mapped", () => {
  const path = fileOf(writeNpy(asArray([[1, 2]], "float32")));
  const program = `import { mapNpy } from ${JSON.stringify(new URL("mapNpy.ts", import.meta.url).href)};
    console.log(String((await mapNpy(${JSON.stringify(path)})).tolist()));`;
  const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([0, "1,2\n"]);
});

test.runIf(process.platform === "linux")("the memory is given back when no array is on it", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const path = fileOf(writeNpy(asArray([[1, 2]], "float32")), "kept.npy");
  const isMapped = () => readFileSync("/proc/self/maps", "utf8").includes(path);
  const kept: { part?: ArrayLike<number> } = { part: (await mapNpy(path)).data.subarray(1) };
  for (let i = 0; i < 10; i++) {
    collect();
    await setImmediate();
  }
  expect([isMapped(), kept.part![0]]).toEqual([true, 2]);
  delete kept.part;
  for (let i = 0; i < 1000 && isMapped(); i++) {
    collect();
    await setImmediate();
  }
  expect(isMapped()).toBe(false);
});

test("an array without elements can be mapped", async () => {
  const mapped = await mapNpy(fileOf(npy(says("<f4", "(0, 32)"), 0)));
  expect([mapped.size, mapped.shape]).toEqual([0, [0, 32]]);
});

test.each([
  ["an empty file", new Uint8Array(0), "expected an npy file but got bytes that do not read as one"],
  ["a text", new TextEncoder().encode("1,2,3\n4,5,6\n"), "expected an npy file but got bytes"],
  ["a header cut short", npy(says("<f4", "(2, 2)"), 0).slice(0, 50), "header extends beyond file"],
  [
    "a file cut short",
    npy(says("<f4", "(2, 2)"), 15),
    "expected float32 of shape (2, 2), as its header says, but got a file of 143 bytes. Is the file complete?",
  ],
  [
    "a header that claims too much",
    npy(says("<f8", "(4000000000, 4000000000)"), 64),
    "Is the file complete?",
  ],
  ["a length past all numbers", npy(says("<f8", `(${"9".repeat(40)},)`), 64), "Is the file complete?"],
  ["a length below zero", npy(says("<f4", "(-2, -2)"), 64), "Is the file complete?"],
  ["Fortran order", npy(says("<f4", "(2, 2)", "True"), 16), "column by column (Fortran order). Save it"],
  ["big-endian numbers", npy(says(">f4", "(2, 2)"), 16), "but got the type >f4. Save it"],
  ["another type", npy(says("<i8", "(2, 2)"), 32), "but got the type <i8. Save it"],
  ["objects", npy(says("|O", "(2, 2)"), 32), "but got the type |O. Save it"],
  [
    "numbers at an odd place",
    npy(says("<f8", "(1,)").padEnd(120), 8),
    "expected numbers that begin at a multiple of 8 bytes but got byte 131.",
  ],
])("%s is refused", async (_, bytes, message) => {
  const refused = await mapNpy(fileOf(bytes, "bad.npy")).catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: "ChainruleError", code: "data" });
  expect(String(refused)).toContain(message);
});

test("a file that is not there, and a folder, are refused", async () => {
  fileOf(new Uint8Array(0), "rows.npy");
  await expect(mapNpy(join(folder, "row.npy"))).rejects.toThrow('Did you mean "rows.npy"?');
  await expect(mapNpy(folder)).rejects.toThrow("expected a file to map but got a folder");
});

const settings = { optimizer: adam(0.01), batchSize: 16, epochs: 3, seed: 1 };

test("training on mapped arrays gives the bits of training on read ones", async () => {
  const random = new RandomState(3);
  const x = new NDArray(Float32Array.from(random.normal(0, 1, 600)), [200, 3], "float32");
  const y = new NDArray(Float32Array.from(random.normal(0, 1, 200)), [200, 1], "float32");
  const [xFile, yFile] = [fileOf(writeNpy(x)), fileOf(writeNpy(y), "y.npy")];
  const trained = async (x: NDArray, y: NDArray) => {
    const model = mlp(3, dense(5, "tanh"), dense(1));
    const { history } = await model.fit(x, y, settings);
    return { loss: history.loss, weights: Object.values(model.weights!).map(({ data }) => data) };
  };
  const read = await trained(readNpy(await readFile(xFile)), readNpy(await readFile(yFile)));
  const [mappedX, mappedY] = [await mapNpy(xFile), await mapNpy(yFile)];
  expect(await trained(mappedX, mappedY)).toEqual(read);
  expect(streamed(mappedX, mappedY)).toEqual(read);
  expect(read.loss[2]).toBeLessThan(read.loss[0]!);
});

/** The same training, rows brought from outside of the program batch by batch, as for more than fits in it. */
function streamed(x: NDArray, y: NDArray) {
  const network = { features: 3, layers: [dense(5, "tanh"), dense(1)] };
  const plan = planRun(network, x, y, settings);
  const state = beginState(preparedStep(network, plan.step), 1);
  const steps = stepper(plan, state, { backend: wasm, threads: 1 }, feedOf(plan, 0));
  while (state.epoch < 3) steps.advance(100);
  const names = ["W1", "b1", "W2", "b2"];
  return {
    loss: state.records.history().loss,
    weights: names.map((name) => new Float32Array(state.arrays.get(name)!)),
  };
}
