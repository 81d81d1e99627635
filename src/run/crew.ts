import { control } from "../compile/wasm/barrier.ts";

/** Worker threads that run their parts of a program's steps beside the thread that calls it. */
export interface Crew {
  /** Whether all stand ready. Until then the caller runs the steps alone. */
  isReady(): boolean;
  /** Sends all to run; the caller then runs its own part, and meets them at the barriers. */
  send(run: { readonly schedule: number; readonly first: number; readonly count: number }): void;
  /** Tells all to stop where they are, because the caller has failed. */
  fail(): void;
  /** Ends the threads. */
  dismiss(): void;
}

/** What a worker is in Node and in a browser alike. */
interface Thread {
  postMessage(message: unknown): void;
  terminate(): unknown;
  /** Node: the process may end while the thread still lives. */
  unref?(): void;
  addEventListener?(type: "error", listener: (event: { preventDefault(): void }) => void): void;
  on?(type: "error" | "exit", listener: () => void): void;
}

/**
 * What a worker runs, in Node and in a browser: takes the module and the memory, then runs whatever it is sent. After
 * an error it raises the flag that the others look at, and wakes them.
 */
const program = `
const port = typeof require === "function" ? require("node:worker_threads").parentPort : self;
let steps, words;
port.onmessage = ({ data }) => {
  if (data.module) {
    words = new Int32Array(data.memory.buffer, data.control, 16);
    const { exports } = new WebAssembly.Instance(data.module, { env: { memory: data.memory } });
    steps = (schedule, first, count) => exports["run" + schedule + "." + data.thread](first, count);
    Atomics.add(words, ${control.ready / 4}, 1);
    Atomics.notify(words, ${control.ready / 4});
    return;
  }
  try {
    steps(data.schedule, data.first, data.count);
  } catch {
    Atomics.store(words, ${control.failed / 4}, 1);
    Atomics.notify(words, ${control.generation / 4});
  }
};
`;

/** Why there is only one thread here; undefined where there may be more. */
export function reasonForOneThread(): string | undefined {
  const scope = globalThis as { readonly crossOriginIsolated?: boolean; readonly document?: unknown };
  if (nodeWorkers()) return undefined;
  if (typeof Worker === "undefined") return "there are no workers here";
  if (typeof SharedArrayBuffer === "undefined" || scope.crossOriginIsolated !== true)
    return "the page is not cross-origin isolated (headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp)";
  if (scope.document !== undefined) return "a page's own thread may not wait for others: train in a worker";
  return undefined;
}

interface NodeWorkers {
  readonly Worker: new (
    code: string,
    options: { readonly eval: true; readonly execArgv: readonly string[] },
  ) => Thread;
}

/** Node's workers, without an import that a browser could not resolve. */
function nodeWorkers(): NodeWorkers | undefined {
  const { process } = globalThis as {
    readonly process?: { getBuiltinModule?(name: string): NodeWorkers | undefined };
  };
  return process?.getBuiltinModule?.("node:worker_threads");
}

function start(): Thread {
  const node = nodeWorkers();
  // Flags such as --input-type=module, which this thread may have, would change how the program is read.
  if (node) return new node.Worker(program, { eval: true, execArgv: [] });
  const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  try {
    return new Worker(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Starts `count` threads beside the caller's own. They come when they are ready, and sleep when they have nothing to do. */
export function crew(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  at: number,
  count: number,
): Crew {
  const words = new Int32Array(memory.buffer, at, 16);
  const isGone = () => Atomics.store(words, control.ready / 4, 0);
  const threads = Array.from({ length: count }, (_, i) => {
    const thread = start();
    thread.unref?.();
    thread.on?.("error", isGone);
    thread.on?.("exit", isGone);
    thread.addEventListener?.("error", (event) => {
      event.preventDefault();
      isGone();
    });
    thread.postMessage({ module, memory, control: at, thread: i + 1 });
    return thread;
  });
  return {
    isReady: () => Atomics.load(words, control.ready / 4) === count,
    send(run) {
      for (const thread of threads) thread.postMessage(run);
    },
    fail() {
      Atomics.store(words, control.failed / 4, 1);
      Atomics.notify(words, control.generation / 4);
    },
    dismiss() {
      isGone();
      for (const thread of threads.splice(0)) thread.terminate();
    },
  };
}
