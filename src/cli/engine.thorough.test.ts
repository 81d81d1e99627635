import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { obstacleToNative } from "../../test/support/native.ts";
import { native } from "../node/native/native.ts";
import { tiered } from "../node/native/tiered.ts";
import { interpreter } from "../run/interpreter.ts";
import { wasm } from "../run/wasm.ts";
import { engineOf } from "./engine.ts";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

afterAll(() => {
  vi.unstubAllEnvs();
  removeScratchFolders();
});

const cwd = scratchFolder();
vi.stubEnv("XDG_CACHE_HOME", join(cwd, "cache"));
vi.stubEnv("CHAINRULE_ENGINE", "");

const json = async (line: string) => JSON.parse((await runCli(line.split(" "), { cwd })).stdout);
const small = "train moons --layers 5:tanh,1:sigmoid --epochs 30 --quiet --json --weights";

test("the option goes before the variable, and neither is auto; other words are refused", async () => {
  expect(await Promise.all([undefined, "Native", "wasm"].map((text) => engineOf(text)))).toEqual([
    tiered,
    native,
    wasm,
  ]);
  expect(await engineOf(undefined, "interpreter")).toBe(interpreter);
  expect(await engineOf("wasm", "interpreter")).toBe(wasm);
  await expect(engineOf("gpu")).rejects.toThrow(
    '--engine: expected auto, interpreter, wasm or native but got "gpu".',
  );
  await expect(engineOf(undefined, "wsam")).rejects.toThrow(
    'CHAINRULE_ENGINE: expected auto, interpreter, wasm or native but got "wsam". Did you mean "wasm"?',
  );
});

test("a compiler that is missing is one line on the standard error, and the run is WebAssembly's", async () => {
  vi.stubEnv("CC", "no-such-cc");
  const { code, stderr, stdout } = await runCli(
    "train moons --layers 5:tanh,1:sigmoid --epochs 30 --engine native --json".split(" "),
    { cwd },
  );
  vi.stubEnv("CC", undefined);
  expect(code).toBe(0);
  const [line] = stderr.split("\n").filter((text) => text.includes("no-such-cc"));
  expect(line).toBe(
    "Slower than it could be: WebAssembly alone, because there is no C compiler (no-such-cc).",
  );
  expect(JSON.parse(stdout).engine.backend).toBe("wasm");
});

describe.skipIf(obstacleToNative !== undefined)("where there is a compiler", () => {
  test("every engine gives the same weights, scores and predictions, and says what it was", async () => {
    const runs = [];
    for (const engine of ["interpreter", "wasm", "native", "auto"])
      runs.push(await json(`${small} --engine ${engine} --out ${engine}`));
    expect(runs.map(({ engine }) => engine.backend)).toEqual([
      "interpreter",
      "wasm",
      "native",
      "interpreter",
    ]);
    for (const { weights, loss } of runs) expect([weights, loss]).toEqual([runs[0].weights, runs[0].loss]);
    const judged = [];
    for (const engine of ["interpreter", "native"])
      judged.push([
        await json(`evaluate native --json --engine ${engine}`),
        await json(`predict native 0.5,1.2 --json --engine ${engine}`),
      ]);
    expect(judged[1]).toEqual(judged[0]);
  });

  test("processes that compile the same at once share one object, and end alike", async () => {
    vi.stubEnv("XDG_CACHE_HOME", join(cwd, "shared"));
    const main = new URL("main.ts", import.meta.url).href;
    const program = `import(${JSON.stringify(main)}).then(async ({ main }) => { process.exitCode = await main(process.argv.slice(1)); })`;
    const train = (out: string) =>
      new Promise<string>((resolve) => {
        let text = "";
        const words = [...small.split(" "), "--engine", "native", "--out", out];
        const child = spawn(process.execPath, ["-e", program, ...words], { cwd });
        child.stdout.on("data", (chunk) => {
          text += chunk;
        });
        child.on("close", (code) => resolve(`${code} ${text}`));
      });
    const ends = await Promise.all(["one", "two", "three"].map(train));
    const weights = ends.map((text) => {
      const { engine, weights } = JSON.parse(text.replace(/^0 /, ""));
      return [engine.backend, weights];
    });
    expect(weights[0]![0]).toBe("native");
    expect([weights[1], weights[2]]).toEqual([weights[0], weights[0]]);
    expect(readdirSync(join(cwd, "shared", "chainrule", "native"))).toHaveLength(1);
  });
});

describe("doctor", () => {
  test("says what there is, a line each", async () => {
    const { code, stdout } = await runCli(["doctor"], { cwd });
    expect(code).toBe(0);
    const names = stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ {2,}| (?=128|not)/)[0]);
    expect(names).toEqual("Node threads WebAssembly compiler vectors koffi cache engine".split(" "));
    expect(stdout).toContain(`Node         ${process.versions.node} on ${process.platform}`);
  });

  test("measures each engine on a network, and says what is chosen", async () => {
    const line = "doctor moons --layers 40:tanh,1:sigmoid --seconds 0.05";
    const { engines } = await json(`${line} --epochs 1000000 --json`);
    expect(engines).toMatchObject({ steps: 1e6, batch: 200, interpreter: { threads: 1 } });
    for (const { millisecondsPerStep } of [engines.interpreter, engines.wasm])
      expect(millisecondsPerStep).toBeGreaterThan(0);
    expect(engines.interpreter.millisecondsPerStep).toBeGreaterThan(engines.wasm.millisecondsPerStep);
    expect(["wasm", "wasm, then native"]).toContain(engines.chosen);
    const { stdout } = await runCli(`${line} --epochs 2`.split(" "), { cwd });
    expect(stdout).toContain("2 inputs, 40:tanh,1:sigmoid, float32: 2 steps of 200 examples\n");
    expect(stdout).toMatch(
      /\nchosen: interpreter, because so little work is done before anything is compiled\n$/,
    );
  });

  test("takes a run as it was trained", async () => {
    await json(`${small} --out looked`);
    const { engines } = await json("doctor looked --seconds 0.02 --json");
    expect(engines.steps).toBe(30);
  });

  test("a machine without a compiler is told what to do", async () => {
    vi.stubEnv("CC", "no-such-cc");
    const { stdout } = await runCli("doctor moons --epochs 10000 --seconds 0.02".split(" "), { cwd });
    vi.stubEnv("CC", undefined);
    expect(stdout).toContain("compiler     no-such-cc: not found (install gcc or clang, or set CC)\n");
    expect(stdout).toMatch(/^native +- +- +there is no C compiler \(no-such-cc\)$/m);
    expect(stdout).toMatch(/\nchosen: wasm, because there is no C compiler \(no-such-cc\)\n$/);
  });
});
