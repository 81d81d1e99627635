/** A worker with the engine, from the file beside the page. */
export const startWorker = (): Worker =>
  new Worker(new URL("engine.js", document.baseURI), { type: "module" });
