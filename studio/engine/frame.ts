import type { TypedArray } from "../../src/base/dtype.ts";
import type { Plan } from "../../src/train/plan.ts";
import type { Cloud, Frame, FrameWish, Opened, Tensor } from "../bridge/frame.ts";
import { type FieldProgram, fieldProgram, type Window } from "./field.ts";
import { allowsField } from "./limits.ts";
import type { Material } from "./parts.ts";
import type { Session } from "./session.ts";
import { after, meansOf, unitsOf } from "./units.ts";

/** Parameters up to which all of them are sent with each picture. */
const mostWeights = 20_000;

/** While a run plays, its fresh examples are judged in at most this share of the time: ten thousand pictures take long. */
const judging = 0.05;

/** Makes pictures of a session. */
export interface Camera {
  /** @param plays whether the run goes on meanwhile: then what takes long may be of a moment before */
  take(wish: FrameWish, plays?: boolean): Omit<Frame, "playing" | "rate">;
  /** Holds an input that is not drawn at a value. */
  hold(feature: number, value: number): void;
  /** The course of the run was rewritten: the page must take it anew. */
  rewritten(): void;
}

export function cameraOf(session: Session, { cloud }: Opened): Camera {
  let generation = 0;
  let judged = { steps: -1, fresh: session.fresh(), due: 0 };
  const held = cloud.plane ? meansOf(session.material) : new Float64Array(0);
  const fieldNow = fieldMaker(session.material, cloud, held);

  function judge(plays: boolean): void {
    const [steps, now] = [session.steps(), performance.now()];
    if (judged.steps === steps || (plays && now < judged.due)) return;
    const fresh = session.fresh();
    judged = { steps, fresh, due: now + (performance.now() - now) / judging };
  }

  return {
    hold: (feature, value) => {
      held[feature] = value;
    },
    rewritten: () => {
      generation++;
    },
    take({ generation: theirs, known, resolution }, plays = false) {
      const steps = session.steps();
      const epoch = session.epoch();
      judge(plays);
      const first = theirs === generation ? Math.min(known, session.course.length()) : 0;
      const last = epoch > 0 ? session.course.at(epoch - 1) : { loss: Number.NaN, accuracy: undefined };
      const { backend, note } = session.engine();
      return {
        steps,
        epoch,
        ended: steps >= session.end,
        loss: last.loss,
        ...(last.accuracy !== undefined && { accuracy: last.accuracy }),
        ...(judged.fresh && { fresh: judged.fresh }),
        weights: weightsNow(session),
        ...(resolution > 0 &&
          cloud.plane &&
          allowsField(session.plan().network) && {
            field: fieldNow(session.plan(), session.arrays(), resolution),
          }),
        course: { generation, first, ...session.course.from(first) },
        engine: { backend, ...(note !== undefined && { note }) },
      };
    },
  };
}

/**
 * Makes fields over a cloud's window of networks that learn from a material; a program is made once for a network.
 *
 * @param held what the inputs that are not drawn are held at; their means unless given
 */
export function fieldMaker(material: Material, { axes, ranges }: Cloud, held = meansOf(material)) {
  let program: { readonly network: unknown; readonly run: FieldProgram } | undefined;
  const units = unitsOf(material);
  return (
    { network, step, scaling }: Plan,
    weights: ReadonlyMap<string, TypedArray>,
    resolution: number,
  ): NonNullable<Frame["field"]> => {
    if (program?.network !== network) program = { network, run: fieldProgram(network, step.dtype) };
    const window: Window = { axes, ranges, held: [...held], resolution };
    return { resolution, ...program.run.compute(weights, window, scaling ? after(units, scaling) : units) };
  };
}

/** The parameters with their shapes, where there are few enough to draw. */
export function weightsNow(session: Session, most = mostWeights): Record<string, Tensor> {
  const arrays = session.arrays();
  const parameters = session.parameters();
  const size = parameters.reduce((sum, { name }) => sum + arrays.get(name!)!.length, 0);
  if (size > most) return {};
  return Object.fromEntries(
    parameters.map(({ name, shape }) => [name!, { shape, values: numbersOf(arrays.get(name!)!) }]),
  );
}

const numbersOf = (values: TypedArray): Float64Array => Float64Array.from(values);
