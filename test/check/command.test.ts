import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../../src/cli/testing.ts";
import { writeNpz } from "../../src/index.ts";
import { arraysOf, goldenCases } from "./golden.ts";

const folder = mkdtempSync(join(tmpdir(), "chainrule-check-"));
afterAll(() => rmSync(folder, { recursive: true }));
const caseOf = (slip: string | null) =>
  goldenCases.find((one) => one.slip === slip && one.network === "flower")!;
beforeAll(async () => {
  for (const slip of [null, "noMean", "logOfZero"])
    writeFileSync(join(folder, `${slip ?? "right"}.npz`), await writeNpz(arraysOf(caseOf(slip))));
});

const run = (...words: string[]) =>
  runCli(["check", ...words, "--layers", "4:tanh,1:sigmoid"], { cwd: folder });

test("right work ends in 0, a slip in 1", async () => {
  const right = await run("right.npz");
  expect([right.code, right.stderr]).toEqual([0, ""]);
  expect(right.stdout).toMatch(/^Right: all \d+ values agree\n/);
  const wrong = await run("noMean.npz");
  expect([wrong.code, wrong.stderr]).toEqual([1, ""]);
  expect(wrong.stdout).toMatch(/^The first slip is in dW2\n/);
  expect(wrong.stdout).toContain("dW2 lacks the 1/m");
});

test("a learning rate in the optimizer's text is that of the update, one number", async () => {
  writeFileSync(
    join(folder, "update.json"),
    JSON.stringify({ X: [[1, 2]], W1: [[1], [1]], dW1: [[2], [4]], W1_new: [[0.8], [0.6]] }),
  );
  const of = (...more: string[]) =>
    runCli(["check", "update.json", "--layers", "1", "--optimizer", ...more], { cwd: folder });
  const verdict = async (rate: string) => (await of(`sgd(${rate})`)).stdout;
  expect(await verdict("0.1")).toMatch(/^Right: .*\n/);
  expect(await verdict("0.2")).toMatch(/first slip is in W1_new/);
  expect((await of("sgd(0.1)", "--lr", "0.2")).stderr).toMatch(/got 0\.1 in --optimizer and 0\.2 in --lr/);
  expect((await of("sgd(cosine(0.1))")).stderr).toMatch(
    /^error: --optimizer: expected a learning rate that is one/,
  );
});

test("--lang ko says it in Korean", async () => {
  expect((await run("noMean.npz", "--lang", "ko")).stdout).toContain("dW2 식에 1/m이 빠졌습니다.");
});

test("--json prints the verdict as data, with a sentence for each slip and words for what is not finite", async () => {
  const { code, stdout } = await run("noMean.npz", "--json");
  expect(code).toBe(1);
  const verdict = JSON.parse(stdout) as { verdict: string; outcomes: Record<string, unknown>[] };
  expect(verdict.verdict).toBe("wrong");
  expect(verdict.outcomes.find(({ kind }) => kind === "wrong")).toMatchObject({
    name: "dW2",
    slips: [{ slip: "noMean", at: "dW2", sentence: expect.stringContaining("lacks the 1/m") }],
  });
  const infinite = JSON.parse((await run("logOfZero.npz", "--json")).stdout) as typeof verdict;
  expect(infinite.outcomes.find(({ kind }) => kind === "wrong")).toMatchObject({
    name: "loss",
    slips: [{ slip: "logOfZero" }],
    element: { yours: "nan" },
  });
});

test("a slip in a value that the file does not hold is put right in that value's line", async () => {
  const { X, Y, W1, b1, W2, b2, dW1, dW2 } = arraysOf(caseOf("derivativeOfWrong"));
  const held = Object.entries({ X, Y, W1, b1, W2, b2, dW1, dW2 });
  const arrays = Object.fromEntries(held.flatMap(([name, array]) => (array ? [[name, array]] : [])));
  writeFileSync(join(folder, "few.npz"), await writeNpz(arrays));
  const { stdout } = await run("few.npz");
  expect(stdout).toMatch(/^The first slip is in dW1\n/);
  expect(stdout).toContain("  dZ1 = (dZ2 @ W2.T) * (1 - A1 ** 2)\n");
});

test("--out writes the report to a file, in the format that its name says", async () => {
  const { code, stdout } = await run("noMean.npz", "--out", "verdict.html");
  expect([code, stdout]).toEqual([1, "Written to verdict.html\n"]);
  expect(readFileSync(join(folder, "verdict.html"), "utf8")).toContain("dW2 lacks the 1/m");
});

test.each([
  ["markdown", /^# The first slip is in dW2/],
  ["html", /^<!doctype html>/i],
  ["latex", /\\documentclass/],
  ["json", /^\{/],
])("--format %s writes the same report", async (format, start) => {
  const { code, stdout } = await run("noMean.npz", "--format", format);
  expect(code).toBe(1);
  expect(stdout).toMatch(start);
});

test("the numbers may be pasted into the standard input", async () => {
  const pasted =
    "X\n0.1 0.3\nW1\n0.4\n-0.2\nW2\n0.1\ny\n1\nZ1\n-0.02\nA1\n0.495\ny_hat\n0.512\ndelta2\n0.122\ndelta1\n0.0003\n";
  const { code, stdout } = await runCli(
    ["check", "-", "--layers", "1:sigmoid,1:sigmoid", "--loss", "halfSquaredError"],
    { stdin: pasted },
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/^The first slip is in dZ1\n/);
  expect(stdout).toContain("dZ1 (your delta1)");
  expect(stdout).toContain("its decimal point is in the wrong place");
});
