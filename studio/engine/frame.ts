import type { TypedArray } from "../../src/base/dtype.ts";
import type { Frame, FrameWish, Opened, Tensor } from "../bridge/frame.ts";
import { type FieldProgram, fieldProgram, type Scale, type Window } from "./field.ts";
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
  let program: { readonly network: unknown; readonly run: FieldProgram } | undefined;
  let judged = { steps: -1, fresh: session.fresh() };
  const { x } = session.material.training;
  const features = x.shape[1]!;
  const held = Array.from({ length: features }, (_, f) => meanOf(x.data, features, f));
  const scaling = session.plan().scaling;
  const scale: Scale = scaling ?? {
    offset: new Float64Array(features),
    scale: new Float64Array(features).fill(1),
  };

  function fieldNow(resolution: number): Frame["field"] {
    const { network, step } = session.plan();
    if (program?.network !== network) program = { network, run: fieldProgram(network, step.dtype) };
    const window: Window = { axes: cloud.axes, ranges: cloud.ranges, held, resolution };
    return { resolution, ...program.run.compute(session.arrays(), window, scale) };
  }

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
        ...(resolution > 0 && cloud.plane && { field: fieldNow(resolution)! }),
        course: { generation, first, ...session.course.from(first) },
        engine: { backend, ...(note !== undefined && { note }) },
      };
    },
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
