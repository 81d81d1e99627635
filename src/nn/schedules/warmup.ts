/** The part of the learning rate that step `step` has in a warmup: a straight line that reaches 1 with its last step. */
export const warming = (step: number, warmup: number): number =>
  Math.min(1, (step + 1) / Math.max(warmup, 1));
