import { describe, expect, test } from "vitest";
import { findOnnxRuntime, withoutOnnxRuntime } from "../../../test/support/onnxruntime.ts";
import { dense, encodeInputs, fitEncoding, mlp, readCsv } from "../../index.ts";
import { interpreter } from "../../run/interpreter.ts";
import { readOnnx } from "./readOnnx.ts";
import { decodeModel } from "./schema/codec.ts";
import { dataTypes } from "./schema/dataTypes.ts";
import { writeOnnx } from "./writeOnnx.ts";

const csv = (text: string) => readCsv(new TextEncoder().encode(text));
const table = csv("size,color,W1,price\n10,red,a,100\n30,blue,b,300\n,red,a,250\n20,,b,150\n");
const encoding = fitEncoding(table, { target: "price", task: "regression", scaleTarget: "standardize" });

/** size, three colors with the missing one, and two texts of a column that is named as a weight is. */
const model = () => {
  const made = mlp(6, dense(1));
  made.setWeights({ W1: [[0.5], [1], [2], [3], [0.25], [-0.25]], b1: [0.125] });
  return made;
};
const write = () => writeOnnx(model(), { about: { encoding }, inputs: "columns" });

describe("A file that takes columns", () => {
  test("has an input for each, of numbers or texts, and weights that keep their names", async () => {
    const { graph } = decodeModel(await write(), "test");
    const inputs = graph!.input.map(({ name, type }) => [name, type!.value.value!.elemType]);
    expect(inputs).toEqual([
      ["size", dataTypes.FLOAT],
      ["color", dataTypes.STRING],
      ["W1_2", dataTypes.STRING],
    ]);
    expect(graph!.initializer.map(({ name }) => name)).toContain("W1");
  });

  test("comes back as the network with its encoding", async () => {
    const { model: again, about, notes } = readOnnx(await write());
    expect(notes).toEqual([]);
    expect(about).toEqual({ encoding });
    expect(again.weights).toEqual(model().weights);
  });

  test("brings a proof of columns, in the units of the target", async () => {
    const { proof } = readOnnx(await write());
    expect(proof!.inputs.slice(0, 3).map((row) => row.slice(1))).toEqual([
      ["red", "a"],
      ["blue", "b"],
      ["red", "a"],
    ]);
    const size = (Number(proof!.inputs[0]![0]) - 20) / Math.sqrt(50);
    expect(proof!.outputs[0]![0]).toBeCloseTo((0.5 * size + 2 + 0.25 + 0.125) * Math.sqrt(6250) + 200, 3);
  });
});

const runtime = findOnnxRuntime();

test.skipIf(!runtime)(
  `onnxruntime fills gaps, encodes texts and gives targets in their units${runtime ? "" : ` (${withoutOnnxRuntime})`}`,
  async () => {
    const { InferenceSession, Tensor } = runtime!;
    const session = await InferenceSession.create(await write());
    const column = <T extends Float32Array | readonly string[]>(values: T) =>
      new Tensor(values instanceof Float32Array ? "float32" : "string", values, [values.length, 1]);
    const feeds = {
      size: column(Float32Array.of(10, Number.NaN, 20, 30)),
      color: column(["red", "blue", "", "green"]),
      W1_2: column(["a", "b", "a", "b"]),
    };
    const given = (await session.run(feeds))[session.outputNames[0]!]!.data;
    const rows = csv("size,color,W1\n10,red,a\n,blue,b\n20,,a\n30,green,b\n");
    const x = encodeInputs(encoding, rows, { unseen: "zeros" });
    const scaled = await model().predict(x, { backend: interpreter });
    scaled.data.forEach((value, i) => {
      expect(given[i]).toBe(Math.fround(value * Math.sqrt(6250) + 200));
    });
    await session.release();
  },
);
