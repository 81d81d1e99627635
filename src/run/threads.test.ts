import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { wasmOn } from "../../test/support/threads.ts";
import { lower } from "../compile/lower.ts";
import { plan } from "../compile/plan.ts";
import { control, controlBytes } from "../compile/wasm/barrier.ts";
import { type Exports, generate, runName } from "../compile/wasm/generate.ts";
import { input, ops } from "../graph/build.ts";
import type { Graph } from "../graph/node.ts";
import { together } from "./threads.ts";
import { wasm } from "./wasm.ts";

const x = input("x", [64, 2]);
const graph: Graph = {
  outputs: { total: ops.sum(ops.square(x)) },
  updates: [{ target: x, value: ops.add(x, 1) }],
};

/** A compiled program for two threads, of which only the calling one is there. */
function halfATeam() {
  const schedule = lower(graph);
  const { offsets, bytes } = plan([schedule]);
  const team = { threads: 2, control: bytes, patience: 0.05 };
  const pages = Math.ceil((bytes + controlBytes) / 65536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const module = new WebAssembly.Module(generate([schedule], { offsets, bytes }, { team }).bytes());
  const code = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  return { code, module, memory, team, words: new Int32Array(memory.buffer, bytes, 16) };
}

test("a program begins alone, goes on with its threads, and ends alone when they are released", () => {
  const [program] = wasmOn(2).prepare([graph]);
  expect(program.threads).toBe(2);
  program.set("x", new Float64Array(128));
  expect(program.run(3)).toBe(3);
  expect(program.read("total")[0]).toBe(128 * 4);
  program.release();
  expect(program.threads).toBe(1);
  program.run();
  expect(program.read("total")[0]).toBe(128 * 9);
});

test("a thread that does not come ends the wait", () => {
  const { code } = halfATeam();
  expect(() => code[runName(0, 0)]!(0, 1)).toThrow(WebAssembly.RuntimeError);
});

test("a thread that fails ends the run of all with a sentence", () => {
  const { code, module, memory, team, words } = halfATeam();
  const runner = together(code, module, memory, { ...team, patience: 30 });
  while (runner.threads() < 2) Atomics.wait(words, control.ready / 4, 0, 10);
  // No schedule has this number, so that the other thread fails before it comes to its first barrier.
  const lost = { ...code, [runName(7, 0)]: code[runName(0, 0)]! } as Exports;
  const broken = together(lost, module, memory, { ...team, patience: 30 });
  while (Atomics.load(words, control.ready / 4) < 2) Atomics.wait(words, control.ready / 4, 1, 10);
  Atomics.store(words, control.ready / 4, 1);
  expect(() => broken.run(7, 0, 1)).toThrow(
    "threads: expected all 2 to come to the end of a step but got one that failed or ended.",
  );
  runner.release();
});

test("small steps stay on one thread, and short runs; large ones take what the machine has", () => {
  const product = (n: number): Graph => ({
    outputs: { c: ops.matmul(input("a", [n, n]), input("b", [n, n])) },
    updates: [],
  });
  const threadsOf = (n: number, runs: number) => {
    const [program] = wasm.prepare([product(n)], { runs });
    const clock = new Int32Array(new SharedArrayBuffer(4));
    for (let i = 0; i < 100 && program.threads === 1 && n * runs > 1000; i++) Atomics.wait(clock, 0, 0, 20);
    const { threads } = program;
    program.release();
    return threads;
  };
  expect(threadsOf(64, 1e6)).toBe(1);
  expect(threadsOf(256, 2)).toBe(1);
  expect(threadsOf(256, 1000)).toBe(Math.min(8, navigator.hardwareConcurrency));
});

const countsThreads = (() => {
  try {
    return readdirSync("/proc/self/task").length > 0;
  } catch {
    return false;
  }
})();

test.skipIf(!countsThreads)(
  "no thread outlives the fit that started it (counted in /proc, so on Linux)",
  () => {
    const program = `
    import { readdirSync } from "node:fs";
    import { dense, mlp } from ${JSON.stringify(new URL("../index.ts", import.meta.url).href)};
    const count = () => readdirSync("/proc/self/task").length;
    const [x, y] = [2, 1].map((n) => Array.from({ length: 64 }, (_, i) => Array.from({ length: n }, () => i % 2)));
    const fit = (threads, more) => mlp(2, dense(4), dense(1)).fit(x, y, { threads, ...more });
    await fit(1, { epochs: 5e4 });
    const before = count();
    let most = 0;
    const watch = setInterval(() => { most = Math.max(most, count()); });
    const run = await fit(3, { epochs: 1e7, signal: AbortSignal.timeout(1500) });
    clearInterval(watch);
    await new Promise((resolve) => setTimeout(resolve, 300));
    console.log(JSON.stringify([run.engine.threads, most - before >= 2, count() - before]));
  `;
    const told = execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
    expect(JSON.parse(told)).toEqual([3, true, 0]);
  },
);
