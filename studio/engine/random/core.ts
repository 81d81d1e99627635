/**
 * Stands for `numpy-ts/core` in the studio's bundle. Of it `RandomState` needs only what draws: its own `random` would
 * bring 24 KB more, gzipped, into the first script, and there would be nothing to draw with on a page that may not
 * compile WebAssembly. What reads and writes npy comes along with the panels that do.
 */
import * as wasm from "numpy-ts/rng";
import { allowsWasm } from "../../bridge/wasm.ts";
import { type State, twister } from "./twister.ts";

export {
  ArrayStorage,
  NDArrayCore,
  parseNpyData,
  parseNpyHeader,
  serializeNpy,
  serializeNpz,
} from "numpy-ts/whole";

/** What the drawing functions of numpy-ts give, as far as it is used. */
const drawn = (data: Float64Array) => ({ data, dispose: () => {} });

const compiled = {
  seed(seed: number): void {
    wasm.initMT19937(seed >>> 0);
    wasm.legacyGaussReset();
  },
  get_state(): State {
    const { mt, mti } = wasm.getMT19937State();
    return { mt: Array.from(mt), mti };
  },
  set_state({ mt, mti }: State): void {
    wasm.setMT19937State(Uint32Array.from(mt), mti);
    wasm.legacyGaussReset();
  },
  rand: wasm.fillUniformF64MT,
  randn: wasm.fillLegacyGauss,
  permutation: wasm.fillPermutation,
};

const source = allowsWasm() ? compiled : twister();

export const random = {
  seed: source.seed,
  get_state: source.get_state,
  set_state: source.set_state,
  rand: (n: number) => drawn(source.rand(n)),
  randn: (n: number) => drawn(source.randn(n)),
  permutation: (n: number) => drawn(source.permutation(n)),
};
