import { formatNumber } from "../explain/document/numbers.ts";
import type { Language } from "../explain/language/sentences.ts";
import { captions } from "../explain/report/captions.ts";
import type { ReportPicture } from "../explain/report/document.ts";
import type { Finding } from "../explain/report/findings.ts";
import type { LayerLook } from "../explain/report/look.ts";
import type { Report } from "../explain/report/report.ts";
import { sayFinding } from "../explain/report/say.ts";
import { idleStates } from "../explain/report/units.ts";
import { heatStrip, linePlot, type Theme } from "../plot/index.ts";

/** Rows and columns of a product up to which it is drawn. */
const mostCells = 100;

/** What all pictures of a report share. */
interface Style {
  readonly language: Language;
  readonly theme: Theme;
  /** Whether a title stands in the picture itself; in a page it is its caption. */
  readonly titled: boolean;
}

const titleOf = ({ titled }: Style, title: string) => (titled ? { title } : {});

/** What a report found as pictures. */
export function reportPictures(report: Report, style: Style): ReportPicture[] {
  const found = report.findings.flatMap((finding): ReportPicture[] => {
    const description = sayFinding(finding, report)[style.language];
    switch (finding.kind) {
      case "error terms":
        return errorPictures(report, style, description);
      case "linear collapse":
        return productPicture(finding, style, description);
      case "learning rate":
        return [ratePicture(finding, style, description)];
      default:
        return [];
    }
  });
  const distinct = sharesOf(report, ({ distinct }, units) => distinct / units);
  const idle = sharesOf(
    report,
    ({ idle }, units) => idle && idleStates.reduce((sum, state) => sum + idle[state].length, 0) / units,
  );
  const strip = (of: "symmetry" | "idle units", file: string, says: string, rows: readonly Shares[]) =>
    rows.length === 0 ? [] : [{ of, file, says, svg: shareStrip(report, style, says, rows) }];
  return [
    ...found,
    ...strip("symmetry", "distinct-units.svg", captions.distinct()[style.language], distinct),
    ...strip("idle units", "idle-units.svg", captions.idle()[style.language], idle),
  ];
}

function errorPictures({ looks, layers }: Report, style: Style, description: string): ReportPicture[] {
  const { language, theme } = style;
  const epochs = looks.map(({ epoch }) => epoch);
  const sizes = layers.map((_, i) => looks.map((look) => look.layers[i]!.error));
  const epoch = captions.epoch()[language];
  const names = layers.map(({ linear }) => `d${linear}`);
  const ofStrip = captions.errorStrip()[language];
  const strip: ReportPicture = {
    of: "error terms",
    file: "error-terms-strip.svg",
    says: ofStrip,
    svg: heatStrip(sizes, {
      rows: names,
      columns: epochs.map(String),
      columnLabel: epoch,
      scale: "log",
      ...titleOf(style, ofStrip),
      description,
      theme,
    }),
  };
  // A log scale has no place for error terms that are all 0.
  if (!sizes.flat().some((size) => size > 0 && Number.isFinite(size))) return [strip];
  const title = captions.errors()[language];
  const svg = linePlot(
    sizes.map((y, i) => ({ x: epochs, y, label: names[i]! })),
    { yScale: "log", xLabel: epoch, ...titleOf(style, title), description, theme },
  );
  return [{ of: "error terms", file: "error-terms.svg", says: title, svg }, strip];
}

function productPicture(
  { product, layers }: Extract<Finding, { kind: "linear collapse" }>,
  style: Style,
  description: string,
): ReportPicture[] {
  const { language, theme } = style;
  const [height, width] = product.shape;
  if (height > mostCells || width > mostCells) return [];
  const rows = Array.from({ length: height }, (_, i) => [
    ...product.values.slice(i * width, (i + 1) * width),
  ]);
  const title = captions.product({ layers: layers.join(" ") })[language];
  const svg = heatStrip(rows, {
    rows: rows.map((_, i) => String(i)),
    columns: Array.from({ length: width }, (_, j) => String(j)),
    ...titleOf(style, title),
    description,
    theme,
  });
  return [{ of: "linear collapse", file: `product-${layers[0]}-${layers.at(-1)}.svg`, says: title, svg }];
}

/** A share of the units of a layer, look by look. */
interface Shares {
  readonly layer: string;
  readonly shares: readonly number[];
}

/** The layers that have such a share. */
const sharesOf = (
  { looks, layers }: Report,
  of: (layer: LayerLook, units: number) => number | undefined,
): Shares[] =>
  layers.flatMap(({ linear, units }, i) => {
    const shares = looks.map((look) => of(look.layers[i]!, units)).filter((share) => share !== undefined);
    return shares.length < looks.length ? [] : [{ layer: linear, shares }];
  });

const shareStrip = ({ looks }: Report, style: Style, title: string, rows: readonly Shares[]): string =>
  heatStrip(
    rows.map(({ shares }) => shares),
    {
      rows: rows.map(({ layer }) => layer),
      columns: looks.map(({ epoch }) => String(epoch)),
      columnLabel: captions.epoch()[style.language],
      range: [0, 1],
      ...titleOf(style, title),
      theme: style.theme,
    },
  );

function ratePicture(
  { rates, losses, from, lowest, falling, diverges }: Extract<Finding, { kind: "learning rate" }>,
  style: Style,
  description: string,
): ReportPicture {
  const { language, theme } = style;
  const mark = (key: "from" | "lowest" | "diverges", at: number | undefined) =>
    at === undefined ? [] : [{ at, label: captions[key]({ rate: formatNumber(at, 3) })[language] }];
  const title = captions.rangeTest()[language];
  const svg = linePlot([{ x: rates.slice(0, losses.length), y: losses, label: captions.loss()[language] }], {
    xScale: "log",
    xLabel: captions.rate()[language],
    highest: 2 * losses[0]!,
    marks: [
      ...mark("from", from),
      ...mark("lowest", from === undefined || falling ? undefined : lowest),
      ...mark("diverges", diverges),
    ],
    title,
    description,
    theme,
  });
  return { of: "learning rate", file: "learning-rate.svg", says: title, svg };
}
