/**
 * Starts training runs in a row, each a process of its own that goes over to native code on two threads at some step,
 * and counts how they end: all must give the same weights and exit with 0. An object that is unloaded too early, or
 * threads in it, would show at the exit. Nobody releases the threads; in every other run not even the end of the process.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Job } from "../src/node/native/build.ts";
import type { Policy } from "../src/node/native/takeover.ts";
import type { Backend } from "../src/run/backend.ts";

if (process.argv[2] === "run") await run();
else all(Number(process.argv[2] ?? 200));

/** One run: builds beside from the first step on, and waits for that after a few epochs. */
async function run(): Promise<void> {
  const { dense } = await import("../src/nn/layers/dense.ts");
  const { mlp } = await import("../src/train/model.ts");
  const { buildBeside } = await import("../src/node/native/build.ts");
  const { takingOver } = await import("../src/node/native/takeover.ts");
  const { opened } = await import("../src/run/wasm.ts");
  let job: Job | undefined;
  const policy: Policy = {
    begin: (programs) => {
      job = buildBeside({ programs });
      return job;
    },
    settling: 0,
    worthLooking: -Infinity,
    fused: false,
    threads: 2,
    trial: 0,
  };
  const kept = { release() {} };
  const backend: Backend = {
    name: "swaps",
    prepare: (graphs, how) =>
      takingOver(opened(graphs, how), how?.runs ?? 1, policy).map((program) =>
        Object.assign(Object.create(program), kept),
      ) as never,
  };
  const turn = 1 + Math.floor(Math.random() * 40);
  const wait = async ({ epoch }: { epoch: number }): Promise<undefined> => {
    while (epoch === turn && !job?.built) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  const x = Array.from({ length: 100 }, (_, i) => [i / 100, (i * 37) % 100]);
  const y = x.map(([a, b]) => Number(a! * b! > 25));
  const model = mlp(2, dense(16, "tanh"), dense(1, "sigmoid"));
  const { engine } = await model.fit(x, y, { epochs: 50, batchSize: 32, backend, callbacks: [wait] });
  const hash = createHash("sha256");
  for (const { data } of Object.values(model.weights!)) hash.update(new Uint8Array(data.slice().buffer));
  process.stdout.write(`${engine.backend} on ${engine.threads}: ${hash.digest("hex")}`);
  if (process.argv[3] === "abruptly") process.removeAllListeners("exit");
}

function all(count: number): void {
  const folder = mkdtempSync(join(tmpdir(), "chainrule-exits-"));
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, "cache"), TMPDIR: folder };
  const ends = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const words = [fileURLToPath(import.meta.url), "run", i % 2 === 0 ? "in order" : "abruptly"];
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, words, { env, encoding: "utf8" });
    const end = `exit ${status ?? signal}: ${stdout}${status === 0 ? "" : stderr.slice(0, 500)}`;
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  rmSync(folder, { recursive: true, force: true });
  for (const [end, times] of ends) process.stdout.write(`${times} times ${end}\n`);
  const [only] = ends.keys();
  if (ends.size !== 1 || !only!.startsWith("exit 0: native on 2: ")) process.exitCode = 1;
}
