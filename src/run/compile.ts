import type { Buffer, Schedule } from "../compile/kernel.ts";
import { lower } from "../compile/lower.ts";
import { plan } from "../compile/plan.ts";
import type { Sequence } from "../compile/sequence.ts";
import { controlBytes, type Team } from "../compile/wasm/barrier.ts";
import { generate } from "../compile/wasm/generate.ts";
import type { Graph, Node } from "../graph/node.ts";
import { requireAddresses } from "./memory.ts";
import { patienceFor } from "./threads.ts";
import { workOf } from "./work.ts";

/** Graphs as a module, and where in its memory their arrays lie. Nothing in it changes when it runs. */
export interface Compiled {
  readonly schedules: readonly Schedule<Node>[];
  readonly offsets: ReadonlyMap<Buffer, number>;
  /** Bytes of memory it needs. */
  readonly bytes: number;
  readonly team: Team | undefined;
  readonly module: WebAssembly.Module;
}

interface Entry {
  readonly graphs: readonly Graph[];
  readonly key: string;
  readonly compiled: Compiled;
}

/** What was compiled before, as long as its first graph is in use. */
const cache = new WeakMap<Graph, Entry[]>();

/** The module of some graphs; the same object for the same graphs run in the same way. */
export function compile(
  graphs: readonly Graph[],
  sequence: Sequence,
  how: { readonly threads: number; readonly fused: boolean },
): Compiled {
  const { capacity, streams, records, guard } = sequence;
  const key = JSON.stringify([capacity, streams, records, guard, how]);
  const entries = cache.get(graphs[0]!) ?? [];
  const isSame = (entry: Entry) =>
    entry.key === key &&
    entry.graphs.length === graphs.length &&
    entry.graphs.every((graph, i) => graph === graphs[i]);
  const known = entries.find(isSame);
  if (known) return known.compiled;
  const compiled = compileAnew(graphs, sequence, how);
  cache.set(graphs[0]!, [...entries, { graphs, key, compiled }]);
  return compiled;
}

function compileAnew(
  graphs: readonly Graph[],
  sequence: Sequence,
  { threads, fused }: { readonly threads: number; readonly fused: boolean },
): Compiled {
  const shared = new Map<string, Buffer>();
  const schedules = graphs.map((graph) => lower(graph, sequence, shared));
  const { offsets, bytes } = plan(schedules);
  const patience = patienceFor(workOf(graphs[0]!));
  const team = threads > 1 ? { threads, control: bytes, patience } : undefined;
  const needed = bytes + (team ? controlBytes : 0);
  requireAddresses(needed);
  const module = new WebAssembly.Module(generate(schedules, { offsets, bytes }, { team, fused }).bytes());
  return { schedules, offsets, bytes: needed, team, module };
}
