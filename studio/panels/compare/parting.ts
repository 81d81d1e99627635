import type { TypedArray } from "../../../src/base/dtype.ts";
import { ChainruleError } from "../../../src/base/error.ts";
import type { Session } from "../../engine/session.ts";

/** Where two runs part. */
export type Parting =
  /** After so many updates a weight differs for the first time; 0 where they begin with different ones. */
  | {
      readonly kind: "weights";
      readonly step: number;
      /** As it is written: `W1[0,2]`. */
      readonly element: string;
      readonly values: readonly [number, number];
      /** How many weights differ then, of how many. */
      readonly differing: number;
      readonly weights: number;
    }
  /** Their weights cannot be compared one by one; the first epoch whose loss differs. */
  | { readonly kind: "loss"; readonly epoch: number; readonly values: readonly [number, number] }
  /** Equal to the bit, as long as both go. */
  | { readonly kind: "never"; readonly steps: number; readonly weights: boolean }
  /** Equal up to an update that one of them could not take. */
  | { readonly kind: "fault"; readonly step: number; readonly sentence: string };

/**
 * Takes two runs in lockstep, each update compared to the bit, until they part.
 *
 * @param turn is called between updates now and then, so that others can have a turn; false ends the search
 */
export async function partingOf(
  a: Session,
  b: Session,
  turn: () => Promise<boolean>,
): Promise<Parting | undefined> {
  const aligned = sameShapes(a, b);
  const stride = aligned ? [1, 1] : [a.stepsAnEpoch, b.stepsAnEpoch];
  const turns = aligned ? Math.min(a.end, b.end) : Math.min(a.settings.epochs, b.settings.epochs);
  const compare = (): Parting | undefined => (aligned ? differingWeights(a, b) : differingLoss(a, b));
  const found = compare();
  if (found) return found;
  let since = performance.now();
  for (let taken = 0; taken < turns; taken++) {
    try {
      const went = [a, b].map((session, i) => advanceBy(session, stride[i]!));
      // An optimizer that has found the minimum takes no more; the other may go on.
      if (!went[0] && !went[1]) return { kind: "never", steps: a.steps(), weights: aligned };
    } catch (error) {
      if (!(error instanceof ChainruleError)) throw error;
      return { kind: "fault", step: taken, sentence: error.message };
    }
    const parting = compare();
    if (parting) return parting;
    if (performance.now() - since < 6) continue;
    if (!(await turn())) return undefined;
    since = performance.now();
  }
  return { kind: "never", steps: a.steps(), weights: aligned };
}

function advanceBy(session: Session, steps: number): boolean {
  let left = steps;
  for (let taken = 1; left > 0 && taken > 0; left -= taken) taken = session.advance(left);
  return left < steps;
}

const sameShapes = (a: Session, b: Session): boolean =>
  describe(a) === describe(b) && a.stepsAnEpoch > 0 && b.stepsAnEpoch > 0;

const describe = (session: Session): string =>
  session
    .parameters()
    .map(({ name, shape }) => `${name} ${shape.join("x")}`)
    .join();

function differingWeights(a: Session, b: Session): Parting | undefined {
  let first: { readonly element: string; readonly values: readonly [number, number] } | undefined;
  let [differing, weights] = [0, 0];
  for (const { name, shape } of a.parameters()) {
    const [ours, theirs] = [a.arrays().get(name!)!, b.arrays().get(name!)!];
    weights += ours.length;
    for (let i = 0; i < ours.length; i++) {
      // Object.is, not ===: 0 and -0 are other bits, and NaN is like itself.
      if (Object.is(ours[i], theirs[i])) continue;
      differing++;
      first ??= { element: elementOf(name!, shape, i), values: pairAt(ours, theirs, i) };
    }
  }
  return first && { kind: "weights", step: a.steps(), ...first, differing, weights };
}

const pairAt = (a: TypedArray, b: TypedArray, i: number): [number, number] => [a[i]!, b[i]!];

/** A place of a row-major array: `W1[0,2]`. */
function elementOf(name: string, shape: readonly number[], place: number): string {
  const index = shape
    .toReversed()
    .reduce<{ readonly at: number[]; readonly rest: number }>(
      ({ at, rest }, size) => ({ at: [rest % size, ...at], rest: Math.floor(rest / size) }),
      { at: [], rest: place },
    ).at;
  return `${name}[${index.join(",")}]`;
}

function differingLoss(a: Session, b: Session): Parting | undefined {
  const epoch = Math.min(a.epoch(), b.epoch());
  if (epoch === 0) return undefined;
  const values: [number, number] = [a.course.at(epoch - 1).loss, b.course.at(epoch - 1).loss];
  return Object.is(...values) ? undefined : { kind: "loss", epoch, values };
}
