import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

afterAll(removeScratchFolders);

const cwd = scratchFolder();
const run = (line: string) => runCli(line.split(" "), { cwd });
const json = async (line: string) => {
  const { code, stdout, stderr } = await run(`${line} --json`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
};

beforeAll(async () => {
  const trained = "train moons --samples 40 --layers 3:tanh,1:sigmoid --seed 2";
  await run(`${trained} --lr 0.5 --epochs 30 --out small --quiet`);
  await run(`${trained} --lr 5 --batch 16 --validation 0.25 --early-stop 2 --epochs 40 --out early --quiet`);
  writeFileSync(join(cwd, "other.csv"), "x1,x2,class\n0,0.5,0\n1,0,1\n0.5,1,0\n");
  writeFileSync(join(cwd, "line.csv"), "x,y\n1,2.5\n2,4.5\n3,6.75\n4,8.25\n");
});

describe("of a run folder", () => {
  test("a report trains again, to the bits of the weights that it holds", async () => {
    const found = await json("report small --looks 4");
    expect(found.repeats).toBe(true);
    expect(found.looks.map(({ epoch }: { epoch: number }) => epoch)).toEqual([0, 10, 20, 30]);
    const kinds = found.findings.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(["error terms", "learning rate"]);
  });

  test("that early stopping ended, a report ends as it did, with the best weights that it holds", async () => {
    const { result } = JSON.parse(readFileSync(join(cwd, "early", "run.json"), "utf8"));
    const found = await json("report early --range none");
    expect(result).toMatchObject({ epochs: 7, stopped: "earlyStopping" });
    expect(found).toMatchObject({ epochs: 7, repeats: false });
    expect(found.looks.at(-1).epoch).toBe(7);
  });

  test("a report on other data looks at the weights that it holds, and trains nothing", async () => {
    const found = await json("report small other.csv --range none");
    expect(found).toMatchObject({ epochs: 0, examples: 3, looked: 3 });
    expect(found.looks).toHaveLength(1);
  });
});

test("zero initialization is told in both languages, and drawn", async () => {
  const line = "report moons --samples 40 --layers 4:tanh,1:sigmoid --init zeros --lr 1 --epochs 20";
  const english = await run(`${line} --pictures drawn`);
  expect(english.code).toBe(0);
  expect(english.stdout.replaceAll(/\s+/g, " ")).toContain(
    "At the start and still after 20 epochs, units 0, 1, 2, 3 of Z1 have the same weights, and gradients of exactly 0",
  );
  expect(english.stderr).toBe(
    "Drawn in drawn: error-terms.svg, error-terms-strip.svg, learning-rate.svg, distinct-units.svg, idle-units.svg\n",
  );
  expect(readdirSync(join(cwd, "drawn")).sort()).toEqual([
    "distinct-units.svg",
    "error-terms-strip.svg",
    "error-terms.svg",
    "idle-units.svg",
    "learning-rate.svg",
  ]);
  const korean = await run(`${line} --lang ko`);
  expect(korean.stdout.replaceAll(/\s+/g, " ")).toContain(
    "유닛 0, 1, 2, 3번은 가중치가 똑같고 기울기가 정확히 0입니다.",
  );
});

test("a report of a run that diverges covers what came before, and the exit code says so", async () => {
  const line = "report line.csv --layers 4:relu,1 --lr 1000 --epochs 50 --range none";
  const { code, stdout } = await run(line);
  expect(code).toBe(5);
  expect(stdout).toMatch(/Training left the finite numbers after \d+ epochs?/);
});

test("a report is written in each format: pictures within a page, as files beside Markdown", async () => {
  const begin = {
    md: "# Report: 2 inputs, layers 3:tanh,1:sigmoid",
    html: "<!doctype html>",
    tex: "\\documentclass",
  };
  const written = async (ending: string, more = "") => {
    await run(`report small --out report.${ending}${more}`);
    return readFileSync(join(cwd, `report.${ending}`), "utf8");
  };
  for (const [ending, first] of Object.entries(begin))
    expect((await written(ending)).startsWith(first), ending).toBe(true);
  expect((await written("html")).match(/<figure><svg/g)).toHaveLength(5);
  expect(await written("md")).not.toContain("![");
  expect(await written("md", " --pictures drawn")).toContain(
    "![Loss while the learning rate grows](drawn/learning-rate.svg)",
  );
});

test.each([
  ["report", 2, 'missing required argument "run|data".'],
  ["report moon", 4, 'Did you mean "moons"?'],
  ["report moons moons", 2, 'report: expected other data only after a run folder but got "moons".'],
  ["report moons --looks 1", 2, '--looks: expected a whole number from 2 but got "1".'],
  ["report moons --examples none", 2, '--examples: expected a whole number from 1 but got "none".'],
  ["report moons --range 1", 2, "--range: expected two learning rates and perhaps a number of steps"],
  ["report moons --range 10,1", 2, '--range: expected a number above 10 but got "1".'],
  ["report moons --range 0,1", 2, '--range: expected a number above 0 but got "0".'],
  ["report moons --range 1e-5,1,3", 2, '--range: expected a whole number from 10 to 10000 but got "3".'],
  ["report moons --lang kr", 2, '--lang: expected en or ko but got "kr".'],
  ["report moons --layers 4:tnah,1:sigmoid", 2, 'Did you mean "tanh"?'],
  ["report moons --out report.doc", 2, "--out: expected a file name that ends in"],
  ["report small --epochs 5", 2, '--epochs: expected no run folder beside it but got "small".'],
  ["report small --layers 1:sigmoid", 2, '--layers: expected no run folder beside it but got "small".'],
  ["report small gone.csv", 4, "gone.csv"],
])("%s is refused", async (line, expected, message) => {
  const { code, stderr } = await run(line);
  expect(stderr).toContain(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(code).toBe(expected);
});
