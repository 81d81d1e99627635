import { type Activation, dense, mlp, sgd } from "../../src/index.ts";
import { flower, init } from "./flower.ts";

export const updates = 5_000;
export const percent = (share: number): string => (100 * share).toFixed(2).replace(/\.?0+$/, "");

/** The network of this lesson with so many hidden units, trained. */
export async function learn(hidden: number, activation: Activation = "tanh", { x, y } = flower) {
  const model = mlp(2, dense(hidden, activation, init), dense(1, "sigmoid", init));
  const run = await model.fit(x, y, {
    optimizer: sgd(1.2),
    epochs: updates,
    seed: 3,
    dtype: "float64",
  });
  return { model, run };
}
