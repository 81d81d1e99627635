import { planar } from "../../src/data/planar.ts";
import { dense } from "../../src/nn/layers/dense.ts";
import { sgd } from "../../src/nn/optimizers/sgd.ts";
import { mlp } from "../../src/train/model.ts";

/** Trains lesson 4's network as a program would, in a worker with nothing beside it; answers with updates a second. */
addEventListener("message", async ({ data: epochs }: MessageEvent<number>) => {
  const { x, y } = planar();
  const model = mlp(
    2,
    dense(4, "tanh", { init: "normal(0,0.01)" }),
    dense(1, "sigmoid", { init: "normal(0,0.01)" }),
  );
  const { steps, seconds } = await model.fit(x, y, { optimizer: sgd(1.2), epochs, seed: 3, threads: 1 });
  postMessage(steps / seconds);
});
