import { RandomState } from "../../src/index.ts";
import type { ProductCase } from "../task.ts";
import { floatsOf, type Workload } from "./workload.ts";

const sizes = [8, 16, 32, 64, 128, 256, 512, 1024, 2048];
const shapes = [...sizes.map((n) => [n, n, n] as const), [100, 784, 50] as const, [100, 100, 10] as const];

const cases: ProductCase[] = (["float32", "float64"] as const).flatMap((dtype) =>
  shapes.flatMap(([m, k, n]) => (["AB", "AtB", "ABt"] as const).map((form) => ({ form, m, k, n, dtype }))),
);

export const w5: Workload = {
  key: "W5",
  title: "Matrix products",
  about: "A B, A^T B, A B^T, n = 8 ... 2048, 100x784x50, 100x100x10",
  kind: "product",
  tolerance: 1e-4,
  threads: [1, 2],
  targets: [
    { against: "jax-js", ratio: 1 },
    { against: "numpy-ts", ratio: 1 },
    { against: "tfjs-wasm", ratio: 1, dtype: "float32" },
  ],
  peakShare: 0.8,
  nativePeakShare: 0.85,
  nativeTargets: [
    { against: "numpy", ratio: 1 },
    { of: "native-fast", against: "numpy", ratio: 1 },
  ],
  async make() {
    const random = new RandomState(11);
    const draw = () => floatsOf("float64", random.randn(2048 ** 2));
    return { spec: { kind: "product", cases }, data: { a: draw(), b: draw() } };
  },
};
