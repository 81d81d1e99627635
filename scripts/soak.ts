/**
 * Fits 2,000 compiled networks of 50 shapes, every tenth on two threads, and looks at the heap after each 200: what
 * a fit compiled and allocated must go when nobody needs it any more, because users have nothing to call for that.
 * Fails where the heap, or the memory outside it, still grows after the first 400 fits.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { dense, mlp, planar, sgd, wasm } from "../src/index.ts";

setFlagsFromString("--expose_gc");
const collect = runInNewContext("gc") as () => void;

/** Growth that is told from noise, in MiB. */
const allowed = 12;

const { x, y } = planar({ samples: 100, seed: 1 });
const seen: { readonly fits: number; readonly heap: number; readonly outside: number }[] = [];
for (let fits = 1; fits <= 2000; fits++) {
  const model = mlp(2, dense(1 + (fits % 50), "tanh"), dense(1, "sigmoid"));
  const threads = fits % 10 === 0 ? 2 : 1;
  await model.fit(x, y, { optimizer: sgd(0.5), epochs: 20, seed: fits, backend: wasm, threads });
  if (fits % 200 > 0) continue;
  // Two turns of the event loop let finalizers run, and workers end.
  for (let i = 0; i < 2; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  const row = { fits, heap: heapUsed / 2 ** 20, outside: external / 2 ** 20 };
  seen.push(row);
  process.stdout.write(
    `${String(fits).padStart(5)} fits  heap ${row.heap.toFixed(1)} MiB  outside it ${row.outside.toFixed(1)} MiB\n`,
  );
}

const [early, last] = [seen[1]!, seen.at(-1)!];
for (const part of ["heap", "outside"] as const)
  if (last[part] > early[part] + allowed) {
    process.stderr.write(`${part}: grew from ${early[part].toFixed(1)} to ${last[part].toFixed(1)} MiB\n`);
    process.exitCode = 1;
  }
