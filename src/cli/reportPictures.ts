import { formatNumber } from "../explain/document/numbers.ts";
import type { Language } from "../explain/language/sentences.ts";
import { captions } from "../explain/report/captions.ts";
import type { Finding } from "../explain/report/findings.ts";
import type { LayerLook } from "../explain/report/look.ts";
import type { Report } from "../explain/report/report.ts";
import { sayFinding } from "../explain/report/say.ts";
import { idleStates } from "../explain/report/units.ts";
import { heatStrip, linePlot } from "../plot/index.ts";

/** Rows and columns of a product up to which each number is a cell. */
const mostCells = 100;

/** What a report found as pictures: SVG by file name. They do not follow dark settings: files are looked at on paper. */
export function reportPictures(report: Report, language: Language): Record<string, string> {
  const { findings } = report;
  const pictures = findings.flatMap((finding): [string, string][] => {
    const description = sayFinding(finding, report)[language];
    switch (finding.kind) {
      case "error terms":
        return errorPictures(report, language, description);
      case "linear collapse":
        return productPicture(finding, language, description);
      case "learning rate":
        return [["learning-rate.svg", ratePicture(finding, language, description)]];
      default:
        return [];
    }
  });
  const share = (name: string, title: string, of: (layer: LayerLook, units: number) => number | undefined) =>
    sharePicture(report, language, { name, title, of });
  return Object.fromEntries([
    ...pictures,
    ...share("distinct-units.svg", captions.distinct()[language], ({ distinct }, units) => distinct / units),
    ...share(
      "idle-units.svg",
      captions.idle()[language],
      ({ idle }, units) => idle && idleStates.reduce((sum, state) => sum + idle[state].length, 0) / units,
    ),
  ]);
}

function errorPictures(
  { looks, layers }: Report,
  language: Language,
  description: string,
): [string, string][] {
  const epochs = looks.map(({ epoch }) => epoch);
  const sizes = layers.map((_, i) => looks.map((look) => look.layers[i]!.error));
  const epoch = captions.epoch()[language];
  const names = layers.map(({ linear }) => `d${linear}`);
  const strip = heatStrip(sizes, {
    rows: names,
    columns: epochs.map(String),
    columnLabel: epoch,
    scale: "log",
    title: captions.errorStrip()[language],
    description,
    theme: "light",
  });
  const isDrawable = sizes.flat().some((size) => size > 0 && Number.isFinite(size));
  if (!isDrawable) return [["error-terms-strip.svg", strip]];
  const lines = linePlot(
    sizes.map((y, i) => ({ x: epochs, y, label: names[i]! })),
    {
      yScale: "log",
      xLabel: epoch,
      title: captions.errors()[language],
      description,
      theme: "light",
    },
  );
  return [
    ["error-terms.svg", lines],
    ["error-terms-strip.svg", strip],
  ];
}

function productPicture(
  { product, layers }: Extract<Finding, { kind: "linear collapse" }>,
  language: Language,
  description: string,
): [string, string][] {
  const [height, width] = product.shape;
  if (height > mostCells || width > mostCells) return [];
  const rows = Array.from({ length: height }, (_, i) => [
    ...product.values.slice(i * width, (i + 1) * width),
  ]);
  const svg = heatStrip(rows, {
    rows: rows.map((_, i) => String(i)),
    columns: Array.from({ length: width }, (_, j) => String(j)),
    title: captions.product({ layers: layers.join(" ") })[language],
    description,
    theme: "light",
  });
  return [[`product-${layers[0]}-${layers.at(-1)}.svg`, svg]];
}

/** A strip of shares, layers over epochs; none where no layer has such a share. */
function sharePicture(
  { looks, layers }: Report,
  language: Language,
  {
    name,
    title,
    of,
  }: {
    readonly name: string;
    readonly title: string;
    readonly of: (layer: LayerLook, units: number) => number | undefined;
  },
): [string, string][] {
  const rows = layers.flatMap(({ linear, units }, i) => {
    const shares = looks.map((look) => of(look.layers[i]!, units));
    return shares.every((share) => share !== undefined) ? [{ linear, shares }] : [];
  });
  if (rows.length === 0) return [];
  const svg = heatStrip(
    rows.map(({ shares }) => shares),
    {
      rows: rows.map(({ linear }) => linear),
      columns: looks.map(({ epoch }) => String(epoch)),
      columnLabel: captions.epoch()[language],
      range: [0, 1],
      title,
      theme: "light",
    },
  );
  return [[name, svg]];
}

function ratePicture(
  { rates, losses, from, lowest, falling, diverges }: Extract<Finding, { kind: "learning rate" }>,
  language: Language,
  description: string,
): string {
  const mark = (key: "from" | "lowest" | "diverges", at: number | undefined) =>
    at === undefined ? [] : [{ at, label: captions[key]({ rate: formatNumber(at, 3) })[language] }];
  return linePlot([{ x: rates.slice(0, losses.length), y: losses, label: captions.loss()[language] }], {
    xScale: "log",
    xLabel: captions.rate()[language],
    highest: 2 * losses[0]!,
    marks: [
      ...mark("from", from),
      ...mark("lowest", from === undefined || falling ? undefined : lowest),
      ...mark("diverges", diverges),
    ],
    title: captions.rangeTest()[language],
    description,
    theme: "light",
  });
}
