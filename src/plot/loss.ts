import { fail } from "../base/error.ts";
import { abridge } from "./abridge.ts";
import { axisWidth, extentOf, makeScale, type Scale, xAxis, yAxis } from "./axes.ts";
import { drawCurves, labelRoom } from "./curves.ts";
import { type Area, type FigureOptions, figure, headingHeight, margin, sizeOfFigure } from "./figure.ts";
import { grouped, percent, short } from "./number.ts";

/** What training recorded: one value an epoch in each column that is there. */
export interface LossHistory {
  readonly loss: ArrayLike<number>;
  readonly validationLoss?: ArrayLike<number> | undefined;
  /** From 0 to 1. */
  readonly accuracy?: ArrayLike<number> | undefined;
  /** From 0 to 1. */
  readonly validationAccuracy?: ArrayLike<number> | undefined;
}

type Column = keyof LossHistory;

export interface LossPlotOptions extends FigureOptions {
  /** Scale of the losses. On `log`, a loss of 0 or below leaves a gap. */
  readonly scale?: "linear" | "log";
  /** The epoch of the first value; 1 unless said. */
  readonly firstEpoch?: number;
  /** Names of the curves and axes, in the reader's language. */
  readonly labels?: Partial<Record<Column | "epoch", string>>;
}

const english: Record<Column | "epoch", string> = {
  loss: "loss",
  validationLoss: "validation",
  accuracy: "accuracy",
  validationAccuracy: "validation",
  epoch: "epoch",
};

const who = "lossPlot";

/**
 * Loss over epochs, with the loss on validation data where there is one, and accuracies in a panel of their own
 * below. Each curve is named at its end, with its last value. NaN and infinity leave a gap; of a long history
 * only what the pixels can show is drawn, so that a million epochs stay under 50 KB.
 *
 * @returns an SVG document
 * @throws ChainruleError `data` when no loss can be drawn
 *
 * @example
 * lossPlot({ loss: [0.69, 0.41, 0.32, 0.28] }).startsWith("<svg"); // true
 */
export function lossPlot(history: LossHistory, options: LossPlotOptions = {}): string {
  const { scale = "linear", firstEpoch = 1 } = options;
  const labels = { ...english, ...options.labels };
  const losses = columnsOf(history, ["loss", "validationLoss"]);
  const accuracies = columnsOf(history, ["accuracy", "validationAccuracy"]);
  const drawable = (v: number) => Number.isFinite(v) && (scale === "linear" || v > 0);
  const range = extentOf(
    ...losses.map(([, values]) => (scale === "linear" ? values : Array.from(values).filter(drawable))),
  );
  if (!range)
    fail("data", {
      who,
      expected: scale === "log" ? "at least one loss above 0" : "at least one finite loss",
      got: history.loss.length === 0 ? "no values" : `${grouped(history.loss.length)} values without one`,
      fix: "Train for an epoch first; where the loss is NaN, try a smaller learning rate.",
    });
  const two = accuracies.length > 0;
  const size = sizeOfFigure(options, [640, two ? 460 : 360], who);
  const epochs = Math.max(...[...losses, ...accuracies].map(([, values]) => values.length));

  const named = [...losses, ...accuracies].map(([column, values]) => nameOf(column, values));
  const top = headingHeight(options) + 38;
  const bottom = size[1] - 46;
  const split = two ? top + (bottom - top - 52) * 0.6 : bottom;
  const zero = scale === "linear" && range[0] > 0 && range[0] < range[1] / 2;
  const lossScale = makeScale([zero ? 0 : range[0], range[1]], [split, top], {
    kind: scale,
    nice: scale === "linear",
    ...(range[0] >= 0 && { bounds: [0, Number.POSITIVE_INFINITY] }),
  });
  const accuracyScale =
    two &&
    makeScale(extentOf(...accuracies.map(([, values]) => values)) ?? [0, 1], [bottom, split + 52], {
      count: 3,
      format: "~%",
      nice: true,
      bounds: [0, 1],
    });
  const left = margin + Math.max(axisWidth(lossScale), accuracyScale ? axisWidth(accuracyScale) : 0);
  const right = size[0] - labelRoom(named);
  const lastEpoch = firstEpoch + epochs - 1;
  const reach = epochs === 1 ? 0.5 : 0;
  const x = makeScale([firstEpoch - reach, lastEpoch + reach], [left, right], {
    count: 6,
    format: ",d",
  });

  const panel = (columns: [Column, ArrayLike<number>][], y: Scale, area: Area, label: string) =>
    yAxis(y, area, label) +
    drawCurves(
      columns.map(([column, values]) => ({
        points: abridge(
          values,
          (i) => x(firstEpoch + i),
          (v) => (drawable(v) || y !== lossScale ? y(v) : Number.NaN),
        ),
        label: nameOf(column, values),
        color: column.startsWith("validation") ? "c1" : "c0",
      })),
      area,
    );
  const lossArea = { left, right, top, bottom: split };
  const accuracyArea = { left, right, top: split + 52, bottom };
  return figure(
    who,
    size,
    { ...options, name: "Loss over epochs", says: describe(history, epochs) },
    panel(losses, lossScale, lossArea, labels.loss),
    accuracyScale ? panel(accuracies, accuracyScale, accuracyArea, labels.accuracy) : "",
    xAxis(onlyWhole(x), { left, right, top, bottom }, labels.epoch),
  );

  function nameOf(column: Column, values: ArrayLike<number>): string {
    const last = values[values.length - 1] ?? Number.NaN;
    return `${labels[column]} ${column.endsWith("ccuracy") ? percent(last) : short(last)}`;
  }
}

const columnsOf = (history: LossHistory, columns: Column[]): [Column, ArrayLike<number>][] =>
  columns.flatMap((column): [Column, ArrayLike<number>][] => {
    const values = history[column];
    return values && values.length > 0 ? [[column, values]] : [];
  });

/** Epochs are counted: no tick stands between two of them. */
const onlyWhole = (x: Scale): Scale =>
  Object.assign((v: number) => x(v), {
    domain: x.domain,
    ticks: x.ticks.filter(({ value }) => Number.isInteger(value)),
  });

function describe({ loss, validationLoss, accuracy }: LossHistory, epochs: number): string {
  const course = (values: ArrayLike<number>) =>
    `from ${short(values[0]!)} to ${short(values[values.length - 1]!)}`;
  if (epochs === 1)
    return `After 1 epoch the loss was ${short(loss[0]!)}${accuracy?.length ? ` and the accuracy ${percent(accuracy[0]!)}` : ""}.`;
  return (
    `Over ${grouped(epochs)} epochs the loss went ${course(loss)}` +
    (validationLoss?.length ? `, on validation data ${course(validationLoss)}` : "") +
    (accuracy?.length ? `; accuracy ended at ${percent(accuracy[accuracy.length - 1]!)}` : "") +
    "."
  );
}
