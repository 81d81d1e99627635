import { dense, mlp, NDArray, sgd } from "../../dist/index.js";
import { done, rate, W1, W2, x, y } from "./problem.js";

// With the tier of native code, which has to see that it is not worth it for a step.
const backend = process.argv[2] === "tiered" ? (await import("../../dist/node.js")).tiered : undefined;
const matrix = (values, ...shape) => new NDArray(Float64Array.from(values), shape, "float64");
const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
model.setWeights({ W1: matrix(W1, 2, 4), b1: new Float64Array(4), W2: matrix(W2, 4, 1), b2: [0] }, "float64");
await model.fit(matrix(x, 4, 2), y, {
  optimizer: sgd(rate),
  epochs: 1,
  dtype: "float64",
  warmStart: true,
  ...(backend && { backend }),
});
done(...Object.values(model.weights).map(({ data }) => data));
