import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Outcome, removeScratchFolders, runCli, type Setting, scratchFolder } from "./testing.ts";

const cwd = scratchFolder();
const folder = join(cwd, "built");

beforeAll(async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, "index.html"), "<title>studio</title>");
  writeFileSync(join(folder, "chainrule-studio.html"), "<title>offline</title>");
  writeFileSync(join(cwd, "points.csv"), "a,b,kind\n1,2,x\n2,1,y\n3,4,x\n4,3,y\n");
  const quick = ["--epochs", "2", "--quiet"];
  await runCli(["train", "moons", ...quick, "--out", "drawn"], { cwd });
  await runCli(["train", "points.csv", ...quick, "--out", "fromFile"], { cwd });
});

beforeEach(() => {
  vi.stubEnv("CHAINRULE_STUDIO_DIR", folder);
  vi.stubEnv("CHAINRULE_DATA_DIR", "");
});

afterAll(() => {
  vi.unstubAllEnvs();
  removeScratchFolders();
});

/** Runs `studio`, looks at what it serves once it has said where, and interrupts it. */
async function visit<T>(
  words: readonly string[],
  look: (address: string) => Promise<T>,
  setting: Setting = {},
): Promise<{ readonly seen: T; readonly outcome: Outcome }> {
  const port = await freePort();
  let seen: Promise<T> | undefined;
  const outcome = await runCli(["studio", ...words, "--port", `${port}`], {
    cwd,
    ...setting,
    interruptible: (interrupt) => {
      seen = look(`http://127.0.0.1:${port}/`).finally(interrupt);
      seen.catch(() => {});
    },
  });
  return { seen: await seen!, outcome };
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const served = async (address: string): Promise<string[]> => (await fetch(`${address}served.json`)).json();
const opened = (paths: readonly string[]): string[] => paths.filter((path) => path.startsWith("/opened/"));

test("the studio is served where one line says, until Ctrl-C ends it with exit code 0", async () => {
  const { seen, outcome } = await visit([], async (address) => ({
    page: await (await fetch(address)).text(),
    files: opened(await served(address)),
  }));
  expect(seen).toEqual({ page: "<title>studio</title>", files: [] });
  expect(outcome).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^The studio is at http:\/\/127\.0\.0\.1:\d+\/ \(Ctrl-C ends it\)\n$/),
    stderr: "",
  });
  const port = /:(\d+)/.exec(outcome.stdout)![1];
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow("fetch failed");
});

test("a run of drawn data is served with its weights and its checkpoint", async () => {
  for (const name of ["drawn", "drawn/run.json"]) {
    const { seen, outcome } = await visit([name], async (address) => ({
      files: opened(await served(address)),
      run: await (await fetch(`${address}opened/run.json`)).text(),
    }));
    expect(seen.files).toEqual([
      "/opened/run.json",
      "/opened/weights.safetensors",
      "/opened/checkpoint.safetensors",
    ]);
    expect(seen.run).toBe(readFileSync(join(cwd, "drawn/run.json"), "utf8"));
    expect(outcome.stdout).toMatch(/^The studio is at \S+\/\?opened \(/);
  }
});

test("the file that a run was made from is served beside it; without it the run opens all the same", async () => {
  const look = async (address: string) => {
    const answer = await fetch(`${address}opened/data`);
    return { status: answer.status, name: answer.headers.get("x-file-name"), text: await answer.text() };
  };
  const { seen, outcome } = await visit(["fromFile"], look);
  expect(seen).toEqual({
    status: 200,
    name: "points.csv",
    text: readFileSync(join(cwd, "points.csv"), "utf8"),
  });
  expect(outcome.stderr).toBe("");
  rmSync(join(cwd, "points.csv"));
  const without = await visit(["fromFile"], async (address) => opened(await served(address)));
  expect(without.seen).not.toContain("/opened/data");
  expect(without.outcome.code).toBe(0);
  expect(without.outcome.stderr).toBe(
    "The data of fromFile is no longer where it was: the studio opens the run without it.\n",
  );
});

test("the pictures in a data folder are served", async () => {
  const names = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"];
  mkdirSync(join(cwd, "data/fashion-mnist"), { recursive: true });
  for (const name of names) writeFileSync(join(cwd, "data/fashion-mnist", `${name}-ubyte.gz`), name);
  const { seen } = await visit(["--data-dir", "data"], async (address) =>
    (await fetch(`${address}data/fashionMnist/t10k-labels-idx1-ubyte.gz`)).text(),
  );
  expect(seen).toBe("t10k-labels-idx1");
});

test("on a terminal a browser is opened, unless none is wanted; elsewhere none is", async () => {
  const bin = join(cwd, "bin");
  mkdirSync(bin);
  for (const name of ["xdg-open", "open"])
    writeFileSync(join(bin, name), `#!/bin/sh\necho "$1" >> "${join(cwd, "browser.txt")}"\n`, {
      mode: 0o755,
    });
  vi.stubEnv("PATH", `${bin}:${process.env.PATH}`);
  const calls = () => {
    try {
      return readFileSync(join(cwd, "browser.txt"), "utf8").trim().split("\n");
    } catch {
      return [];
    }
  };
  const nothing = async () => {};
  await visit([], nothing);
  await visit(["--no-open"], nothing, { terminal: true });
  const { outcome } = await visit([], () => vi.waitFor(() => expect(calls()).not.toEqual([])), {
    terminal: true,
  });
  expect(calls()).toHaveLength(1);
  expect(outcome.stdout).toContain(calls()[0]);
});

test("the studio in one file is written where it was asked for", async () => {
  const { code, stdout } = await runCli(["studio", "--offline", "studio.html"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toBe("Written to studio.html\n");
  expect(readFileSync(join(cwd, "studio.html"), "utf8")).toBe("<title>offline</title>");
});

test.each<[string, number, string]>([
  ["studio nothing", 4, "nothing: expected a run folder but got no folder of that name."],
  ["studio --port 0", 2, '--port: expected a whole number from 1 to 65535 but got "0".'],
  ["studio --port http", 2, '--port: expected a whole number from 1 to 65535 but got "http".'],
  ["studio --data-dir nowhere", 4, "data folder: expected a folder but got "],
  [
    "studio --offline missing/studio.html",
    4,
    "missing/studio.html: expected a folder that exists but got none.",
  ],
  [
    "studio drawn --offline studio.html",
    2,
    '--offline: expected no run folder beside it but got "drawn". Leave one of the two out.',
  ],
])("%s is refused in a sentence", async (line, expected, sentence) => {
  const { code, stderr } = await runCli(line.split(" "), { cwd });
  expect(stderr).toContain(sentence);
  expect(code).toBe(expected);
});

test("a port that is taken is refused in the words of the command line", async () => {
  const { seen } = await visit([], async (address) => {
    const port = new URL(address).port;
    return { port, second: await runCli(["studio", "--port", port], { cwd }) };
  });
  expect(seen.second).toEqual({
    code: 2,
    stdout: "",
    stderr: `error: --port: expected a port that is free but got ${seen.port}, which another program listens on. Choose another, or leave it out.\n`,
  });
});

test("a studio that has not been built says how that is done", async () => {
  vi.stubEnv("CHAINRULE_STUDIO_DIR", join(cwd, "drawn"));
  for (const words of [["studio"], ["studio", "--offline", "studio.html"]]) {
    const { code, stderr } = await runCli(words, { cwd });
    expect(stderr).toMatch(
      /^error: studio: expected the built studio .* but got none\. Run npm run build\.\n$/,
    );
    expect(code).toBe(4);
  }
});

test("an interrupted process ends with exit code 0, whoever is still connected", async () => {
  const main = new URL("main.ts", import.meta.url).href;
  const code = `import(${JSON.stringify(main)}).then(async ({ main }) => { process.exitCode = await main(["studio"]); })`;
  const child = spawn(process.execPath, ["-e", code], { cwd, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("exit", (...how) => resolve(how)));
  const line = await new Promise<string>((resolve) =>
    child.stdout.once("data", (text) => resolve(`${text}`)),
  );
  const [address] = /http:\S+/.exec(line)!;
  await (await fetch(address, { headers: { connection: "keep-alive" } })).text();
  child.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
});
