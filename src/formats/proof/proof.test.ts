import { describe, expect, it } from "vitest";
import { dense, mlp } from "../../index.ts";
import { compareWithProof } from "./compare.ts";
import { proofOf } from "./proof.ts";
import { findProof, writeProof } from "./text.ts";

const half = () => {
  const model = mlp(2, dense(1, "sigmoid"));
  model.setWeights({ W1: [[1], [-1]], b1: [0] }, "float32", { offset: [100, 0.5], scale: [7, 3] });
  return model;
};

describe("A proof", () => {
  it("begins with the mean input, whose output the bias alone decides", async () => {
    const { inputs, outputs } = await proofOf(half());
    expect(inputs[0]).toEqual([100, 0.5]);
    expect(outputs[0]).toEqual([0.5]);
  });

  it("has inputs of few digits, which are the same number in either type", async () => {
    const { inputs } = await proofOf(half());
    for (const value of inputs.flat()) {
      expect(Math.fround(value as number)).toBe(value);
      expect(String(value).length).toBeLessThan(9);
    }
  });

  it("has 8 examples, and 2 of a network with 784 inputs times five", async () => {
    expect((await proofOf(half())).inputs.length).toBe(8);
    const wide = mlp(3920, dense(1));
    wide.setWeights({ W1: Array.from({ length: 3920 }, () => [0]), b1: [1] });
    expect((await proofOf(wide)).inputs.length).toBe(2);
  });

  it("allows what float32 itself is off by, times four, where that is more", async () => {
    // x2 = (x1 w + x2) - x1 w: what is left of x2 after rounding beside a large number.
    const large = mlp(2, dense(2), dense(1));
    const w = 1e6 / 3;
    large.setWeights({
      W1: [
        [w, w],
        [1, 0],
      ],
      b1: [0, 0],
      W2: [[1], [-1]],
      b2: [0],
    });
    const { tolerance } = await proofOf(large, 1e-6);
    expect(tolerance).toBeGreaterThan(1e-4);
    expect((await proofOf(half(), 1e-6)).tolerance).toBe(1e-6);
    expect((await proofOf(large)).tolerance).toBe(0);
  });

  it("is found again in a comment of any kind, to the last bit", async () => {
    const proof = await proofOf(half());
    for (const program of [
      `// ${writeProof(proof)}\n`,
      `/* ${writeProof(proof)} */\nint x;`,
      writeProof(proof),
    ])
      expect(findProof(program, "program")).toEqual(proof);
    expect(findProof("no proof", "program")).toBeUndefined();
  });

  it("is not what a name says that reads the same", async () => {
    const proof = await proofOf(half());
    const name = writeProof({ ...proof, tolerance: 0.1 });
    expect(findProof(`/* classes ${name}\n*/ int x;\n/* ${writeProof(proof)} */`, "a.c")).toEqual(proof);
    const columns = { ...proof, inputs: proof.inputs.map(() => [name]) };
    expect(findProof(writeProof(columns), "net.onnx")).toEqual(columns);
  });

  it("is refused with its place where it is cut off, or says what cannot be", async () => {
    const text = writeProof(await proofOf(half()));
    expect(() => findProof(text.slice(0, -20), "a.py")).toThrow(
      "a.py: expected test vectors in JSON but got a line that is cut off or changed. Export the network again.",
    );
    expect(() => findProof(text.replace('"tolerance":0', '"tolerance":-1'), "a.py")).toThrow("tolerance");
    expect(() => findProof(text.replace(/"outputs":\[\[0.5\],/, '"outputs":['), "a.py")).toThrow(
      "as many outputs as inputs",
    );
  });

  it("is refused where it has no outputs, rows of unequal length, or room for anything", async () => {
    const proof = await proofOf(half());
    const refused = (changes: object) => () => findProof(writeProof({ ...proof, ...changes }), "a.py");
    const each = (row: unknown) => proof.outputs.map(() => row);
    expect(refused({ outputs: each([]) })).toThrow("a.py: expected examples of finite numbers at outputs");
    expect(refused({ outputs: each([null]) })).toThrow("finite numbers at outputs");
    expect(refused({ outputs: each(["1"]) })).toThrow("finite numbers at outputs");
    expect(refused({ inputs: each([]) })).toThrow("finite numbers and texts at inputs");
    expect(refused({ inputs: [[1, 2, 3], ...proof.inputs.slice(1)] })).toThrow("equal length at inputs");
    expect(refused({ tolerance: 1e9 })).toThrow("a number from 0 to 0.1 at tolerance but got 1000000000");
    const many = Array.from({ length: 1001 }, () => [1]);
    expect(refused({ inputs: many, outputs: many })).toThrow("at most 1000 examples");
  });

  it("holds for the same outputs, and names the worst of others", async () => {
    const proof = await proofOf(half());
    expect(compareWithProof(proof, proof.outputs, "a").error).toBe(0);
    const wrong = proof.outputs.map((row, i) => (i === 3 ? [Number.NaN] : row));
    expect(compareWithProof(proof, wrong, "a")).toMatchObject({
      holds: false,
      worst: { example: 3, output: 0 },
    });
    expect(() => compareWithProof(proof, wrong.slice(1), "a")).toThrow(
      "expected 8 examples of 1 outputs but got 7 of 1",
    );
  });

  it("is not made of a network whose outputs are not finite", async () => {
    const model = mlp(1, dense(1), dense(1));
    model.setWeights({ W1: [[3e38]], b1: [3e38], W2: [[3e38]], b2: [0] });
    await expect(proofOf(model)).rejects.toThrow("outputs are finite");
  });
});
