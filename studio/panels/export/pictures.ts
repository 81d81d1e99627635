import { NDArray } from "../../../src/array/ndarray.ts";
import { fail } from "../../../src/base/error.ts";
import type { Language } from "../../../src/explain/language/sentences.ts";
import { boundaryPlot } from "../../../src/plot/boundary.ts";
import { boundaryGrid } from "../../../src/plot/grid.ts";
import { lossPlot } from "../../../src/plot/loss.ts";
import { networkPlot } from "../../../src/plot/network.ts";
import type { Session } from "../../engine/session.ts";
import { meansOf, unitsOf } from "../../engine/units.ts";
import { modelOf, weightsOf } from "./subject.ts";
import { words } from "./words.ts";

/** How a picture is to look. */
export interface Look {
  readonly language: Language;
  readonly theme: "light" | "dark";
  /** The two inputs that are drawn, of more. */
  readonly axes: readonly number[];
}

/**
 * The decision boundary over two of the inputs, the others at their means, in the units of the data.
 *
 * @throws ChainruleError `usage` for numbers to predict, or a single input
 */
export async function boundarySvg(session: Session, { language, theme, axes }: Look): Promise<string> {
  const { training } = session.material;
  const features = training.x.shape[1]!;
  const [a, b] = axes.every((axis) => axis < features) && axes.length === 2 ? axes : [0, 1];
  if (training.task === "regression" || features < 2)
    fail("usage", {
      who: "picture of the boundary",
      expected: "classes, and two inputs or more",
      got: training.task === "regression" ? "numbers to predict" : "one input",
      fix: "The loss and the network have pictures.",
    });
  const { offset, scale } = unitsOf(session.material);
  const held = meansOf(session.material);
  const shown = (axis: number, row: number): number =>
    offset[axis]! + scale[axis]! * training.x.data[row * features + axis]!;
  const m = training.x.shape[0]!;
  const x = pairs(m, (row) => [shown(a!, row), shown(b!, row)]);
  const grid = boundaryGrid(x);
  const points = new Float64Array((grid.points.size / 2) * features);
  for (let p = 0; p < grid.points.size / 2; p++)
    for (let f = 0; f < features; f++) {
      const value = f === a ? grid.points.data[2 * p]! : f === b ? grid.points.data[2 * p + 1]! : held[f]!;
      points[p * features + f] = (value - offset[f]!) / scale[f]!;
    }
  const predictions = await modelOf(session).predict(
    new NDArray(points, [grid.points.size / 2, features], "float64"),
  );
  // Outputs of an activation that is no probability may lie a little outside; the picture shows 0 to 1.
  for (let i = 0; i < predictions.data.length; i++)
    predictions.data[i] = Math.min(1, Math.max(0, predictions.data[i]!));
  return boundaryPlot(
    { grid, predictions, x, y: training.y },
    {
      theme,
      title: words.boundary()[language],
      inputs: [training.features[a!]!, training.features[b!]!],
      ...(training.classes && { classes: training.classes }),
    },
  );
}

const pairs = (m: number, of: (row: number) => readonly [number, number]): NDArray =>
  new NDArray(Float64Array.from(Array.from({ length: m }, (_, row) => of(row)).flat()), [m, 2], "float64");

/** @throws ChainruleError `data` before an epoch was trained */
export function lossSvg(session: Session, { language, theme }: Look): string {
  const { loss, accuracy } = session.checkpoint().progress.history;
  return lossPlot(
    { loss, accuracy },
    {
      theme,
      title: words.loss()[language],
      labels: {
        loss: words.lossAxis()[language],
        accuracy: words.accuracyAxis()[language],
        epoch: words.epochAxis()[language],
      },
    },
  );
}

/** The units and the weights between them, of the layers that have some. */
export function networkSvg(session: Session, { language, theme }: Look): string {
  const { training } = session.material;
  const { network } = session.plan();
  const dense = network.layers.flatMap(({ units, activation }) =>
    typeof units === "number" ? [{ size: units, label: String(activation) }] : [],
  );
  const matrices = Object.entries(weightsOf(session)).flatMap(([name, array]) =>
    /^W\d+$/.test(name) ? [array] : [],
  );
  return networkPlot(
    [
      { size: network.features, label: words.inputs()[language], units: training.features },
      ...dense.slice(0, -1),
      ...dense.slice(-1).map((last) => ({
        ...last,
        ...(training.classes?.length === last.size && { units: training.classes }),
      })),
    ],
    matrices,
    {
      theme,
      title: words.network()[language],
      signs: [words.positive()[language], words.negative()[language]],
    },
  );
}
