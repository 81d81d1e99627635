import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "../../src/cli/testing.ts";

afterAll(removeScratchFolders);

const cwd = fileURLToPath(new URL("../golden/parity", import.meta.url));
const run = (line: string, folder = cwd) => runCli(["parity", ...line.split(" ")], { cwd: folder });

test("what PyTorch, Keras and scikit-learn wrote agrees, and ends in 0", async () => {
  for (const line of [
    "torch.npz --layers 4:tanh,1:sigmoid --optimizer adam --lr 0.01",
    "keras.npz --layers 4:tanh,3:softmax --lr 0.1",
    "sklearn.npz --layers 4:tanh,3:softmax --lr 0.1",
  ]) {
    const { code, stdout, stderr } = await run(line);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^The recorded training agrees in all 3 steps\n/);
  }
});

test("a difference ends in 1, with the tensor, an element, both numbers and the cause", async () => {
  const { code, stdout, stderr } = await run("sklearn.npz --layers 4:tanh,3:softmax --lr 0.2");
  expect([code, stderr]).toEqual([1, ""]);
  expect(stdout).toMatch(/^The first difference is in W1 of step 1\n/);
  expect(stdout).toContain("W1[2,3] of step 1 is recorded as 0.0518966; Chainrule has 0.0919801.");
  expect(stdout).toContain("12 of 12 elements differ");
  expect(stdout).toContain("- The step is that of a learning rate of 0.1.");
  expect(stdout).toContain("With it, the whole trace agrees.");
});

test("two differences are explained one after the other", async () => {
  const { code, stdout } = await run("keras.npz --layers 4:relu,3:softmax --lr 0.3");
  expect(code).toBe(1);
  expect(stdout).toContain("A hidden layer has the activation tanh; here it has relu.");
  expect(stdout).toContain("With it, this tensor agrees, but not all of step 1.");
  expect(stdout).toContain("What remains: W1 of step 1");
  expect(stdout).toContain("- The step is that of a learning rate of 0.1.");
});

test("a tolerance lets a difference pass", async () => {
  const line = "keras.npz --layers 4:tanh,3:softmax --lr 0.1001";
  expect((await run(line)).code).toBe(1);
  expect((await run(`${line} --tolerance 1e-3`)).code).toBe(0);
});

test("it is written in Korean, in every format, and as data", async () => {
  const line = "keras.npz --layers 4:tanh,3:softmax --lr 0.1 --l2 0.1";
  expect((await run(`${line} --lang ko`)).stdout).toMatch(/^처음 다른 곳: 1단계의 loss\n/);
  expect((await run(`${line} --format markdown`)).stdout).toMatch(
    /^# The first difference is in loss of step 1\n/,
  );
  expect((await run(`${line} --format html`)).stdout).toContain(
    "<h1>The first difference is in loss of step 1</h1>",
  );
  const { stdout } = await run(`${line} --json`);
  expect(stdout.trimEnd()).not.toContain("\n");
  const data = JSON.parse(stdout);
  expect(data).toMatchObject({ agrees: false, steps: 3, dtype: "float32", optimizer: "sgd" });
  expect(data.differences[0].causes[0]).toMatchObject({
    cause: "penaltyMissing",
    sentence: "There is no penalty on the weights, neither in the loss nor in the gradients.",
  });
});

test.each([
  ["keras.npz", /--layers: expected the layers of the network but got none/],
  ["keras.npz --layers 5:tanh,3:softmax", /W1_0: expected shape \(3, 5\) but got \(3, 4\)/],
  ["keras.npz --layers 4:tanh,2:softmax", /parity, y: expected class numbers from 0 to 1 but got 2 in row 3/],
  [
    "keras.npz --layers 4:tanh,4:tanh,3:softmax",
    /expected W3_0, W3 before the first step, but got W1_0, b1_0, W2_0, b2_0/,
  ],
  ["keras.npz --layers 4:tanh,3:softmax --optimizer lbfgs", /steps once for each gradient but got lbfgs/],
  ["keras.npz --layers 4:tanh,dropout(0.5),3:softmax", /but got dropout, whose mask is drawn/],
  ["keras.npz --layers 4:tanh,3:softmax --batch 0", /--batch: expected a whole number from 1 but got "0"/],
  ["none.npz --layers 1", /none.npz/],
])("parity %s ends in 2 and one sentence", async (line, sentence) => {
  const { code, stdout, stderr } = await run(line);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^error: .*\n$/);
  expect(stderr).toMatch(sentence);
});

test("a damaged file is refused, wherever it is cut or changed", async () => {
  const folder = scratchFolder();
  const whole = readFileSync(join(cwd, "keras.npz"));
  for (let k = 0; k < 60; k++) {
    const bytes = Uint8Array.from(k % 2 === 0 ? whole.subarray(0, (whole.length * k) / 60) : whole);
    if (k % 2 === 1) bytes.fill(255, (whole.length * k) / 60, (whole.length * k) / 60 + 9);
    writeFileSync(join(folder, "trace.npz"), bytes);
    const { code, stderr } = await run("trace.npz --layers 4:tanh,3:softmax --lr 0.1", folder);
    // A changed number is a difference; all else is no trace.
    expect([0, 1, 2], stderr).toContain(code);
    if (code === 2) expect(stderr).toMatch(/^error: .*\n$/);
    else expect(stderr).toBe("");
  }
});
