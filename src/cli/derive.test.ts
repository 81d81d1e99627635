import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

afterAll(removeScratchFolders);

const cwd = scratchFolder();
const run = (line: string) => runCli(line.split(" "), { cwd });
const json = async (line: string) => JSON.parse((await run(line)).stdout);

beforeAll(async () => {
  await run("train planar --layers 4:tanh,1:sigmoid --epochs 20 --lr 1.2 --quiet --out small");
  await run(
    "train moons --samples 40 --layers 3:relu,2:softmax --optimizer adam --epochs 5 --quiet --out other",
  );
});

describe("derive", () => {
  test("ends in the six equations of lessons 4 and 5", async () => {
    const { stdout, code } = await run(
      "derive --layers 4:tanh,1:sigmoid --convention columns --only equations",
    );
    expect(code).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "dZ2 = A2 - Y",
      "dW2 = (1/m) dZ2 A1^T",
      "db2 = (1/m) sum(dZ2, axis 1, keepdims)",
      "dZ1 = (W2^T dZ2) * (1 - A1^2)",
      "dW1 = (1/m) dZ1 X^T",
      "db1 = (1/m) sum(dZ1, axis 1, keepdims)",
      "",
    ]);
  });

  test("takes network, loss and optimizer from a run", async () => {
    const { layers, loss, optimizer, parts } = await json("derive other --json");
    expect([layers, loss, optimizer]).toEqual(["3:relu,2:softmax", "crossEntropy", "adam"]);
    const dZ2 = parts.find(({ name }: { name: string }) => name === "dZ2");
    expect(dZ2.lines.at(-1).text).toBe("A2 - Y");
    expect(dZ2.shape).toEqual([5, 2]);
  });

  test("shows a run on its own weights and the first of its data", async () => {
    const [{ parts, program }, { weights }] = await Promise.all([
      json("derive small --json --examples 1"),
      json(
        "train planar --layers 4:tanh,1:sigmoid --epochs 20 --lr 1.2 --quiet --out again --json --weights",
      ),
    ]);
    expect(program).toContain(`b2 = np.array(${JSON.stringify(weights.b2)}`);
    const [A2, dZ2] = ["A2", "dZ2"].map(
      (name) => parts.find((part: { name: string }) => part.name === name).value[0],
    );
    // The first point of the flower is of class 0.
    expect(dZ2).toBeCloseTo(A2, 14);
  });

  test("says in Korean which rule makes a line", async () => {
    const { stdout } = await run("derive --layers 4:tanh,1:sigmoid --lang ko");
    expect(stdout).toContain("역전파 유도: 입력 2개, 층 4:tanh,1:sigmoid, 손실 함수 binaryCrossEntropy");
    expect(stdout).toContain("시그모이드와 교차 엔트로피가 만나 간단해짐 [(1 - y) a - y (1 - a) = a - y]");
    expect(stdout).toContain("연쇄 법칙 [a = tanh(z): da/dz = 1 - a^2]");
  });

  test("writes a page with MathML", async () => {
    await run("derive --layers 1:sigmoid --out page.html");
    const page = readFileSync(join(cwd, "page.html"), "utf8");
    expect(page).toContain("<msub><mi>Z</mi><mn>1</mn></msub>");
  });
});

describe("gradcheck", () => {
  test("names the parameters that a step keeps from learning, though their gradient is right", async () => {
    const line = "gradcheck planar --layers 4:step,1:sigmoid";
    const { stdout, code } = await run(line);
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "The gradient is 0 in every element of W1, b1: training leaves these numbers as they are.",
    );
    expect((await run(`${line} --lang ko`)).stdout).toContain("기울기가 모두 0인 파라미터: W1, b1.");
    const { parameters } = await json(`${line} --json`);
    expect(parameters.map(({ isZero }: { isZero: boolean }) => isZero)).toEqual([true, true, false, false]);
    expect((await run("gradcheck small")).stdout).not.toContain("The gradient is 0");
  });

  test("passes a run at its weights, in float64 though it trained in float32", async () => {
    const { passed, parameters, examples, loss } = await json("gradcheck small --json");
    expect([passed, examples, loss]).toEqual([true, 100, "binaryCrossEntropy"]);
    expect(parameters.map(({ name, size }: { name: string; size: number }) => [name, size])).toEqual([
      ["W1", 8],
      ["b1", 4],
      ["W2", 4],
      ["b2", 1],
    ]);
  });

  test("says which elements have no slope", async () => {
    const { stdout, code } = await run("gradcheck moons --layers 3:relu,1:sigmoid --init zeros");
    expect(code).toBe(0);
    expect(stdout).toMatch(/at W1\[0,0\] it is relu at Z1\[0,0\]/);
    expect(stdout).toContain("No element of W1, b1 could be judged.");
  });

  test("ends with 1 where a gradient is wrong by more than the tolerance", async () => {
    const { stdout, code } = await run(
      "gradcheck planar --layers 4:tanh,1:sigmoid --seed 3 --tolerance 1e-16",
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Gradient check FAILED: /);
    expect(stdout).toMatch(/Each op and each rule is right by itself/);
  });
});

test.each([
  ["derive", 2, "derive: expected a run folder, or --layers but got none of them."],
  [
    "derive --layers 4:tahn",
    2,
    '"4:tahn": dense: expected a known activation but got "tahn". Did you mean "tanh"?',
  ],
  ["derive --layers 3:tanh --loss crossEntropy", 2, "expected a last layer with softmax"],
  ["derive --layers 3:tanh --loss huberr", 2, 'Did you mean "huber"?'],
  ["derive --layers 1 --only equation", 2, '--only: expected equations or numpy but got "equation"'],
  ["derive --layers 1 --convention column", 2, '--convention: expected rows or columns but got "column"'],
  ["derive --layers 1 --features 0", 2, "--features: expected a whole number from 1"],
  ["derive --layers 1 --out net.doc", 2, "--out: expected a file name that ends in"],
  ["derive small --layers 1", 2, '--layers: expected no run folder beside it but got "small".'],
  ["derive nowhere", 4, "nowhere"],
  ["gradcheck planar --tolerance 2", 2, "--tolerance: expected a number above 0 and below 1 but got 2."],
  ["gradcheck planar --elements 0", 2, "--elements: expected a whole number from 1"],
  ["gradcheck small --loss huber", 2, '--loss: expected no run folder beside it but got "small".'],
  ["gradcheck planar moons", 2, "gradcheck: expected other data only after a run folder"],
])("%s is refused", async (line, expected, message) => {
  const { code, stderr } = await run(line);
  expect(stderr).toContain(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(code).toBe(expected);
});
