import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Graph } from "../../src/graph/node.ts";
import type { Job, Workshop } from "../../src/node/native/build.ts";
import { buildNow, workshop } from "../../src/node/native/build.ts";
import { programOf, takingOver } from "../../src/node/native/takeover.ts";
import type { Backend, Program } from "../../src/run/backend.ts";
import { opened } from "../../src/run/wasm.ts";
import type { Model } from "../../src/train/model.ts";

/** What is built is kept in this process, and not in the user's cache. */
const shop: Workshop = { ...workshop(), cache: undefined, patience: 300_000 };
const built = buildNow({ programs: [] }, shop);

/** Why nothing can be compiled here; undefined where it can. */
export const obstacleToNative = "codes" in built ? undefined : built.obstacle;

/** Begins in WebAssembly and goes on natively from a call on, counted over all programs. */
export function swapsAtCall(call: number): Backend & { swapped(): boolean } {
  let swapped = false;
  return {
    name: `swaps at call ${call}`,
    swapped: () => swapped,
    prepare(graphs, how) {
      let calls = 0;
      const begin = (programs: Parameters<typeof buildNow>[0]["programs"]): Job => {
        const ready = buildNow({ programs }, shop);
        return {
          get built() {
            if (++calls < call) return undefined;
            swapped = "codes" in ready;
            return ready;
          },
          cancel() {},
        };
      };
      const policy = {
        begin,
        settling: 0,
        worthLooking: -Infinity,
        fused: false,
        threads: how?.threads ?? 1,
        trial: 0,
      };
      return takingOver(opened(graphs, how), how?.runs ?? 1, policy);
    },
  };
}

/** Native from the first step on, on exactly so many threads; compiled while the caller waits. */
export const nativeOn = (threads: number, fused = false): Backend => ({
  name: `native on ${threads} threads`,
  prepare(graphs, how) {
    const start = opened(graphs, { ...how, threads: 1 });
    const built = buildNow({ programs: [programOf(start.compiled, threads)], fused }, shop);
    const job = { built, cancel() {} };
    const policy = { begin: () => job, settling: 0, worthLooking: 0, fused, trial: 0 };
    return takingOver(start, how?.runs ?? 1, policy, job);
  },
});

/** How graphs are compiled together; `flags` go to the compiler. */
interface Together {
  readonly lanes?: number | undefined;
  readonly flags?: readonly string[];
  readonly fused?: boolean;
  readonly compiler?: readonly string[];
}

/** Each list of graphs ready to run natively on so many threads, all compiled at once. */
export function nativeTogether(
  lists: readonly (readonly Graph[])[],
  threads: number,
  { lanes, flags = [], fused = false, compiler = shop.compiler }: Together = {},
): readonly Program[][] {
  const begun = lists.map((graphs) => opened(graphs, { threads: 1 }));
  const programs = begun.map(({ compiled }) => programOf(compiled, threads));
  const built = buildNow({ programs, lanes, fused }, { ...shop, compiler: [...compiler, ...flags] });
  if (!("codes" in built)) throw new Error(built.obstacle);
  return begun.map((start, i) => {
    const job = { built: { codes: [built.codes[i]!] }, cancel() {} };
    const policy = { begin: () => job, settling: 0, worthLooking: 0, fused, trial: 0 };
    return [...takingOver(start, 1, policy, job)];
  });
}

/** The bits of all weights of a model. */
export function weightsHash(model: Model): string {
  const hash = createHash("sha256");
  for (const { data } of Object.values(model.weights!))
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return hash.digest("hex");
}

/** A script that stands in for a compiler; `real` is the command of a true one. */
export function fakeCompiler(folder: string, lines: string): string {
  const path = join(folder, `cc${readdirSync(folder).length}`);
  writeFileSync(path, `#!/bin/sh\n[ "$1" = --version ] && { echo "fake 1.0"; exit 0; }\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A folder for a test, and what removes it. */
export function scratch(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "chainrule-test-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Processes in whose command line a text stands (Linux). */
export function processesWith(text: string): readonly string[] {
  return readdirSync("/proc").filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, "utf8").includes(text);
    } catch {
      return false;
    }
  });
}
