/** The text of the engine's program, where the page is a single file that carries it along. */
const carried = (): string | undefined => document.getElementById("engine")?.textContent ?? undefined;

/** A worker with the engine. */
export function makeWorker(): Worker {
  const text = carried();
  if (text === undefined)
    return new Worker(new URL("../engine/worker.ts", import.meta.url), { type: "module" });
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return new Worker(url, { type: "module" });
}
