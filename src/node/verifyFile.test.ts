import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { readCsv } from "../data/csv.ts";
import { fitEncoding } from "../data/fitEncoding.ts";
import { writeModel } from "../formats/model.ts";
import { writeOnnx } from "../formats/onnx/writeOnnx.ts";
import { type Proof, proofOf } from "../formats/proof/proof.ts";
import { writeProof } from "../formats/proof/text.ts";
import { dense } from "../nn/layers/dense.ts";
import { mlp } from "../train/model.ts";
import { runChild } from "./verify/child.ts";
import { verifyFile } from "./verifyFile.ts";

const folder = mkdtempSync(join(tmpdir(), "chainrule-verify-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** y = 2 x + 1. */
const model = mlp(1, dense(1));
model.setWeights({ W1: [[2]], b1: [1] });
let proof: Proof;
beforeAll(async () => {
  proof = await proofOf(model);
});

/** Writes a file with the proof in its last line, behind what opens a comment. */
function write(name: string, text: string, opening = "//"): string {
  const path = join(folder, name);
  writeFileSync(path, `${text}\n${opening} ${writeProof(proof)}\n`);
  return path;
}

/** The one check of a file. */
async function checkOf(path: string, options: Parameters<typeof verifyFile>[1] = {}) {
  const { checks, holds } = await verifyFile(path, options);
  expect(checks).toHaveLength(1);
  return { ...checks[0]!, holds };
}

const right = "export const predict = (rows) => rows.map(([x]) => [Math.fround(2 * x + 1)]);";

describe("a module of JavaScript", () => {
  test("that gives the bits of its test vectors holds", async () => {
    const check = await checkOf(write("right.js", right));
    expect(check).toMatchObject({ outcome: "ran", holds: true, comparison: { error: 0 } });
  });

  test("may print, and may answer in typed arrays, later", async () => {
    const text = `console.log("hello");
export const predict = async (rows) => rows.map(([x]) => Float32Array.of(2 * x + 1));`;
    expect(await checkOf(write("typed.mjs", text))).toMatchObject({ holds: true });
  });

  test("in TypeScript is run as it is", async () => {
    const text = "export const predict = (rows: number[][]): number[][] => rows.map(([x]) => [2 * x! + 1]);";
    expect(await checkOf(write("right.ts", text))).toMatchObject({ holds: true });
  });

  test("that is one bit off does not hold, and the report says where", async () => {
    const text =
      "export const predict = (rows) => rows.map(([x], i) => [2 * x + 1 + (i === 0 ? 2 ** -23 : 0)]);";
    expect(await checkOf(write("bit.js", text))).toMatchObject({
      holds: false,
      comparison: {
        error: 2 ** -23,
        worst: { example: 0, output: 0, expected: 1, got: 1 + 2 ** -23 },
      },
    });
  });

  test("that gives NaN is as far off as can be", async () => {
    const check = await checkOf(write("nan.js", "export const predict = (rows) => rows.map(() => [NaN]);"));
    expect(check).toMatchObject({ holds: false, comparison: { error: Number.POSITIVE_INFINITY } });
  });

  test.each([
    ["throws", 'export const predict = () => { throw new Error("no luck"); };', /no luck|exit code 1/],
    ["has no predict", "export const x = 1;", /it ended with exit code 1: /],
    ["does not parse", "export const = 1;", /it ended with exit code 1: /],
    [
      "gives too few rows",
      "export const predict = () => [[1]];",
      /expected 8 examples of 1 outputs but got 1 of 1/,
    ],
    ["gives no rows", "export const predict = () => [];", /expected 8 examples/],
    ["ends before it answers", "process.exit(0);", /gave no rows of numbers/],
    [
      "writes a file",
      'import { writeFileSync } from "node:fs"; writeFileSync("mark.txt", ""); export const predict = (rows) => rows;',
      /ERR_ACCESS_DENIED|restricted|exit code 1/,
    ],
    [
      "starts a program",
      'import { execSync } from "node:child_process"; execSync("touch mark.txt"); export const predict = (rows) => rows;',
      /exit code 1/,
    ],
  ])("that %s fails, in a sentence", async (name, text, reason) => {
    const check = await checkOf(write(`${name.replaceAll(" ", "_")}.js`, text));
    expect(check).toMatchObject({ outcome: "failed", holds: false });
    expect("reason" in check && check.reason).toMatch(reason);
    expect(existsSync(join(folder, "mark.txt"))).toBe(false);
  });

  test("that does not end is killed at the time limit", async () => {
    const start = performance.now();
    const check = await checkOf(write("endless.js", "for (;;);"), { timeLimit: 0.5 });
    expect(check).toMatchObject({ outcome: "failed", reason: "it was still running after 0.5 s" });
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test("is interrupted by a signal", async () => {
    const check = await checkOf(write("endless2.js", "for (;;);"), { signal: AbortSignal.timeout(300) });
    expect(check).toMatchObject({ outcome: "failed", reason: "it was interrupted" });
  });
});

const hasCompiler = spawnSync("cc", ["--version"]).status === 0;

describe.skipIf(!hasCompiler)("a program in C99 (skipped where there is no cc)", () => {
  const program = (body: string) => `#include <stdio.h>
int main(void) { double x; while (scanf("%lf", &x) == 1) { ${body} } return 0; }`;

  test("is compiled and run", async () => {
    const check = await checkOf(write("right.c", program('printf("%.9g\\n", (double)(float)(2 * x + 1));')));
    expect(check).toMatchObject({ outcome: "ran", holds: true, comparison: { error: 0 } });
  });

  test("that does not compile fails, in a sentence", async () => {
    const check = await checkOf(write("wrong.c", "int main(void) { return"));
    expect(check).toMatchObject({ outcome: "failed" });
  });

  test("that starts another one is killed with it", async () => {
    const pidFile = join(folder, "pid");
    const text = `#include <stdio.h>
#include <unistd.h>
int main(void) {
  int pid = fork();
  if (pid == 0) { for (;;) pause(); }
  FILE *file = fopen("${pidFile}", "w");
  fprintf(file, "%d", pid);
  fclose(file);
  for (;;) pause();
}`;
    const path = write(
      "fork.c",
      text.replace("#include <stdio.h>", "#define _POSIX_C_SOURCE 200809L\n#include <stdio.h>"),
    );
    expect(await checkOf(path, { timeLimit: 2 })).toMatchObject({ outcome: "failed" });
    const pid = Number(readFileSync(pidFile, "utf8"));
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
  });
});

/** Whether a process runs; one that ended and was not waited for yet does not. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}

test("a C program is not run where there is no compiler, and the reason is told", async () => {
  vi.stubEnv("CC", "no-such-compiler");
  expect(await checkOf(write("none.c", "int main(void) { return 0; }"))).toMatchObject({
    by: "no-such-compiler",
    outcome: "notRun",
    reason: "there is no no-such-compiler; the environment variable CC may name another",
    holds: false,
  });
});

describe.skipIf(process.platform === "win32")("a program in Python (here a script stands in for it)", () => {
  /** A script in place of Python. */
  function standIn(name: string, text: string): void {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    vi.stubEnv("PYTHON", path);
  }

  test("reads rows and prints outputs", async () => {
    const lines =
      'readFileSync(0, "utf8").trim().split("\\n").map((x) => Math.fround(2 * x + 1)).join("\\n")';
    standIn("python-right", `exec "${process.execPath}" -p 'fs.${lines}'`);
    expect(await checkOf(write("right.py", "", "#"))).toMatchObject({ outcome: "ran", holds: true });
  });

  test("is not run where a package is missing, which is named", async () => {
    standIn("python-bare", "echo \"ModuleNotFoundError: No module named 'torch'\" >&2; exit 1");
    expect(await checkOf(write("torch.py", "", "#"))).toMatchObject({
      outcome: "notRun",
      reason: expect.stringMatching(/has no torch \(pip install torch\)$/),
    });
  });

  test("that prints other things than numbers fails", async () => {
    standIn("python-words", "echo hello, world");
    expect(await checkOf(write("words.py", "", "#"))).toMatchObject({
      outcome: "failed",
      reason: "it printed no rows of numbers",
    });
  });

  test("that prints without end is killed", async () => {
    standIn("python-endless", "yes 1");
    expect(await checkOf(write("endless.py", "", "#"))).toMatchObject({
      outcome: "failed",
      reason: "it wrote without end",
    });
  });

  test("is not run where there is no Python", async () => {
    vi.stubEnv("PYTHON", join(folder, "nowhere"));
    expect(await checkOf(write("nowhere.py", "", "#"))).toMatchObject({ outcome: "notRun" });
  });
});

describe("a model file", () => {
  test("with other weights than its test vectors were made of does not hold", async () => {
    const other = mlp(1, dense(1));
    other.setWeights({ W1: [[2]], b1: [1 + 2 ** -23] });
    const path = join(folder, "other.safetensors");
    writeFileSync(path, writeModel(other, { proof }));
    expect((await verifyFile(path)).holds).toBe(false);
  });

  test("without test vectors is held against another network", async () => {
    const path = join(folder, "bare.safetensors");
    writeFileSync(path, writeModel(model));
    await expect(verifyFile(path)).rejects.toThrow(
      "bare.safetensors: expected a file with test vectors (chainrule.proof) but got one without. Name the run that it was made from: verify --against run/.",
    );
    expect((await verifyFile(path, { against: model })).holds).toBe(true);
    const other = mlp(1, dense(1));
    other.setWeights({ W1: [[2]], b1: [0] });
    expect((await verifyFile(path, { against: other })).holds).toBe(false);
  });
});

test("a file that takes columns is held against a network by columns, as that network's encoding has them", async () => {
  const table = readCsv(new TextEncoder().encode("size,color,price\n10,red,100\n30,blue,300\n20,red,250\n"));
  const encoding = fitEncoding(table, { target: "price", scaleTarget: "standardize" });
  const house = mlp(3, dense(1));
  house.setWeights({ W1: [[0.5], [1], [2]], b1: [0.125] });
  const path = join(folder, "columns.onnx");
  writeFileSync(path, await writeOnnx(house, { about: { encoding }, inputs: "columns" }));
  for (const about of [{ encoding }, {}]) {
    const { holds, proof: made } = await verifyFile(path, { against: house, about });
    expect(made.inputs[0]!.map((value) => typeof value)).toEqual(["number", "string"]);
    expect(holds).toBe(true);
  }
  const other = { ...encoding, inputs: encoding.inputs.map((input) => ({ ...input, offset: 7 })) };
  expect((await verifyFile(path, { against: house, about: { encoding: other } })).holds).toBe(false);
});

test("a WebAssembly module brings its test vectors in a custom section, and is run through its loader", async () => {
  const path = join(folder, "net.wasm");
  writeFileSync(path, moduleWith("chainrule.proof", writeProof(proof)));
  expect(await checkOf(path)).toMatchObject({
    outcome: "notRun",
    reason: "it needs its loader net.js beside it",
  });
  writeFileSync(
    join(folder, "net.js"),
    `export async function load(bytes) {
  await WebAssembly.compile(bytes);
  return { predict: (rows) => rows.map(([x]) => [2 * x + 1]) };
}`,
  );
  expect(await checkOf(path)).toMatchObject({ outcome: "ran", holds: true });
  await expect(verifyFile(join(folder, "net.js"))).rejects.toThrow(
    "net.js: expected a file with test vectors (chainrule.proof) but got the loader of net.wasm. Verify net.wasm.",
  );
});

test("a WebAssembly module whose sections do not fit is refused", async () => {
  const path = join(folder, "cut.wasm");
  writeFileSync(path, moduleWith("chainrule.proof", writeProof(proof)).subarray(0, 40));
  await expect(verifyFile(path)).rejects.toThrow(
    "cut.wasm: expected a WebAssembly module but got sections that do not fit into the file.",
  );
});

/** A module of one custom section. */
function moduleWith(name: string, text: string): Uint8Array {
  const leb = (value: number): number[] =>
    value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)];
  const content = [...leb(name.length), ...Buffer.from(name), ...Buffer.from(text)];
  return Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, ...leb(content.length), ...content);
}

describe("what a program says when it fails", () => {
  const reasonOf = async (name: string, text: string, opening?: string) => {
    const check = await checkOf(write(name, text, opening));
    return check.outcome === "ran" ? "ran" : check.reason;
  };

  test("is its error, and not the version that Node puts behind it", async () => {
    expect(await reasonOf("throws.js", 'throw new TypeError("no rows");\nexport const predict = 0;')).toBe(
      "it ended with exit code 1: TypeError: no rows",
    );
  });

  test("does not reach the terminal as orders", async () => {
    const text = String.raw`process.stderr.write("\x1b]0;owned\x07\x1b[2J\n"); process.exit(3);
export const predict = 0;`;
    expect(await reasonOf("orders.js", text)).toBe(
      String.raw`it ended with exit code 3: \u001b]0;owned\u0007\u001b[2J`,
    );
  });
});

test.skipIf(process.platform === "win32")(
  "nobody waits for a process that has left the program's group",
  async () => {
    const text = `import { spawn } from "node:child_process";
const daemon = spawn(process.execPath, ["-e", "setTimeout(() => {}, 20000)"], { detached: true, stdio: "inherit" });
console.error(daemon.pid);
daemon.unref();
process.exit(3);`;

    const started = performance.now();
    const args = ["--input-type=module", "--eval", text];
    const { code, stderr } = await runChild({ command: process.execPath, args, input: "", timeLimit: 15 });
    process.kill(Number(stderr), "SIGKILL");
    expect(code).toBe(3);
    expect(performance.now() - started).toBeLessThan(12_000);
  },
);
