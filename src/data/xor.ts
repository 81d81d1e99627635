import { labeled } from "./dataset.ts";
import { generator } from "./generator.ts";

/**
 * Exclusive or, as in "A neural network in 11 lines of Python": four rows of two bits and a third input that is
 * always 1 and stands in for a bias. The class is whether exactly one of the two bits is set.
 *
 * @example
 * xor().x.tolist(); // [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
 * xor().y.tolist(); // [[0], [1], [1], [0]]
 */
export const xor = generator({
  name: "xor",
  about:
    "exclusive or of two bits, with a third input that is always 1 (four rows, no straight line splits them)",
  options: {},
  make: () => labeled("xor", Float64Array.of(0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1), [0, 1, 1, 0], ["0", "1"]),
});
