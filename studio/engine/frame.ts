import type { TypedArray } from "../../src/base/dtype.ts";
import type { Plan } from "../../src/train/plan.ts";
import type { Cloud, Frame, FrameWish, Opened, Tensor } from "../bridge/frame.ts";
import { type FieldProgram, fieldProgram, type Scale, type Window } from "./field.ts";
import type { Material } from "./material.ts";
import type { Session } from "./session.ts";

/** Parameters up to which all of them are sent with each picture. */
const mostWeights = 20_000;

/** Makes pictures of a session. */
export interface Camera {
  take(wish: FrameWish): Omit<Frame, "playing" | "rate">;
  /** The course of the run was rewritten: the page must take it anew. */
  rewritten(): void;
}

export function cameraOf(session: Session, { cloud }: Opened): Camera {
  let generation = 0;
  let judged = { steps: -1, fresh: session.fresh() };
  const fieldNow = fieldMaker(session.material, cloud);

  return {
    rewritten: () => {
      generation++;
    },
    take({ generation: theirs, known, resolution }) {
      const steps = session.steps();
      const epoch = session.epoch();
      if (judged.steps !== steps) judged = { steps, fresh: session.fresh() };
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
          cloud.plane && { field: fieldNow(session.plan(), session.arrays(), resolution) }),
        course: { generation, first, ...session.course.from(first) },
        engine: { backend, ...(note !== undefined && { note }) },
      };
    },
  };
}

/** Makes fields over a cloud's window of networks that learn from a material; a program is made once for a network. */
export function fieldMaker({ training: { x } }: Material, { axes, ranges }: Cloud) {
  let program: { readonly network: unknown; readonly run: FieldProgram } | undefined;
  const features = x.shape[1]!;
  const held = Array.from({ length: features }, (_, f) => meanOf(x.data, features, f));
  const unscaled: Scale = {
    offset: new Float64Array(features),
    scale: new Float64Array(features).fill(1),
  };
  return (
    { network, step, scaling }: Plan,
    weights: ReadonlyMap<string, TypedArray>,
    resolution: number,
  ): NonNullable<Frame["field"]> => {
    if (program?.network !== network) program = { network, run: fieldProgram(network, step.dtype) };
    const window: Window = { axes, ranges, held, resolution };
    return { resolution, ...program.run.compute(weights, window, scaling ?? unscaled) };
  };
}

function meanOf(values: ArrayLike<number>, width: number, column: number): number {
  let sum = 0;
  for (let i = column; i < values.length; i += width) sum += values[i]!;
  return sum / (values.length / width);
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
