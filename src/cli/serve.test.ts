import { afterAll, beforeAll, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

const cwd = scratchFolder();

beforeAll(() => runCli(["train", "moons", "--epochs", "5", "--quiet", "--out", "run"], { cwd }));
afterAll(removeScratchFolders);

/** Serves the run on a free port, asks it once it has said where, and interrupts it. */
async function ask(
  body: string,
): Promise<{ readonly answer: unknown; readonly stdout: string; readonly code: number }> {
  const { createServer } = await import("node:net");
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve));
  const { port } = free.address() as { port: number };
  await new Promise((resolve) => free.close(resolve));
  let answer: Promise<unknown> | undefined;
  const outcome = await runCli(["serve", "run", "--port", `${port}`], {
    cwd,
    interruptible(interrupt) {
      const headers = { "content-type": "application/json" };
      answer = fetch(`http://127.0.0.1:${port}/predict`, { method: "POST", body, headers })
        .then((response) => response.json())
        .finally(interrupt);
    },
  });
  return { answer: await answer, ...outcome };
}

test("serve answers what predict answers, and ends with exit code 0", async () => {
  const { answer, stdout, code } = await ask('{"inputs": [[0.5, 1.2], [-1, 0]]}');
  const told = await runCli(["predict", "run", "0.5,1.2", "-1,0", "--json"], { cwd });
  expect(answer).toEqual(JSON.parse(told.stdout));
  expect(stdout).toMatch(/^run answers at http:\/\/127\.0\.0\.1:\d+\/predict \(Ctrl-C stops it\)\n$/);
  expect(code).toBe(0);
});

test.each([
  [["serve"], "missing required argument"],
  [["serve", "nowhere"], "nowhere"],
  [["serve", "run", "--port", "99999"], '--port: expected a whole number from 0 to 65535 but got "99999"'],
  [["serve", "run", "--rate", "fast"], "--rate: expected a number from 0 but got"],
  [["serve", "run", "--host", "192.0.2.1"], "192.0.2.1, which is no address of this machine"],
])("%j is refused with a sentence", async (words, sentence) => {
  const { code, stderr } = await runCli(words, { cwd });
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split("\n").length).toBe(1);
  expect(code).toBeGreaterThan(1);
});
