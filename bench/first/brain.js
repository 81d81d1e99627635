import brain from "brain.js";
import { x, y } from "./problem.js";

// It draws its own weights, has one activation for all layers and updates after each row: no sum to compare.
const network = new brain.NeuralNetwork({
  inputSize: 2,
  hiddenLayers: [4],
  outputSize: 1,
  activation: "sigmoid",
});
network.train(
  y.map((output, i) => ({ input: [x[2 * i], x[2 * i + 1]], output: [output] })),
  { iterations: 1, errorThresh: 1e-9 },
);
process.stdout.write("@bench \n");
