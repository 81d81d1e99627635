import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Measured } from "./task.ts";

/** Predicts some rows, which lie one after the other. */
type Predict = (x: Float32Array) => ArrayLike<number> | Promise<ArrayLike<number>>;

const [, , key, folder] = process.argv as unknown as [string, string, string, string];
const path = (file: string): string => join(folder, file);

/** Loads a contestant: its code, and the network. */
const loaders: Readonly<Record<string, () => Promise<Predict>>> = {
  async javascript() {
    const { predict } = (await import(path("model.js"))) as { predict: Predict };
    return predict;
  },
  async wasm() {
    const { load } = (await import(path("wasm.js"))) as { load(): Promise<{ predict: Predict }> };
    return (await load()).predict;
  },
  async chainrule() {
    const { asArray, readModel } = await import(new URL("../../dist/index.js", import.meta.url).href);
    const model = readModel(readFileSync(path("model.safetensors")));
    return async (x) => (await model.predict(asArray(x, "float32").reshape(x.length / 784, 784))).data;
  },
  async onnxruntime() {
    const { InferenceSession, Tensor } = await import("onnxruntime-node");
    const threads = { intraOpNumThreads: 1, interOpNumThreads: 1 };
    const session = await InferenceSession.create(path("model.onnx"), threads);
    const [input, output] = [session.inputNames[0]!, session.outputNames[0]!];
    return async (x) => {
      const results = await session.run({ [input]: new Tensor("float32", x, [x.length / 784, 784]) });
      return results[output]!.data as Float32Array;
    };
  },
  async tfjs() {
    const tf = await import("@tensorflow/tfjs");
    const { setThreadsCount } = await import("@tensorflow/tfjs-backend-wasm");
    setThreadsCount(1);
    await tf.setBackend("wasm");
    await tf.ready();
    const bytes = readFileSync(path("weights.bin"));
    const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    let at = 0;
    const take = (...shape: number[]) => {
      const size = shape.reduce((product, length) => product * length, 1);
      at += size;
      return tf.tensor(numbers.subarray(at - size, at), shape) as never;
    };
    const sizes = [784, 50, 100, 10];
    const weights = sizes.slice(1).map((units, i) => ({ W: take(sizes[i]!, units), b: take(units) }));
    const activations = ["sigmoid", "sigmoid", "linear"] as const;
    return (x) =>
      tf.tidy(() => {
        let a = tf.tensor2d(x, [x.length / 784, 784]);
        for (const [i, { W, b }] of weights.entries())
          a = tf.fused.matMul({ a, b: W, bias: b, activation: activations[i]! }) as typeof a;
        return tf.softmax(a).dataSync();
      });
  },
};

const bytes = readFileSync(path("x.bin"));
const x = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
const began = performance.now();
const predict = await loaders[key]!();
const first = Array.from(await predict(x.subarray(0, 784)));
const start = performance.now() - began;

/** Examples a second when `size` are predicted at a time. */
async function rate(size: number): Promise<number> {
  const { measured } = await import("./task.ts");
  const parts = Array.from({ length: x.length / 784 / size }, (_, i) =>
    x.slice(i * size * 784, (i + 1) * size * 784),
  );
  const run = async (seconds: number): Promise<number> => {
    const from = performance.now();
    let done = 0;
    for (let i = 0; performance.now() - from < seconds * 1000; i = (i + 1) % parts.length) {
      // Most contestants answer at once: waiting for them would cost more than they take.
      const result = predict(parts[i]!);
      if (result instanceof Promise) await result;
      done += size;
    }
    return done / ((performance.now() - from) / 1000);
  };
  await run(measured / 2);
  return run(measured);
}

const result: Measured = { start, one: await rate(1), many: await rate(1000), first };
process.stdout.write(`${JSON.stringify(result)}\n`);
