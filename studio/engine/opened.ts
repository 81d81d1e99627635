import { formatLayers } from "../../src/nn/parseLayers.ts";
import type { Cloud, LayerView, Opened } from "../bridge/frame.ts";
import type { Session } from "./session.ts";
import { unitsOf } from "./units.ts";

/** Points that are drawn at most; of more, evenly spread ones. */
const mostPoints = 2000;

/** Room around the data, as a share of its range. */
const margin = 0.08;

export function openedOf(session: Session, axes: readonly number[]): Opened {
  const { training, fresh, freshSeed } = session.material;
  const { network, step } = session.plan();
  const layers = layersView(session);
  return {
    dataset: {
      name: training.name,
      task: training.task,
      features: training.features,
      classes: training.classes ?? [],
      examples: training.x.shape[0]!,
      fresh: fresh?.x.shape[0] ?? 0,
      ...(freshSeed !== undefined && { freshSeed }),
    },
    cloud: cloudOf(session, axes),
    layers,
    outputs: layers.findLast(({ units }) => units !== undefined)?.units ?? network.features,
    loss: step.loss.name,
    optimizer: step.optimizer.name,
    stepsAnEpoch: session.stepsAnEpoch,
    end: session.end,
    changes: session.changes(),
  };
}

export function layersView(session: Session): LayerView[] {
  let number = 0;
  return session.plan().network.layers.map((layer): LayerView => {
    const text = formatLayers([layer]);
    if (layer.type !== "dense") return { type: layer.type, text };
    number++;
    return {
      type: "dense",
      text,
      number,
      units: layer.units as number,
      activation: layer.activation as string,
    };
  });
}

function cloudOf({ material }: Session, wanted: readonly number[]): Cloud {
  const { x, y } = material.training;
  const [m, features] = x.shape as [number, number];
  const plane = features <= 20;
  const axes = features === 1 ? [0] : wanted.every((axis) => axis < features) ? wanted.slice(0, 2) : [0, 1];
  const stride = Math.ceil(m / mostPoints);
  const count = Math.ceil(m / stride);
  const column = (values: ArrayLike<number>, width: number, c: number): Float32Array =>
    Float32Array.from({ length: count }, (_, i) => values[i * stride * width + c]!);
  const target = column(y.data, y.shape[1] ?? 1, 0);
  const units = unitsOf(material);
  const input = (f: number): Float32Array =>
    Float32Array.from(
      { length: count },
      (_, i) => units.offset[f]! + units.scale[f]! * x.data[i * stride * features + f]!,
    );
  const xs = input(axes[0]!);
  const ys = axes.length === 2 ? input(axes[1]!) : target;
  return { axes, ranges: [rangeOf(xs), rangeOf(ys)], x: xs, y: ys, target, plane };
}

function rangeOf(values: Float32Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const room = (high - low || 1) * margin;
  return [low - room, high + room];
}
