import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test, vi } from "vitest";
import { fakeCompiler, obstacleToNative, processesWith } from "../../test/support/native.ts";
import { readCheckpoint } from "../node/checkpointFile.ts";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

afterAll(removeScratchFolders);

const command =
  "train moons --layers 8:tanh,1:sigmoid --optimizer adam --lr 0.01 --batch 16 --epochs 300 --seed 4 --quiet";

/** Long enough to be interrupted: the shorter one may be over before anybody gets a turn. */
const long = command.replace("--epochs 300", "--epochs 3000");

const main = new URL("main.ts", import.meta.url).href;
const start = (cwd: string, argv: readonly string[]) =>
  spawn(
    process.execPath,
    [
      "-e",
      `import(${JSON.stringify(main)}).then(async ({ main }) => { process.exitCode = await main(${JSON.stringify(argv)}); })`,
    ],
    { cwd, stdio: ["ignore", "ignore", "pipe"] },
  );

/** The weights and the history of a run, byte for byte. */
const outcomeOf = (folder: string, run: string): string[] =>
  ["weights.safetensors", "history.csv"].map((name) =>
    readFileSync(join(folder, run, name)).toString("base64"),
  );

test("a run killed at any moment goes on from its checkpoint to the same bits", { retry: 2 }, async () => {
  const cwd = scratchFolder();
  await runCli(`${command} --out whole`.split(" "), { cwd });
  const argv = `${command} --checkpoint-every 7steps --out killed`.split(" ");
  const child = start(cwd, argv);
  const ended = new Promise((resolve) => child.on("exit", (_, signal) => resolve(signal)));
  const epochsDone = () =>
    readCheckpoint(join(cwd, "killed", "checkpoint.safetensors")).then(
      ({ progress }) => progress.epoch,
      () => 0,
    );
  while (child.exitCode === null && (await epochsDone()) < 2) await sleep(5);
  child.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");
  expect(readdirSync(join(cwd, "killed"))).not.toContain("run.json");
  const { code } = await runCli([...argv, "--resume", "killed"], { cwd });
  expect(code).toBe(0);
  expect(outcomeOf(cwd, "killed")).toEqual(outcomeOf(cwd, "whole"));
});

test("Ctrl-C writes a whole checkpoint, says in one line how to go on, and that line leads to the same bits", async () => {
  const cwd = scratchFolder();
  await runCli(`${long} --out whole`.split(" "), { cwd });
  const { code, stderr, stdout } = await runCli([...long.split(" "), "--out", "my run"], {
    cwd,
    interruptible: (interrupt) => setTimeout(interrupt),
  });
  expect(code).toBe(130);
  expect(stdout).toBe("");
  expect(stderr).toMatch(
    /^Stopped after \d+ steps; go on with: npx chainrule train moons .* --out 'my run' --resume 'my run'\n$/,
  );
  expect(readdirSync(join(cwd, "my run"))).toEqual(["checkpoint.safetensors"]);
  const { progress } = await readCheckpoint(join(cwd, "my run", "checkpoint.safetensors"));
  expect(stderr).toContain(`after ${progress.steps} steps`);
  await runCli([...long.split(" "), "--out", "my run", "--resume", "my run"], { cwd });
  expect(outcomeOf(cwd, "my run")).toEqual(outcomeOf(cwd, "whole"));
});

test("with --json an interrupted run prints its object too, as far as it came", async () => {
  const cwd = scratchFolder();
  const { code, stdout } = await runCli([...long.split(" "), "--json", "--out", "run"], {
    cwd,
    interruptible: (interrupt) => setTimeout(interrupt),
  });
  expect(code).toBe(130);
  const { progress } = await readCheckpoint(join(cwd, "run", "checkpoint.safetensors"));
  expect(JSON.parse(stdout)).toMatchObject({ stopped: "aborted", steps: progress.steps, out: "run" });
});

test("an interrupted process exits with 130", async () => {
  const cwd = scratchFolder();
  const child = start(cwd, [
    ...command.replace("--epochs 300", "--epochs 100000").split(" "),
    "--out",
    "run",
    "--checkpoint-every",
    "1",
  ]);
  const ended = new Promise((resolve) => child.on("exit", resolve));
  while (child.exitCode === null && !readdirSync(cwd).includes("run")) await sleep(5);
  while (child.exitCode === null && readdirSync(join(cwd, "run")).length === 0) await sleep(5);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
});

test.skipIf(obstacleToNative !== undefined)(
  "a run whose native code is being compiled is interrupted at once, and leaves no compiler",
  { retry: 2 },
  async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const cwd = scratchFolder();
      vi.stubEnv("CC", fakeCompiler(cwd, "sleep 7000"));
      const child = start(cwd, [...long.split(" "), "--engine", "native", "--out", "run"]);
      vi.unstubAllEnvs();
      const ended = new Promise((resolve) => child.on("exit", resolve));
      while (child.exitCode === null && processesWith("sleep\u00007000").length === 0) await sleep(20);
      const began = performance.now();
      child.kill(signal);
      expect(await ended).toBe(130);
      expect(performance.now() - began).toBeLessThan(5000);
      await expect.poll(() => processesWith("sleep\u00007000")).toEqual([]);
      expect(readdirSync(join(cwd, "run"))).toEqual(["checkpoint.safetensors"]);
    }
  },
);

test.skipIf(obstacleToNative !== undefined)(
  "native code is compiled once for steps and once for what judges them, be that in vain",
  async () => {
    const cwd = scratchFolder();
    const real = `exec ${process.env.CC || "cc"} "$@"`;
    const asked = async (script: string) => {
      const log = join(cwd, "log");
      writeFileSync(log, "");
      vi.stubEnv("CC", fakeCompiler(cwd, `echo >>${log}; ${script}`));
      vi.stubEnv("XDG_CACHE_HOME", "/dev/null");
      const words = `${command} --engine native --validation 0.2 --json --out run`.split(" ");
      const { code, stdout } = await runCli(words, { cwd });
      vi.unstubAllEnvs();
      expect(code).toBe(0);
      return [JSON.parse(stdout).engine.backend, readFileSync(log, "utf8").length];
    };
    expect(await asked(real)).toEqual(["native", 2]);
    expect(await asked("exit 1")).toEqual(["wasm", 1]);
  },
);

test("a finished run goes on for more epochs as if it had been asked for them at once", async () => {
  const cwd = scratchFolder();
  await runCli(`${command} --out whole`.split(" "), { cwd });
  const half = command.replace("--epochs 300", "--epochs 125");
  await runCli([...half.split(" "), "--out", "half"], { cwd });
  await runCli([...command.split(" "), "--resume", "half", "--out", "half"], { cwd });
  expect(outcomeOf(cwd, "half")).toEqual(outcomeOf(cwd, "whole"));
});
