import type { TypedArray } from "../../src/base/dtype.ts";

/** A run between two epochs: everything that updates change. */
export interface Keyframe {
  /** Updates done. */
  readonly steps: number;
  readonly arrays: ReadonlyMap<string, TypedArray>;
}

/** States of a run that it can be taken back to; from the nearest one before, any step is replayed exactly. */
export interface Keyframes {
  /** Updates between two of them, as they come now. */
  every(): number;
  /** Whether a keyframe is due after so many updates. */
  due(steps: number): boolean;
  add(frame: Keyframe): void;
  /** The last one that is not after `steps`. */
  before(steps: number): Keyframe;
  /** Forgets those after `steps`. */
  cut(steps: number): void;
  all(): readonly Keyframe[];
}

/** Bytes of keyframes that are kept; beyond, every second one goes and they come half as often. */
const room = 64 * 2 ** 20;
const most = 256;

/** @param bytes of one keyframe */
export function keyframesOf(first: Keyframe, bytes: number): Keyframes {
  let frames = [first];
  let every = 1;
  const limit = Math.max(4, Math.min(most, Math.floor(room / bytes)));
  return {
    every: () => every,
    due: (steps) => steps - frames.at(-1)!.steps >= every,
    add(frame) {
      frames.push(frame);
      if (frames.length <= limit) return;
      frames = frames.filter((_, i) => i % 2 === 0);
      every = Math.max(2 * every, Math.ceil((2 * frame.steps) / limit));
    },
    before: (steps) => frames.findLast((frame) => frame.steps <= steps) ?? frames[0]!,
    cut(steps) {
      frames = frames.filter((frame) => frame.steps <= steps);
    },
    all: () => frames,
  };
}
