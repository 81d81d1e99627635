import { RandomState } from "../../src/index.ts";
import { loadDataset } from "../../src/node.ts";
import type { Floats } from "../task.ts";

const [pixels, classes] = [784, 10];

/**
 * Pictures of digits, or what resembles them: MNIST where CHAINRULE_DATA_DIR holds it, else ten blurred random
 * templates with noise and four of five pixels dark. The time does not depend on which.
 */
export async function digits(rows: number): Promise<{ x: Floats; y: Floats }> {
  const { x, labels } = process.env.CHAINRULE_DATA_DIR ? await mnist() : synthetic(rows);
  const y = new Float32Array(rows * classes);
  for (let i = 0; i < rows; i++) y[i * classes + labels[i]!] = 1;
  return { x: Float32Array.from(x.subarray(0, rows * pixels)), y };
}

async function mnist() {
  const { x, y } = await loadDataset("mnist", { fetch: false });
  return { x: x.data as Float32Array, labels: y.data };
}

function synthetic(rows: number) {
  const random = new RandomState(7);
  const templates = random.rand(classes * pixels);
  const x = new Float32Array(rows * pixels);
  const labels = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    labels[i] = Math.floor(random.rand(1)[0]! * classes);
    const noise = random.rand(pixels);
    for (let j = 0; j < pixels; j++) {
      const bright = templates[labels[i]! * pixels + j]! > 0.8;
      x[i * pixels + j] = bright === noise[j]! < 0.8 ? noise[j]! : 0;
    }
  }
  return { x, labels };
}

/** N(0, 1 / inputs) times `gain`. */
export function normalWeights(gain: number): (size: number, inputs: number) => Iterable<number> {
  const random = new RandomState(5);
  return (size, inputs) => random.normal(0, Math.sqrt(gain / inputs), size);
}
