import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readNpy } from "../array/npy.ts";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

afterAll(removeScratchFolders);

const cwd = scratchFolder();
const run = (line: string, stdin = "") => runCli(line.split(" "), { cwd, stdin });
const json = async (line: string, stdin = "") => JSON.parse((await run(line, stdin)).stdout);

const animals =
  "size,kind,legs\n1.5,cat,4\n2,cat,4\n,cat,4\n1,bird,2\n0.5,bird,2\n0.7,bird,2\n6,cat,4\n0.3,bird,2\n";

beforeAll(async () => {
  writeFileSync(join(cwd, "animals.csv"), animals);
  await run("train animals.csv --target kind --lr 1 --epochs 300 --quiet --out animals");
});

describe("train", () => {
  test("planar learns what lesson 4 says", async () => {
    const result = await json(
      "train planar --layers 4:tanh,1:sigmoid --loss binaryCrossEntropy --lr 1.2 --epochs 10000 --seed 3 " +
        "--init normal(0,0.01) --dtype float64 --json --weights --out flower",
    );
    expect(result).toMatchObject({
      accuracy: 0.905,
      epochs: 10000,
      steps: 10000,
      stopped: "finished",
      out: "flower",
    });
    // Cost after 9,000 updates: 0.218525...; the last one is below it.
    const history = readFileSync(join(cwd, "flower/history.csv"), "utf8").split("\n");
    expect(history[0]).toBe("epoch,loss,accuracy,learningRate");
    expect(Number(history[1]!.split(",")[1])).toBeCloseTo(0.6931621661402945, 12);
    expect(Number(history[1001]!.split(",")[1])).toBeCloseTo(0.25862506828690457, 8);
    expect(result.weights.W1).toHaveLength(2);
    expect(result.weights.b2).toHaveLength(1);
  });

  test("xor gives the outputs of lesson 2, and predict the same from its folder", async () => {
    const result = await json(
      "train xor --layers 4:sigmoid,1:sigmoid --no-bias --loss halfSquaredError --lr 1 --epochs 60000 --seed 1 " +
        "--init uniform(-1,1) --dtype float64 --json --weights --out xor",
    );
    expect(result.accuracy).toBe(1);
    expect(Object.keys(result.weights)).toEqual(["W1", "W2"]);
    expect(result.weights.W1[0][0]).toBeCloseTo(4.601357097887595, 10);
    const { outputs } = await json("predict xor 0,0,1 0,1,1 1,0,1 1,1,1 --json");
    const lesson = [0.0026057245999589304, 0.9967220868897564, 0.9970171078634206, 0.00386759309559767];
    for (const [i, expected] of lesson.entries()) expect(outputs[i][0]).toBeCloseTo(expected, 6);
  });

  test("the last line of the standard output is the JSON object, and nothing else is there", async () => {
    const { stdout, stderr } = await run("train xor --epochs 20 --json --out lines");
    expect(stdout.split("\n")).toHaveLength(2);
    expect(JSON.parse(stdout)).toMatchObject({ epochs: 20, steps: 20, out: "lines" });
    expect(stderr).toContain("epoch 20 of 20");
  });

  test("without a terminal, progress is a line for each tenth of the run, without colors", async () => {
    const { stderr, stdout } = await run("train xor --epochs 100 --out plain");
    expect(stderr.match(/^epoch +\d+ of 100 {2}loss /gm)).toHaveLength(11);
    expect(stderr + stdout).not.toContain("\u001b");
    expect(stdout).toMatch(
      /^training {3}loss 0\.\d+ {2}accuracy \d+ %\n100 epochs, 100 steps in .*; written to plain\n\nTry next:\n/,
    );
  });

  test("progress with batches begins with the first whole epoch", async () => {
    const { code, stderr } = await run("train moons --batch 32 --epochs 20 --out batches");
    expect(code).toBe(0);
    expect(stderr.match(/^epoch +\d+ of 20/gm)).toEqual(
      [1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20].map((epoch) => `epoch ${String(epoch).padStart(2)} of 20`),
    );
  });

  test("a rate far too large is said to be one, and a good one is not", async () => {
    const wild = await run("train planar --lr 1e9 --epochs 50 --out wild");
    expect(wild.code).toBe(0);
    expect(wild.stdout).toMatch(
      /\nThe loss (goes up and down|has gone up) \(0\.\d+ at first, [\d,]+ at the end\): the learning rate may be too large\.\n/,
    );
    const good = await run("train planar --lr 1.2 --epochs 50 --out good");
    expect(good.stdout).not.toContain("too large");
    expect(good.stdout).not.toContain("has not moved");
  });

  test("a loss that stands still for half of the run sends to the report, which says why", async () => {
    const houses = Array.from({ length: 40 }, (_, i) => `${60 + i},${(60 + i) * 2500}`);
    writeFileSync(join(cwd, "houses.csv"), `area,price\n${houses.join("\n")}\n`);
    const line = "train houses.csv --target price --lr 0.1 --scale none --epochs 200";
    const { stdout, code } = await run(`${line} --out dead`);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\nThe loss has not moved since epoch \d+ \([\d,]+ at first, [\d,]+ at the end\): either this network can do no better, or it no longer learns\. See: npx chainrule report dead\n/,
    );
    const report = (await run("report dead")).stdout.replaceAll(/\s+/g, " ");
    expect(report).toContain("8 of 8 units of A1 give the same number on all 40 examples");
  });

  test("a person gets the boundary and what to try next", async () => {
    const { stdout } = await runCli("train moons --epochs 50 --out shown".split(" "), {
      cwd,
      terminal: true,
    });
    expect(stdout).toContain("x1 from ");
    expect(stdout).toContain("Try next:");
    expect(stdout).toContain("npx chainrule evaluate shown");
  });

  test("a run folder holds the run, whole", () => {
    expect(readdirSync(join(cwd, "flower")).sort()).toEqual([
      "boundary.png",
      "boundary.svg",
      "checkpoint.safetensors",
      "history.csv",
      "loss.png",
      "loss.svg",
      "run.json",
      "weights.safetensors",
    ]);
  });

  test("the folder of an earlier run is replaced, and what else lies there stays", async () => {
    await run("train moons --epochs 5 --quiet --out again");
    writeFileSync(join(cwd, "again/notes.txt"), "mine");
    await run("train xor --epochs 5 --quiet --out again");
    expect(readdirSync(join(cwd, "again")).sort()).toEqual([
      "checkpoint.safetensors",
      "history.csv",
      "loss.png",
      "loss.svg",
      "notes.txt",
      "run.json",
      "weights.safetensors",
    ]);
    expect(JSON.parse(readFileSync(join(cwd, "again/run.json"), "utf8")).data.source.name).toBe("xor");
  });

  test("a run that diverges leaves the earlier run as it was, and no new folder", async () => {
    await run("train moons --epochs 5 --quiet --out safe");
    const before = readFileSync(join(cwd, "safe/run.json"), "utf8");
    const bad = "train moons --layers 8:relu,1 --lr 1e30 --epochs 50 --quiet";
    expect((await run(`${bad} --out safe`)).code).toBe(5);
    expect(readFileSync(join(cwd, "safe/run.json"), "utf8")).toBe(before);
    await run(`${bad} --out unmade`);
    expect(readdirSync(cwd)).not.toContain("unmade");
  });

  test("early stopping ends a run, and a schedule, clipping and weights of classes are taken", async () => {
    const result = await json(
      "train moons --noise 0.4 --validation 0.3 --early-stop 5 --optimizer adam(beta1=0.8) --lr cosine(0.1) " +
        "--clip-norm 1 --class-weights 1,2 --l2 0.001 --batch 20 --epochs 500 --json --quiet --out early",
    );
    expect(result.stopped).toBe("earlyStopping");
    expect(result.epochs).toBeLessThan(500);
    expect(result.validation.accuracy).toBeGreaterThan(0.7);
    const { settings } = JSON.parse(readFileSync(join(cwd, "early/run.json"), "utf8"));
    expect(settings.optimizer.settings.beta1).toBe(0.8);
    expect(settings.optimizer.learningRate.schedule).toBe("cosine");
    expect(settings.classWeights).toEqual([1, 2]);
  });

  test("a run folder takes every optimizer and every schedule", async () => {
    for (const settings of [
      "--optimizer lbfgs --epochs 200",
      ...["sgd(momentum=0.9)", "rmsProp", "adagrad", "adam", "adamW"].map((name) => `--optimizer ${name}`),
      ...["stepDecay(0.1)", "exponentialDecay(0.1)", "cosine(0.1,warmup=3)", "linearWarmup(0.1)"].map(
        (lr) => `--lr ${lr}`,
      ),
      "--lr piecewise(0.1,5:0.01)",
    ]) {
      const { code, stderr } = await run(`train moons --epochs 10 ${settings} --quiet --out settings`);
      expect([code, stderr], settings).toEqual([0, ""]);
      expect((await run("evaluate settings")).code).toBe(0);
    }
  });

  test("a usual network learns each data set that is drawn", { timeout: 120_000 }, async () => {
    for (const [name, least] of [
      ["planar", 0.85],
      ["moons", 0.97],
      ["circles", 0.97],
      ["blobs", 0.9],
      ["gaussianQuantiles", 0.93],
    ] as const)
      expect((await json(`train ${name} --json --quiet --out usual`)).accuracy).toBeGreaterThan(least);
  });
});

describe("a file of one's own", () => {
  test("texts and gaps are encoded as in training when new rows are predicted", async () => {
    const { stdout } = await run("predict animals -", "legs,size\n4,3\n2,\n");
    const [names, first, second] = stdout.split("\n").map((line) => line.split(","));
    expect(names).toEqual(["kind", "P(bird)", "P(cat)"]);
    expect([first![0], second![0]]).toEqual(["cat", "bird"]);
    expect(Number(first![1]) + Number(first![2])).toBeCloseTo(1, 6);
  });

  test("the test part is judged apart, and evaluate finds the same part again", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i},${(i * 7) % 13},${i < 30 ? "low" : "high"}`);
    writeFileSync(join(cwd, "rows.csv"), `a,b,level\n${rows.join("\n")}\n`);
    const trained = await json("train rows.csv --test 0.25 --epochs 100 --json --quiet --out rows");
    const judged = await json("evaluate rows --json");
    expect(judged.examples).toBe(15);
    expect({ loss: judged.loss, accuracy: judged.accuracy }).toEqual(trained.test);
    expect(judged.classes.map(({ support }: { support: number }) => support)).toEqual([8, 7]);
  });

  test("types, a header and a decimal mark are taken, and what was said is known again", async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i % 3};${i},5;${i % 3 === 1 ? "yes" : "no"}`);
    writeFileSync(join(cwd, "codes.csv"), `${rows.join("\n")}\n`);
    await run(
      "train codes.csv --header no --decimal , --types column1=category --epochs 200 --quiet --out codes",
    );
    const { data } = JSON.parse(readFileSync(join(cwd, "codes/run.json"), "utf8"));
    expect(data.source.options).toEqual({ header: false, decimal: ",", types: { column1: "category" } });
    expect(data.encoding.inputs.map(({ type }: { type: string }) => type)).toEqual(["category", "number"]);
    expect((await json("evaluate codes --json")).examples).toBe(20);
    expect((await json("predict codes 1,3 2,4 --json")).labels).toEqual(["yes", "no"]);
  });

  test("a regression is trained, judged and predicted in its own unit", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i / 10},${(3 * i) / 10 + 20}`);
    writeFileSync(join(cwd, "line.csv"), `x,price\n${rows.join("\n")}\n`);
    const { accuracy, loss } = await json(
      "train line.csv --layers 1 --lr 0.1 --epochs 400 --json --quiet --out line",
    );
    expect(accuracy).toBeUndefined();
    expect(loss).toBeLessThan(1e-6);
    const { stdout } = await run("predict line 10");
    expect(stdout.split("\n")[0]).toBe("price");
    expect(Number(stdout.split("\n")[1])).toBeCloseTo(50, 2);
    expect((await json("evaluate line --json")).metrics.r2).toBeGreaterThan(0.9999);
  });

  test("prices far from 0 are learned by a usual network, because they are scaled as the inputs are", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i},${1000 * i + 200000 + (i % 3)}`);
    writeFileSync(join(cwd, "flats.csv"), `area,price\n${rows.join("\n")}\n`);
    const { stdout } = await run("train flats.csv --out flats");
    expect(stdout).toContain("\nloss of (price - 229500) / 17320; evaluate judges in the data's own unit\n");
    const { r2, meanAbsoluteError } = (await json("evaluate flats --json")).metrics;
    expect(r2).toBeGreaterThan(0.999);
    expect(meanAbsoluteError).toBeGreaterThan(1);
    expect((await run("evaluate flats")).stdout).toContain("(meanSquaredError, of the scaled price)");
    const { outputs } = await json("predict flats 30 --json");
    expect(Math.abs(outputs[0][0] - 230000)).toBeLessThan(17318);
    const plain = JSON.parse(readFileSync(join(cwd, "flats/run.json"), "utf8"));
    expect(plain.data.encoding.target.columns[0].offset).toBeCloseTo(229501, 6);
    await run("train flats.csv --scale none --epochs 1 --quiet --out unscaled");
    const unscaled = JSON.parse(readFileSync(join(cwd, "unscaled/run.json"), "utf8"));
    expect(unscaled.data.encoding.target.columns).toEqual([{ name: "price", offset: 0, scale: 1 }]);
  });

  test("data on the standard input is learned, and has to be named to judge by", async () => {
    expect((await run("train - --target kind --epochs 5 --quiet --out piped", animals)).code).toBe(0);
    const { code, stderr } = await run("evaluate piped");
    expect([code, stderr]).toEqual([
      2,
      "error: evaluate: expected data to judge by but got a run whose data came from the standard input. Name the data: evaluate piped <file>.\n",
    ]);
    expect((await json("evaluate piped animals.csv --json")).examples).toBe(8);
  });
});

describe("evaluate and predict", () => {
  test("a run finds its file from any folder, also where both have moved, and where only cwd leads to it", async () => {
    mkdirSync(join(cwd, "here/data"), { recursive: true });
    writeFileSync(join(cwd, "here/data/rows.csv"), "a,b\n1,2\n2,4\n3,6\n4,8\n");
    const within = (folder: string, line: string) =>
      runCli(line.split(" "), { cwd: join(cwd, folder), stdin: "" });
    await within("here/data", "train rows.csv --epochs 2 --quiet --out ../runs/first");
    expect((await run("evaluate here/runs/first")).code).toBe(0);
    renameSync(join(cwd, "here"), join(cwd, "there"));
    expect((await run("evaluate there/runs/first/run.json")).code).toBe(0);
    renameSync(join(cwd, "there/runs/first"), join(cwd, "lone"));
    const gone = await run("evaluate lone");
    expect(gone.code).toBe(4);
    expect(gone.stderr).toMatch(
      /^error: evaluate: expected data to judge by but got a run whose file is no longer at .*rows\.csv\. Name the data: evaluate lone <file>\.\n$/,
    );
    expect((await run("evaluate lone there/data/rows.csv")).code).toBe(0);
    mkdirSync(join(cwd, "there/runs/second"));
    expect((await within("there/runs/second", "evaluate ../../../lone")).code).toBe(0);
  });

  test("fresh points of another seed are judged in the units of the training", async () => {
    await run("train moons --standardize --epochs 300 --quiet --out moons");
    expect((await json("evaluate moons moons --data-seed 9 --json")).accuracy).toBeGreaterThan(0.9);
  });

  test("the confusion matrix is drawn on request", async () => {
    await run("evaluate animals --out matrix.svg");
    expect(readFileSync(join(cwd, "matrix.svg"), "utf8")).toContain("Confusion matrix");
  });

  test("outputs of a float32 run have the digits that a float32 has, and are the numbers of npy", async () => {
    const { outputs } = await json("predict moons 0.5,1.2 -1,0 1,0.3 --json");
    await run("predict moons 0.5,1.2 -1,0 1,0.3 --out single.npy");
    const exact = readNpy(new Uint8Array(readFileSync(join(cwd, "single.npy")))).tolist() as number[][];
    expect((outputs as number[][]).map((row) => row.map(Math.fround))).toEqual(exact);
    const { stdout } = await run("predict moons 0.5,1.2 -1,0 1,0.3");
    for (const cell of stdout
      .trim()
      .split(/[\n,]/)
      .filter((text) => text.startsWith("0.")))
      expect(cell.replace(/^0\.0*|e.*/g, "").length).toBeLessThanOrEqual(9);
    expect(stdout).toContain(`,${outputs[0][0]}\n`);
  });

  test("negative values are values, and npy holds the bare outputs", async () => {
    const { outputs } = await json("predict flower -1,2 0.5,-1.2 --json");
    const written = await run("predict flower -1,2 0.5,-1.2 --out outputs.npy");
    expect(written.stdout).toBe("Written to outputs.npy\n");
    expect(readNpy(new Uint8Array(readFileSync(join(cwd, "outputs.npy")))).tolist()).toEqual(outputs);
    expect((await run("predict flower -1,2 --json --out outputs.json")).stdout).toBe("");
  });
});
