/** Stands for startWorker.ts where the studio is one file: the engine's program is carried along in it, as text. */
export function startWorker(): Worker {
  const program = document.getElementById("engine")!.textContent!;
  const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  return new Worker(url, { type: "module" });
}
