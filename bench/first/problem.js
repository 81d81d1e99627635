/** The first step that all programs of this folder take: four rows, 2-4-1, tanh and sigmoid, given weights. */
export const x = [0, 0, 0, 1, 1, 0, 1, 1];
export const y = [0, 1, 1, 0];
export const W1 = [0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8];
export const W2 = [0.5, -0.4, 0.3, -0.2];
export const rate = 1.2;

/** The sum of all weights after the step tells whether it was the same step. */
export const done = (...arrays) => {
  let sum = 0;
  for (const array of arrays) for (const value of array) sum += value;
  process.stdout.write(`@bench ${sum}\n`);
};
