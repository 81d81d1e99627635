import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ejectors } from "../formats/eject/index.ts";
import { exporters } from "../formats/exporters.ts";
import { languages } from "./options/eject.ts";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

const folder = scratchFolder();
const run = (line: string) => runCli(line.split(" "), { cwd: folder });

beforeAll(async () => {
  const rows = "size,age,price\n1,10,100\n2,20,210\n3,25,300\n4,40,390\n5,50,520\n6,66,600\n";
  writeFileSync(join(folder, "house.csv"), rows);
  await run("train house.csv --layers 3:tanh,1 --epochs 5 --quiet --out house");
  await run("train moons --samples 40 --layers 4:tanh,1:sigmoid --epochs 5 --quiet --out net");
}, 60_000);
afterAll(removeScratchFolders);

describe.each(Object.values(exporters))("export --to $name", ({ name, ending }) => {
  test("writes a file that verifies, comes in again, and predicts the same", async () => {
    const exported = await run(`export net --to ${name}`);
    expect(exported).toMatchObject({ code: 0, stderr: "" });
    expect(exported.stdout).toMatch(
      new RegExp(`^Written to net\\${ending} \\(.* K?B\\)\nCheck it: npx chainrule verify`),
    );
    const verified = await run(`verify net${ending} --json`);
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({
      holds: true,
      checks: expect.arrayContaining([expect.objectContaining({ by: "read back", outcome: "ran" })]),
    });
    const imported = await run(`import net${ending} --out again.safetensors`);
    expect(imported).toMatchObject({ code: 0, stderr: "" });
    expect(imported.stdout).toContain("Its 8 test vectors hold: the same bits.");
    const [before, after] = [await run("predict net 0.5,1"), await run("predict again.safetensors 0.5,1")];
    expect(after).toEqual(before);
  }, 30_000);
});

test("a network of columns, with its scaling and targets in their units, verifies as ONNX", async () => {
  await run("export house --to onnx --columns");
  const { code, stdout } = await run("verify house.onnx");
  expect(stdout).toContain("the same bits");
  expect(code).toBe(0);
  await run("import house.onnx --out house.safetensors");
  expect((await run("predict house.safetensors 2,20")).stdout).toBe((await run("predict house 2,20")).stdout);
});

/** Languages that need nothing but the Node that runs this, and C where there is a compiler. */
const own = [
  "javascript",
  "typescript",
  "wasm",
  ...(spawnSync("cc", ["--version"]).status === 0 ? ["c"] : []),
];

test.each(own)(
  "eject --to %s writes a program that gives the same bits",
  async (language) => {
    const { stdout, code } = await run(`eject net --to ${language} --out ${language}/`);
    expect(code).toBe(0);
    const [first] = /(?<=verify )\S+/.exec(stdout)!;
    const verified = await run(`verify ${first} --json`);
    expect(JSON.parse(verified.stdout)).toMatchObject({
      holds: true,
      checks: [{ outcome: "ran", comparison: { error: 0 } }],
    });
  },
  30_000,
);

test("the languages in the help are those of the table", () => {
  expect([...languages].sort()).toEqual(Object.keys(ejectors).sort());
});

test("a program that trains lies beside the data that it reads: numbers in their units", async () => {
  const { stdout, code } = await run("eject house --to numpy --training --out trains/house.py");
  expect(code).toBe(0);
  expect(stdout).toContain("Run it: python3 trains/house.py\n");
  expect(stdout).not.toContain("verify");
  expect(readdirSync(join(folder, "trains")).sort()).toEqual(["house-examples.csv", "house.py"]);
  expect(readFileSync(join(folder, "trains/house.py"), "utf8")).toContain('"house-examples.csv"');
  expect(readFileSync(join(folder, "trains/house-examples.csv"), "utf8").split("\n").slice(0, 3)).toEqual([
    "size,age,price",
    "1,10,100",
    "2,20,210",
  ]);
});

test("a program is named by --out, beside its other files", async () => {
  await run("eject net --to javascript --out made/flower.js");
  expect(readdirSync(join(folder, "made")).sort()).toEqual(["flower.d.ts", "flower.js"]);
});

test.each(own)(
  "a program in %s may have a name that no function could have",
  async (language) => {
    const ending = { javascript: "js", typescript: "ts" }[language] ?? language;
    for (const name of ["my-net.v2", "꽃", "3 + (a)"]) {
      const out = `odd/${language}/${name}.${ending}`;
      const { stdout } = await runCli(["eject", "net", "--to", language, "--out", out], { cwd: folder });
      expect(stdout).toContain(`Written to ${out} (`);
      expect((await runCli(["verify", out], { cwd: folder })).stdout).toContain("  holds");
    }
  },
  60_000,
);

test("a file that is off is told apart from one that holds, and where", async () => {
  await run("eject net --to javascript --out off.js");
  const text = readFileSync(join(folder, "off.js"), "utf8");
  writeFileSync(
    join(folder, "off.js"),
    `${text.replace("export function predict", "function right")}\nexport const predict = (rows) => right(rows).map(([y]) => [y + 0.25]);\n`,
  );
  await run("export net --to npz --out on.npz");
  const { code, stdout } = await run("verify on.npz off.js");
  expect(code).toBe(1);
  expect(stdout).toMatch(/on\.npz .*\n {2}read back {2}the same bits\n {2}holds\n/);
  expect(stdout).toMatch(
    /off\.js .*\n.*largest error 0\.25, in output 0 of example \d: \S+ for \S+\n {2}does not hold\n$/,
  );
});

test("a file that cannot be verified does not keep the others from it", async () => {
  await run("export net --to npz --out on.npz");
  const { code, stdout, stderr } = await run("verify house.csv on.npz");
  expect(stderr).toMatch(/^error: house\.csv: expected a trained network/);
  expect(stdout).toContain("holds");
  expect(code).toBe(3);
});

test("a file without test vectors is held against a run", async () => {
  await run("export net --to npz --out on.npz");
  expect((await run("verify on.npz --against net")).code).toBe(0);
  await run("train moons --samples 40 --layers 4:tanh,1:sigmoid --seed 5 --epochs 5 --quiet --out other");
  const { code, stdout } = await run("verify on.npz --against other --json");
  expect(JSON.parse(stdout)).toMatchObject({ holds: false });
  expect(code).toBe(1);
});

test("what nothing can run is not verified, and the reason is told", async () => {
  vi.stubEnv("CC", "no-such-compiler");
  const { writeProof } = await import("../formats/proof/text.ts");
  const { proofOf } = await import("../formats/proof/proof.ts");
  const { readRun } = await import("../node/runFolder.ts");
  const proof = await proofOf((await readRun(join(folder, "net"))).model);
  writeFileSync(join(folder, "net.c"), `// ${writeProof(proof)}\n`);
  const { code, stdout } = await run("verify net.c");
  vi.unstubAllEnvs();
  expect(code).toBe(1);
  expect(stdout).toContain("not run: there is no no-such-compiler");
  expect(stdout).toContain("not verified: nothing could run it");
});

test("names that are given stand in the model file", async () => {
  mkdirSync(join(folder, "named"));
  const { writeModel } = await import("../formats/model.ts");
  const { readRun } = await import("../node/runFolder.ts");
  writeFileSync(join(folder, "bare.safetensors"), writeModel((await readRun(join(folder, "net"))).model));
  await run("import bare.safetensors --features east,north --classes low,high --out named.safetensors");
  const { stdout } = await run("predict named.safetensors 0.5,1");
  expect(stdout.split("\n")[0]).toBe("class,P(low),P(high)");
});

test("a failed import leaves no file behind", async () => {
  const { code } = await run("import house.csv --out never.safetensors");
  expect(code).toBe(3);
  expect(existsSync(join(folder, "never.safetensors"))).toBe(false);
});
