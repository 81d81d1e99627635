import { moduleBuilder } from "../src/compile/wasm/assembler/module.ts";
import type { Peaks } from "./results.ts";
import type { Dtype } from "./task.ts";

/** The peaks that WebAssembly reaches: 128-bit vectors, and the memory as JavaScript sees it. */
export function wasmPeaks(): Peaks {
  return {
    by: "WebAssembly",
    simd128: { float32: vectorPeak("float32"), float64: vectorPeak("float64") },
    memory: memoryPeak(),
  };
}

const chains = 12;
const turns = 2_000_000;

/** GFLOP/s of multiply and add apart, on twelve chains that hide the latency of either. */
function vectorPeak(dtype: Dtype): number {
  const shape = dtype === "float32" ? "f32x4" : "f64x2";
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  module.func(
    ["turns: i32"],
    [],
    "turn",
    (code, count) => {
      const sums = Array.from({ length: chains }, () => code.local("v128"));
      code.loop((again) => {
        for (const sum of sums) {
          code.emit("local.get", sum);
          code.emit("local.get", sums[0]!);
          code.emit(`${shape}.mul`);
          code.emit("local.get", sums[1]!);
          code.emit(`${shape}.add`);
          code.emit("local.set", sum);
        }
        code.emit("local.get", count);
        code.emit("i32.const", 1);
        code.emit("i32.sub");
        code.emit("local.tee", count);
        code.emit("br_if", again);
      });
      for (const [i, sum] of sums.entries()) {
        code.emit("i32.const", 16 * i);
        code.emit("local.get", sum);
        code.emit("v128.store", { offset: 0 });
      }
    },
    true,
  );
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  const turn = exports.turn as (turns: number) => void;
  const lanes = dtype === "float32" ? 4 : 2;
  return (2 * chains * lanes * turns) / fastest(() => turn(turns)) / 1e9;
}

/** GB/s of copying, each byte read and written. */
function memoryPeak(): number {
  const from = new Float64Array(2 ** 24).fill(1);
  const to = new Float64Array(2 ** 24);
  return (2 * from.byteLength) / fastest(() => to.set(from)) / 1e9;
}

function fastest(work: () => void): number {
  let best = Infinity;
  for (let round = 0; round < 8; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}
