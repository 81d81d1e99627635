import { random } from "numpy-ts/core";

/**
 * NumPy's `RandomState`: the Mersenne Twister with the legacy distributions, the same bits for the same seed.
 *
 * numpy-ts keeps one generator for the whole program. Every draw here puts its own state in and the other
 * state back, so two streams never disturb each other. The legacy normal distribution makes its numbers in
 * pairs and keeps the second one; numpy-ts drops it with the state, so it is kept here.
 *
 * @example
 * const rng = new RandomState(3);
 * rng.randn(2); // Float64Array [1.78862847, 0.43650985]
 */
export class RandomState {
  #state: ReturnType<typeof random.get_state>;
  #spareNormal: number | undefined;

  /** @param seed an integer from 0 to 2^32 - 1 */
  constructor(seed: number) {
    this.#state = exchange(undefined, () => random.seed(seed)).state;
  }

  #draw(make: () => unknown): Float64Array {
    const { state, result } = exchange(this.#state, make);
    this.#state = state;
    return Float64Array.from((result as { data: ArrayLike<number> }).data, Number);
  }

  /** `n` numbers, uniform in [0, 1): `rand(n)`. */
  rand(n: number): Float64Array {
    return this.#draw(() => random.rand(n));
  }

  /** `n` standard normal numbers: `randn(n)`. */
  randn(n: number): Float64Array {
    const out = new Float64Array(n);
    let start = 0;
    if (n > 0 && this.#spareNormal !== undefined) {
      out[start++] = this.#spareNormal;
      this.#spareNormal = undefined;
    }
    const missing = n - start;
    if (missing === 0) return out;
    const drawn = this.#draw(() => random.randn(missing + (missing % 2)));
    out.set(drawn.subarray(0, missing), start);
    if (missing % 2 === 1) this.#spareNormal = drawn[missing]!;
    return out;
  }

  /** `n` numbers, uniform in [low, high): `uniform(low, high, n)`. */
  uniform(low: number, high: number, n: number): Float64Array {
    return this.rand(n).map((u) => low + (high - low) * u);
  }

  /** `n` normal numbers: `normal(mean, sd, n)`. */
  normal(mean: number, sd: number, n: number): Float64Array {
    return this.randn(n).map((z) => mean + sd * z);
  }

  /** The numbers 0 to n - 1 in random order: `permutation(n)`. */
  permutation(n: number): Float64Array {
    return this.#draw(() => random.permutation(n));
  }
}

type State = ReturnType<typeof random.get_state>;

function exchange<R>(state: State | undefined, make: () => R): { state: State; result: R } {
  const theirs = random.get_state();
  try {
    if (state) random.set_state(state);
    const result = make();
    return { state: random.get_state(), result };
  } finally {
    random.set_state(theirs);
  }
}
