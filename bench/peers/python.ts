import { spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import type { Workload } from "../workloads/workload.ts";
import type { Peer } from "./peer.ts";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Interpreters to look in, in this order. */
const interpreters = (process.env.CHAINRULE_PYTHON ?? "python3").split(delimiter);

const found = new Map<string, string | undefined>();

/** The first interpreter that can import the module. */
function interpreterWith(module: string): string | undefined {
  if (!found.has(module))
    found.set(
      module,
      interpreters.find((python) => spawnSync(python, ["-c", `import ${module}`]).status === 0),
    );
  return found.get(module);
}

interface PythonPeer {
  readonly key: string;
  readonly title: string;
  /** What must be importable. */
  readonly needs: string;
  /** The program in bench/peers/python, and which variant of it. */
  readonly module: string;
  readonly variant?: string;
  readonly does?: (workload: Workload) => boolean;
  readonly first?: boolean;
}

/** A peer that is a package for Python, where one is found with it. */
export const pythonPeer = ({
  key,
  title,
  needs,
  module,
  variant = "",
  does,
  first = true,
}: PythonPeer): Peer => {
  const env = (threads: number) => ({
    OMP_NUM_THREADS: String(threads),
    OPENBLAS_NUM_THREADS: String(threads),
    MKL_NUM_THREADS: String(threads),
    // Set for another machine, it makes OpenBLAS choose slower kernels.
    OPENBLAS_CORETYPE: undefined,
  });
  return {
    key,
    title,
    threads: [1, 2],
    does: (workload) => (workload.kind === "start" ? first : (does ?? (() => true))(workload)),
    missing: () =>
      interpreterWith(needs) === undefined
        ? `no Python with ${needs}: name one (or several, with "${delimiter}") in CHAINRULE_PYTHON`
        : undefined,
    command: (folder, _, threads) => ({
      program: interpreterWith(needs)!,
      args: [path("python/worker.py"), module, folder, String(threads), variant],
      env: env(threads),
    }),
    first: () => ({
      program: interpreterWith(needs)!,
      args: [path(`../first/${module}.py`), variant],
      env: env(1),
    }),
  };
};
