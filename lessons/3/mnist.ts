import { asArray, type Dataset, dense, mlp, RandomState, sgd } from "../../src/index.ts";

/**
 * Test accuracy on MNIST of the network 784-50-100-10, as {@link digits} computes it. The images are no part of this
 * repository: test/lessons/mnist.thorough.test.ts computes these numbers again where they are.
 */
export const measured = { untrained: 0.0881, trained: 0.9582 } as const;

const [inputs, first, second, outputs] = [784, 50, 100, 10];
const network = () =>
  mlp(
    inputs,
    dense(first, "sigmoid", { init: "lecunNormal" }),
    dense(second, "sigmoid", { init: "lecunNormal" }),
    dense(outputs, "softmax", { init: "lecunNormal" }),
  );

/** Accuracy with weights and biases from N(0, 1), and after five epochs from N(0, 1/sqrt(n)) and zero. */
export async function digits(train: Dataset): Promise<Record<keyof typeof measured, number>> {
  const test = train.test!;
  const rng = new RandomState(0);
  const normal = (...shape: number[]) =>
    asArray(
      rng.normal(
        0,
        1,
        shape.reduce((a, b) => a * b),
      ),
    ).reshape(...shape);
  const untrained = network();
  untrained.setWeights({
    W1: normal(inputs, first),
    b1: normal(first),
    W2: normal(first, second),
    b2: normal(second),
    W3: normal(second, outputs),
    b3: normal(outputs),
  });
  const trained = network();
  await trained.fit(train.x, train.y, { optimizer: sgd(0.5), epochs: 5, batchSize: 100, seed: 0 });
  const accuracy = async (model: ReturnType<typeof network>) =>
    (await model.evaluate(test.x, test.y)).accuracy!;
  return { untrained: await accuracy(untrained), trained: await accuracy(trained) };
}
