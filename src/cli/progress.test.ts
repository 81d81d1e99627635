import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

const cwd = scratchFolder();
const on = (terminal: boolean) => (line: string) => runCli(line.split(" "), { cwd, terminal });
const [atTerminal, elsewhere] = [on(true), on(false)];
const sweep = "sweep moons --layers {2,3}:tanh,1:sigmoid --batch 50 --epochs 20";
/** Long work, and what a bar says beside itself meanwhile. */
const lines: readonly (readonly [string, RegExp])[] = [
  ["explain small --step 300 --only dW2", /% {2}.*steps\/s {2}.* left/],
  ["doctor xor --seconds 0.05", /33 % {2}wasm/],
  [sweep, /50 % {2}run 2\/2/],
  ["lesson 2 --out lesson.md", /0 % {2}1\. /],
];

beforeAll(async () => {
  await elsewhere("train moons --layers 3:tanh,1:sigmoid --batch 50 --epochs 20 --quiet --out small");
});
afterAll(removeScratchFolders);

describe.each(lines)("%s", (line, words) => {
  test("shows a bar on the standard error of a terminal, and takes it away", {
    timeout: 60_000,
  }, async () => {
    const { stdout, stderr, code } = await atTerminal(line);
    expect(code).toBe(0);
    expect(stderr).toMatch(words);
    const afterBar = stderr.slice(stderr.lastIndexOf("\u001b[2K"));
    expect(afterBar).not.toContain("%  ");
    expect(stdout).not.toContain("░");
  });

  test("shows none where there is no terminal", { timeout: 60_000 }, async () => {
    const { stderr } = await elsewhere(line);
    for (const sign of ["░", "█", "\u001b"]) expect(stderr).not.toContain(sign);
  });
});

test("a bar leaves cursor and long lines of the terminal as they are, because an interrupt may end it", async () => {
  const { stderr } = await atTerminal("lesson 2 --out again.md");
  expect(stderr).toContain("░");
  // What hides the cursor begins so, and what cuts long lines.
  expect(stderr).not.toContain("\u001b[?");
});

test("a bar is taken away before what is wrong with the data is said", async () => {
  for (const line of ["sweep nothing.csv --lr {0.1,1}", "doctor nothing.csv"]) {
    const { stderr, code } = await atTerminal(line);
    expect(code).toBe(4);
    expect(stderr).toContain("0 %  reading data");
    expect(stderr.slice(stderr.lastIndexOf("\u001b[2K"))).toContain("nothing.csv");
  }
});

test("a sweep that is to be quiet shows no bar", async () => {
  expect((await atTerminal(`${sweep} --quiet`)).stderr).toBe("");
});
