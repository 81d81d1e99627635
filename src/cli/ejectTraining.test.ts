import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

const cwd = scratchFolder();
const run = (line: string) => runCli(line.split(" "), { cwd });

beforeAll(async () => {
  writeFileSync(join(cwd, "pets.csv"), "size,kind\n1,cat\n2,dog\n3,cat\n4,dog\n");
  await run("train pets.csv --epochs 2 --quiet --out pets");
}, 60_000);
afterAll(removeScratchFolders);

test.each([
  ["numpy", "rows = np.loadtxt(os.path.join(os.path.dirname(os.path.abspath(__file__)), "],
  ["pytorch", "path = path or os.path.join(os.path.dirname(os.path.abspath(__file__)), "],
  ["jax", "path = path or os.path.join(os.path.dirname(os.path.abspath(__file__)), "],
])(
  "a program for %s that trains reads the examples beside itself, wherever it is started",
  async (to, line) => {
    const { stdout, code } = await run(`eject pets --to ${to} --training --out ${to}/`);
    expect(code).toBe(0);
    expect(stdout).toContain(`\nRun it: python3 ${to}/pets.py\n`);
    expect(readdirSync(join(cwd, to)).sort()).toEqual(["pets-examples.csv", "pets.py"]);
    const program = readFileSync(join(cwd, to, "pets.py"), "utf8");
    expect(program).toContain(`${line}"pets-examples.csv")`);
    expect(program.match(/^import os$/gm)).toHaveLength(1);
  },
);

test("a program that draws its data imports nothing to find a file with", async () => {
  await run("train xor --epochs 2 --quiet --out xor");
  for (const to of ["numpy", "jax"]) {
    await run(`eject xor --to ${to} --training --out drawn/${to}/`);
    expect(readFileSync(join(cwd, "drawn", to, "xor.py"), "utf8")).not.toContain("import os");
  }
});

test.each([
  ["numpy", "    W1_mean = 0.9 * W1_mean + (1 - 0.9) * dW1\n", "\nadam_correction2 = (1 - 0.999)\n"],
  ["jax", "    mean = 0.9 * mean + (1 - 0.9) * g\n", "    correction2 = (1 - 0.999)\n"],
])("a program for %s that averages by 0.9 says 1 - 0.9, and not sixteen digits", async (to, line, start) => {
  await run("train xor --optimizer adam --epochs 2 --quiet --out adam");
  await run(`eject adam --to ${to} --training --out averages/${to}/`);
  const program = readFileSync(join(cwd, "averages", to, "adam.py"), "utf8");
  expect(program).toContain(line);
  expect(program).toContain(start);
  expect(program).not.toMatch(/\d{12}/);
});
