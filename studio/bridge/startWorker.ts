/** A worker with the engine, from the file beside the page's own. */
export const startWorker = (): Worker =>
  new Worker(new URL("../engine/worker.ts", import.meta.url), { type: "module" });
