import { parseArgs } from "node:util";
import { peers } from "./peers/index.ts";
import { workloads } from "./workloads/index.ts";

export interface Options {
  readonly workloads: readonly string[];
  readonly only: readonly string[] | undefined;
  readonly rounds: number;
  readonly limit: number;
  readonly threads: readonly number[] | undefined;
  readonly write: boolean;
  readonly redraw: boolean;
  readonly help: boolean;
}

export const help = `Measures this project beside its peers, in one run, in turns.

npm run bench -- [workload ...] [options]

  --only a,b      only these peers (chainrule is the one the others are compared with)
  --rounds n      rounds of each workload (5)
  --limit s       seconds for one run of one peer; longer work is done in part and scaled (0.6)
  --threads 1,2   only these numbers of threads
  --write         writes bench/results/latest.json, the table in docs/benchmarks.md and the pictures
  --redraw        measures nothing; writes table and pictures from bench/results/latest.json
  --help          this text

Workloads
${workloads.map(({ key, title, about }) => `  ${key.padEnd(5)}${title}: ${about}`).join("\n")}

Peers
  ${peers.map(({ key }) => key).join(", ")}

Peers for Node are installed by npm ci --prefix bench. Those for Python are looked for in python3, or in the
interpreters that CHAINRULE_PYTHON names (paths separated by ":"). CHAINRULE_DATA_DIR may hold MNIST in mnist/.
`;

/** @throws Error with a sentence for the user */
export function parseOptions(argv: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      only: { type: "string" },
      rounds: { type: "string", default: "5" },
      limit: { type: "string", default: "0.6" },
      threads: { type: "string" },
      write: { type: "boolean", default: false },
      redraw: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const only = values.only?.split(",");
  requireKnown("workload", positionals, workloads);
  requireKnown("peer", only ?? [], peers);
  return {
    workloads: positionals,
    only,
    rounds: positive("--rounds", values.rounds, true),
    limit: positive("--limit", values.limit),
    threads: values.threads?.split(",").map((text) => positive("--threads", text, true)),
    write: values.write,
    redraw: values.redraw,
    help: values.help,
  };
}

function requireKnown(
  what: string,
  given: readonly string[],
  known: readonly { readonly key: string }[],
): void {
  const keys = known.map(({ key }) => key);
  for (const name of given)
    if (!keys.includes(name)) throw new Error(`expected a ${what} (${keys.join(", ")}) but got "${name}"`);
}

function positive(option: string, text: string, whole = false): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value) || (whole && !Number.isInteger(value)))
    throw new Error(`${option}: expected a positive ${whole ? "whole " : ""}number but got "${text}"`);
  return value;
}
