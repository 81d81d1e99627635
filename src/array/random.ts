import { random } from "numpy-ts/core";
import { fail } from "../base/error.ts";

/**
 * How many numbers are asked of numpy-ts at a time: its memory is a WASM heap of 256 MiB. Even, because normal
 * numbers come in pairs, of which numpy-ts would drop the second one.
 */
const chunk = 100_000;

/** Where a {@link RandomState} stands in its stream, as plain data: to save, and to go on from. */
export interface RandomPosition {
  /** The 624 words of the Mersenne Twister. */
  readonly mt: readonly number[];
  /** The next word to use. */
  readonly mti: number;
  /** The second normal number of the last pair, where it is still to be handed out. */
  readonly spareNormal?: number;
}

/**
 * NumPy's `RandomState`: the Mersenne Twister with the legacy distributions, the same bits for the same seed.
 *
 * numpy-ts keeps one generator for the whole program. Every draw here puts its own state in and the other
 * state back, so two streams never disturb each other. The legacy normal distribution makes its numbers in
 * pairs and keeps the second one; numpy-ts drops it with the state, so it is kept here.
 *
 * @example
 * const rng = new RandomState(3);
 * [...rng.randn(2)]; // [1.7886284734303186, 0.43650985051198943]
 */
export class RandomState {
  #state: Twister;
  #spareNormal: number | undefined;

  /** @param seed an integer from 0 to 2^32 - 1 */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
      fail("usage", { who: "seed", expected: "an integer from 0 to 4294967295", got: String(seed) });
    this.#state = exchange(undefined, () => random.seed(seed)).state;
  }

  /** A generator that goes on from a saved {@link position}. */
  static from(position: RandomPosition): RandomState {
    const rng = new RandomState(0);
    rng.#state = { mt: [...position.mt], mti: position.mti };
    rng.#spareNormal = position.spareNormal;
    return rng;
  }

  get position(): RandomPosition {
    const { mt, mti } = this.#state;
    return this.#spareNormal === undefined ? { mt, mti } : { mt, mti, spareNormal: this.#spareNormal };
  }

  #draw(n: number, make: (n: number) => unknown, most = n): Float64Array {
    const { state, result } = exchange(this.#state, () => {
      const out = room(n);
      for (let start = 0; start < n; start += most)
        copyInto(out, start, () => make(Math.min(most, n - start)));
      return out;
    });
    this.#state = state;
    return result;
  }

  /** `n` numbers, uniform in [0, 1): `rand(n)`. */
  rand(n: number): Float64Array {
    return this.#draw(n, random.rand, chunk);
  }

  /** `n` standard normal numbers: `randn(n)`. */
  randn(n: number): Float64Array {
    const out = room(n);
    let start = 0;
    if (n > 0 && this.#spareNormal !== undefined) {
      out[start++] = this.#spareNormal;
      this.#spareNormal = undefined;
    }
    const missing = n - start;
    if (missing === 0) return out;
    const drawn = this.#draw(missing + (missing % 2), random.randn, chunk);
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
    return this.#draw(n, random.permutation);
  }
}

/** Memory for `n` numbers. */
const room = (n: number): Float64Array => attempt(() => new Float64Array(n), n);

/**
 * Copies a draw into `out` and gives its memory back. numpy-ts would keep it until a garbage collection that comes
 * too late: its heap fills up and stays full.
 */
function copyInto(out: Float64Array, start: number, make: () => unknown): void {
  const drawn = attempt(make, out.length) as Drawn;
  const { data } = drawn;
  if (data instanceof Float64Array) out.set(data, start);
  else for (let i = 0; i < data.length; i++) out[start + i] = Number(data[i]);
  drawn.dispose();
}

/** What the drawing functions of numpy-ts return for a size. */
interface Drawn {
  readonly data: ArrayLike<number | bigint>;
  dispose(): void;
}

/** What `make` makes; says so where memory does not hold `n` numbers. */
function attempt<R>(make: () => R, n: number): R {
  try {
    return make();
  } catch (cause) {
    return fail(
      "usage",
      {
        who: "random numbers",
        expected: "a count that fits in memory",
        got: String(n),
        fix: "Ask for fewer.",
      },
      cause,
    );
  }
}

type Twister = ReturnType<typeof random.get_state>;

function exchange<R>(state: Twister | undefined, make: () => R): { state: Twister; result: R } {
  const theirs = random.get_state();
  try {
    if (state) random.set_state(state);
    const result = make();
    return { state: random.get_state(), result };
  } finally {
    random.set_state(theirs);
  }
}
