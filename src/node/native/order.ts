import type { Graph } from "../../graph/node.ts";
import { auto } from "../../run/auto.ts";
import type { Backend, Preparation } from "../../run/backend.ts";
import { obstacleToCompiling } from "../../run/engine.ts";
import { type Opened, opened } from "../../run/wasm.ts";
import type { Built, Order } from "./build.ts";
import { programOf, takingOver } from "./takeover.ts";
import { type NativeThreads, nativeThreads } from "./threads.ts";

/** What graphs come to before they are compiled, and what is then to be built. */
export function orderOf<const Graphs extends readonly Graph[]>(
  graphs: Graphs,
  how: Preparation | undefined,
): { readonly begun: Opened<Graphs>; readonly crew: NativeThreads; readonly order: Order } {
  const crew = nativeThreads(graphs, how);
  const begun = opened(graphs, { ...how, threads: 1 });
  return {
    begun,
    crew,
    order: { programs: [programOf(begun.compiled, crew.threads)], fused: how?.fast === true },
  };
}

/** Native code from the first step on, with what `build` makes of it. */
export const nativeBy = (build: (order: Order) => Built): Backend => ({
  name: "native",
  prepare(graphs, how) {
    if (obstacleToCompiling() !== undefined) return auto.prepare(graphs, how);
    const { begun, crew, order } = orderOf(graphs, how);
    const built = build(order);
    const job = { built, cancel() {} };
    // WebAssembly's own threads are started only where they will run.
    const start = "codes" in built ? begun : opened(graphs, how);
    return takingOver(
      start,
      how?.runs ?? 1,
      { begin: () => job, settling: 0, worthLooking: 0, fused: order.fused === true, ...crew, trial: 0 },
      job,
    );
  },
});
