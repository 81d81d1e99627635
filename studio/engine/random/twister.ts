/** Where the Mersenne Twister stands. */
export interface State {
  readonly mt: readonly number[];
  /** The next word to use. */
  readonly mti: number;
}

const [size, shift] = [624, 397];

/**
 * NumPy's `RandomState` in plain JavaScript, for a page that may not compile WebAssembly: MT19937 (Matsumoto &
 * Nishimura 1998) with the polar method (Marsaglia & Bray 1964). Uniform numbers and permutations have NumPy's bits;
 * of the normal ones about 3 in 100 are off in the last digit, by the engine's own logarithm.
 */
export function twister() {
  let mt = new Uint32Array(size);
  let at = size;

  function twist(): void {
    for (let k = 0; k < size; k++) {
      const y = (mt[k]! & 0x80000000) | (mt[(k + 1) % size]! & 0x7fffffff);
      mt[k] = mt[(k + shift) % size]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    at = 0;
  }

  function word(): number {
    if (at >= size) twist();
    let y = mt[at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** 53 bits of two words. */
  const uniform = (): number => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53;

  /** A number from 0 to `most`: words masked to the bits it needs, until one is not above it. */
  function interval(most: number): number {
    const mask = 2 ** (32 - Math.clz32(most)) - 1;
    for (;;) {
      const value = (word() & mask) >>> 0;
      if (value <= most) return value;
    }
  }

  return {
    seed(seed: number): void {
      mt = new Uint32Array(size);
      mt[0] = seed;
      for (let i = 1; i < size; i++) {
        const last = mt[i - 1]! ^ (mt[i - 1]! >>> 30);
        mt[i] = Math.imul(1812433253, last) + i;
      }
      at = size;
    },
    get_state: (): State => ({ mt: Array.from(mt), mti: at }),
    set_state(state: State): void {
      mt = Uint32Array.from(state.mt);
      at = state.mti;
    },
    rand: (n: number): Float64Array => Float64Array.from({ length: n }, uniform),
    /** Pairs, the second of each first. */
    randn(n: number): Float64Array {
      const out = new Float64Array(n);
      for (let i = 0; i < n; i += 2) {
        let [x1, x2, r2] = [0, 0, 0];
        do {
          x1 = 2 * uniform() - 1;
          x2 = 2 * uniform() - 1;
          r2 = x1 * x1 + x2 * x2;
        } while (r2 >= 1 || r2 === 0);
        const f = Math.sqrt((-2 * Math.log(r2)) / r2);
        out[i] = f * x2;
        if (i + 1 < n) out[i + 1] = f * x1;
      }
      return out;
    },
    permutation(n: number): Float64Array {
      const order = Float64Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = interval(i);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return order;
    },
  };
}
