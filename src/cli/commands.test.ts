import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

afterAll(removeScratchFolders);

const cwd = scratchFolder();
const run = (line: string, stdin = "") => runCli(line.split(" "), { cwd, stdin });
const json = async (line: string, stdin = "") => JSON.parse((await run(line, stdin)).stdout);

beforeAll(async () => {
  writeFileSync(
    join(cwd, "animals.csv"),
    "size,kind\n1,bird\n2,cat\n3,cat\n2,bird\n1,bird\n4,cat\n5,cat\n1,bird\n",
  );
  await run("train planar --layers 4:tanh,1:sigmoid --epochs 3 --quiet --out small");
});

describe("sweep", () => {
  test("every combination runs in order, with accuracy on points of another seed", async () => {
    const { rows } = await json(
      "sweep moons --layers {1,4}:tanh,1:sigmoid --lr {0.1,1} --epochs 50 --json --quiet --out swept",
    );
    expect(rows.map(({ settings }: { settings: unknown }) => settings)).toEqual([
      { layers: "1:tanh,1:sigmoid", lr: "0.1" },
      { layers: "1:tanh,1:sigmoid", lr: "1" },
      { layers: "4:tanh,1:sigmoid", lr: "0.1" },
      { layers: "4:tanh,1:sigmoid", lr: "1" },
    ]);
    expect(rows[3].unseen.accuracy).toBeGreaterThan(0.8);
    expect(readFileSync(join(cwd, "swept/sweep.csv"), "utf8").split("\n")).toHaveLength(6);
    expect(readFileSync(join(cwd, "swept/boundaries.svg"), "utf8")).toMatch(
      />4:tanh,1:sigmoid, lr 1, [\d.]+ %</,
    );
  });

  test("commas in parentheses part no values in braces", async () => {
    const { rows } = await json(
      "sweep moons --optimizer {sgd(0.5,momentum=0.9),adam(cosine(0.1,warmup=3),beta1=0.8)} --epochs 1 --json --quiet",
    );
    expect(rows.map(({ settings }: { settings: unknown }) => settings)).toEqual([
      { optimizer: "sgd(0.5,momentum=0.9)" },
      { optimizer: "adam(cosine(0.1,warmup=3),beta1=0.8)" },
    ]);
  });

  test("settings that cannot run are refused before the first run, and nothing is written", async () => {
    for (const [line, expected, sentence] of [
      ["sweep moons --epochs 1 --lr {0.1,fast} --out unmade", 2, /^error: .*"fast"/],
      [
        "sweep moons --epochs 1 --class-weights {balanced,1} --out unmade",
        3,
        /^error: class weights: expected .*one for each class/,
      ],
      ["sweep moons --epochs 1 --samples {20,1} --out unmade", 2, /^error: moons, option "samples"/],
    ] as const) {
      const { code, stderr } = await run(line);
      expect(stderr).toMatch(sentence);
      expect(code).toBe(expected);
    }
    expect(readdirSync(cwd)).not.toContain("unmade");
  });

  test("a sweep without braces says what braces are for", async () => {
    const { stderr, code } = await run("sweep moons --epochs 1");
    expect(code).toBe(0);
    expect(stderr).toMatch(/^One run: values in braces are compared, as in --lr "\{0\.01,0\.1\}"\.\n/);
  });

  test("a run that diverges is a row without scores", async () => {
    const { stdout } = await run("sweep moons --layers 4:relu,1 --lr {0.1,1e30} --epochs 50 --quiet --json");
    expect(JSON.parse(stdout).rows[1].loss).toBeNull();
    expect(JSON.parse(stdout).rows[0].loss).toBeLessThan(1);
  });
});

describe("inspect, data, new", () => {
  test("the simplified stage shows the identity behind dZ2 = A2 - Y", async () => {
    const { stdout } = await run("inspect small --stage simplified");
    expect(stdout).toMatch(/dZ2 = sub\(A2, Y\)/);
    expect(stdout).toMatch(/^1\. /);
    expect((await run("inspect planar --layers 4:tanh,1:sigmoid --stage grad")).stdout).toMatch(
      /output dW1 = dW1/,
    );
    expect((await run("inspect small")).stdout).toMatch(/total +17$/m);
    expect((await run("inspect small --stage kernels")).stdout).toMatch(
      /^step\n[\s\S]*A1 = and tanh\(Z1\)[\s\S]*\nupdate\n[\s\S]*W1_new = and sub\(W1, /,
    );
    expect((await run("inspect small --stage wat")).stdout).toMatch(
      /^\(module\n {2}\(import "env" "memory" \(memory \d+\)\)/,
    );
  });

  test("the C of a step names the arrays of its optimizer, and its first line says where the network begins", async () => {
    const { stdout } = await run("inspect planar --layers 4:tanh,1:sigmoid --optimizer adam --stage c");
    expect(stdout).toMatch(
      /#include <math.h>\n[\s\S]*\/\* [^*]*A1 = tanh\(Z1\)[^*]*\*\/\nstatic void compute_A1\([\s\S]*\nint32_t run0_0\([\s\S]*\n}\n$/,
    );
    expect(stdout).toContain("float *const W1_mean = ");
    const [first, ...lines] = stdout.split("\n");
    const line = Number(/begin in line (\d+);/.exec(first!)![1]);
    expect(lines[line - 2]).toBe("/* ---- Kernels, and the steps that call them ---- */");
  });

  test("a module that no memory holds is refused with its size", async () => {
    const { stderr, code } = await run("inspect small --stage wat --examples 100000000");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: wasm: expected a program of at most 4096 MiB but got \d+ MiB\./);
    const wide = await run("inspect planar --layers 20000:tanh,200000:tanh,1:sigmoid --stage wat");
    expect(wide.code).toBe(2);
  });

  test("exported data reads back as the data set it was", async () => {
    expect((await run("data export planar --out planar.csv")).stdout).toBe("Written to planar.csv\n");
    const fromFile = await json("train planar.csv --scale none --epochs 3 --json --weights --quiet --out a");
    const drawn = await json("train planar --epochs 3 --json --weights --quiet --out b");
    expect(fromFile.weights).toEqual(drawn.weights);
    await run("data export planar --out planar.npz");
    const fromNpz = await json("train planar.npz --scale none --epochs 3 --json --weights --quiet --out c");
    expect(fromNpz.weights).toEqual(drawn.weights);
  });

  test("data sets are listed with their options, and described with their classes", async () => {
    expect((await run("data")).stdout).toMatch(/^planar .*\n +samples=400 seed=1$/m);
    expect((await run("data describe moons")).stdout).toContain("moons: binary, 200 examples of 2 inputs");
    expect((await json("data describe animals.csv --target kind --json")).classes).toEqual({
      bird: 4,
      cat: 4,
    });
  });

  test("a project has what its README names", async () => {
    await run("new my-net");
    expect(readdirSync(join(cwd, "my-net")).sort()).toEqual([
      ".gitignore",
      ".npmrc",
      "README.md",
      "package.json",
      "train.ts",
      "tsconfig.json",
    ]);
    const { scripts, dependencies } = JSON.parse(readFileSync(join(cwd, "my-net/package.json"), "utf8"));
    expect(scripts.start).toBe("node train.ts");
    // This is a clone, so a project of its own takes the package from there.
    const clone = dependencies.chainrule.replace(/^file:/, "");
    expect(JSON.parse(readFileSync(join(clone, "package.json"), "utf8")).name).toBe("chainrule");
    mkdirSync(join(cwd, "empty"));
    expect((await run("new empty")).code).toBe(0);
  });

  test("a project brings a Node that reads TypeScript, as this repository does", async () => {
    await run("new own-node");
    const project = JSON.parse(readFileSync(join(cwd, "own-node/package.json"), "utf8"));
    expect(project.devDependencies.node).toBe("^24.0.0");
    // npm 11 runs the script that fetches it only where it is allowed to.
    expect(project.allowScripts).toEqual({ node: true });
    const repository = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(repository.devDependencies.node).toMatch(/^\^24\./);
    expect(project.allowScripts).toEqual(repository.allowScripts);
  });

  test("a shell is offered commands, options, their values and data sets, and files otherwise", async () => {
    const words = async (line: string) =>
      (await run(`complete -- ${line}`)).stdout
        .split("\n")
        .map((each) => each.split("\t")[0])
        .filter(Boolean);
    expect(await words("tr")).toEqual(["train"]);
    expect(await words("train mo")).toEqual(["moons"]);
    expect(await words("train moons --dtype float")).toEqual(["float32", "float64"]);
    expect(await words("train moons --checkp")).toEqual(["--checkpoint-every"]);
    expect(await words("data de")).toEqual(["describe"]);
    expect(await words("data describe pl")).toEqual(["planar"]);
    expect(await words("evaluate ru")).toEqual([]);
    expect(await words("completion z")).toEqual(["zsh"]);
  });
});

describe("help", () => {
  test("every command explains itself with examples and exit codes", async () => {
    const { commands } = await import("./main.ts");
    for (const { name, commands: inner = [] } of commands)
      for (const path of [name, ...inner.map((one) => `${name} ${one.name}`)]) {
        const { code, stdout } = await run(`${path} --help`);
        expect(code).toBe(0);
        expect(stdout).toContain("Examples:\n  # ");
        expect(stdout).toContain(`chainrule ${name}`);
        expect(stdout).toContain("Exit codes: 0 done");
      }
  });

  test("help of a command within a command is that command's", async () => {
    expect((await run("help data plot")).stdout).toBe((await run("data plot --help")).stdout);
    expect((await run("help data plot")).stdout).toContain("Usage: chainrule data plot");
    expect((await run("help data")).stdout).toContain("Usage: chainrule data [options] [command]");
  });

  test("no command at all prints the help, and --version the version", async () => {
    expect((await runCli([])).stdout).toContain("Usage: chainrule");
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect((await runCli(["--version"])).stdout).toBe(`${version}\n`);
  });

  test("--debug adds the stack to a sentence", async () => {
    const { stderr, code } = await runCli(["train", "planr", "--debug"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: data: .*\n\nChainruleError: .*\n +at /);
  });

  test("a fault of chainrule itself says so, with exit code 1", async () => {
    const { code, stderr, stdout } = await runCli("train xor --epochs 1 --out broken".split(" "), {
      cwd,
      interruptible: () => {
        throw new TypeError("x is not a function");
      },
    });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(
      /^error: chainrule itself failed \(x is not a function\)\. Please report it, with the command and what --debug adds\.\n$/,
    );
    expect(readdirSync(cwd)).not.toContain("broken");
  });
});
