import { dense, type FloatType, interpreter, mlp, planar, sgd, wasm } from "../../src/index.ts";

export const backends = { interpreter, wasm };

/** What a page and Node both run. The result is the bits of every weight. */
export async function train(dtype: FloatType, backend: keyof typeof backends): Promise<string[]> {
  const { x, y } = planar({ samples: 200, seed: 1 });
  const model = mlp(2, dense(4, "tanh"), dense(3, "gelu"), dense(1, "sigmoid"));
  await model.fit(x, y, {
    optimizer: sgd(0.5),
    epochs: 30,
    batchSize: 64,
    seed: 3,
    dtype,
    backend: backends[backend],
  });
  return Object.values(model.weights!).map(({ data }) => {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  });
}
