/** Stands for startWorker.ts where the studio is one file, whose one program is the engine's as well as the page's. */
export function startWorker(): Worker {
  const program = document.getElementById("program")!.textContent!;
  const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  return new Worker(url, { type: "module" });
}
