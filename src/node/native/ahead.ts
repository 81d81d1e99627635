import type { Graph } from "../../graph/node.ts";
import type { Backend, Program, Programs } from "../../run/backend.ts";
import { obstacleToCompiling } from "../../run/engine.ts";
import { type Built, buildBeside, type Order, type Workshop, workshop } from "./build.ts";
import { native } from "./native.ts";
import { nativeBy, orderOf } from "./order.ts";

/** Milliseconds between two looks whether a build has ended. */
const pause = 10;

/**
 * Builds what a fit will run natively while this thread is free for signals: `native` alone compiles while the thread
 * waits. The fit is begun once to see what it prepares, and stopped before its first step.
 *
 * @param begin begins the fit on a backend, with a signal that has been raised
 * @returns what to run it on: `native`, which finds what was built, or the same without what could not be built;
 *     undefined where `signal` was raised meanwhile
 */
export async function nativeAhead(
  begin: (backend: Backend, signal: AbortSignal) => Promise<unknown>,
  signal: AbortSignal,
  shop: Workshop = workshop(),
): Promise<Backend | undefined> {
  for (const order of await ordersOf(begin)) {
    const built = await ended(order, signal, shop);
    if (!built) return undefined;
    // What could not be built once is not tried again while everybody waits.
    if (!("codes" in built)) return nativeBy(() => built);
  }
  return signal.aborted ? undefined : native;
}

/** Ends a fit that has said all that it prepares for its steps. */
const enough = new Error("enough is known");

/** What a fit has to be built before its first step: its steps, and what judges them. */
async function ordersOf(
  begin: (backend: Backend, signal: AbortSignal) => Promise<unknown>,
): Promise<readonly Order[]> {
  const orders: Order[] = [];
  let isOver = obstacleToCompiling() !== undefined;
  const backend: Backend = {
    name: "native",
    prepare<const Graphs extends readonly Graph[]>(graphs: Graphs, how: Parameters<Backend["prepare"]>[1]) {
      if (isOver) throw enough;
      const { begun, order } = orderOf(graphs, how);
      orders.push(order);
      const watched = (program: Program): Program =>
        Object.assign(Object.create(program) as Program, {
          release() {
            program.release();
            isOver = true;
          },
        });
      return begun.programs.map(watched) as unknown as Programs<Graphs>;
    },
  };
  try {
    await begin(backend, AbortSignal.abort());
    return orders;
  } catch (error) {
    // The fit itself will say what is wrong with it.
    return error === enough ? orders : [];
  }
}

async function ended(order: Order, signal: AbortSignal, shop: Workshop): Promise<Built | undefined> {
  const job = buildBeside({ ...order, isWaitedFor: true }, shop);
  while (!job.built) {
    if (signal.aborted) {
      job.cancel();
      return undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return job.built;
}
