import type { Frame } from "../bridge/frame.ts";
import { type Envelope, envelope } from "../ui/envelope.ts";

/** The values of each epoch of a run, as far as the page has been told. */
export interface Curve {
  readonly generation: number;
  /** Epochs known. */
  readonly known: number;
  readonly loss: Float64Array;
  readonly accuracy: Float64Array;
  /** Of the loss, for charts. */
  readonly envelope: Envelope;
  take(part: Frame["course"]): void;
}

export function curve(): Curve {
  let generation = 0;
  const loss = growing();
  const accuracy = growing();
  const outline = envelope();
  return {
    envelope: outline,
    get generation() {
      return generation;
    },
    get known() {
      return loss.values().length;
    },
    get loss() {
      return loss.values();
    },
    get accuracy() {
      return accuracy.values();
    },
    take(part) {
      generation = part.generation;
      loss.put(part.first, part.loss);
      accuracy.put(part.first, part.accuracy);
      outline.update(loss.values(), part.first);
    },
  };
}

/** The same values, which stay as they are. */
export function copyOf({ generation, loss, accuracy }: Curve): Curve {
  const copy = curve();
  copy.take({ generation, first: 0, loss: loss.slice(), accuracy: accuracy.slice() });
  return copy;
}

function growing() {
  let data = new Float64Array(1024);
  let length = 0;
  return {
    values: () => data.subarray(0, length),
    put(first: number, values: Float64Array): void {
      length = first + values.length;
      if (length > data.length) {
        const larger = new Float64Array(2 * length);
        larger.set(data.subarray(0, first));
        data = larger;
      }
      data.set(values, first);
    },
  };
}
