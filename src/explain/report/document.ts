import {
  type Block,
  type Document,
  formula,
  heading,
  list,
  matrix,
  type PictureBlock,
  paragraph,
  picture,
  table,
} from "../document/blocks.ts";
import { formatNumber } from "../document/numbers.ts";
import type { Language, Said } from "../language/sentences.ts";
import type { Finding } from "./findings.ts";
import type { Report } from "./report.ts";
import { sayFinding } from "./say.ts";
import { titles } from "./titles.ts";
import { text } from "./words.ts";

/** With three digits the widest table fits into 80 columns. */
const narrow = (x: number | undefined): string => (x === undefined ? "" : formatNumber(x, 3));
const cell = (x: number | undefined): string => (x === undefined ? "" : formatNumber(x, 4));
/** Epochs and rates shown of many. */
const mostRows = 9;

/** A picture, and what it is of. */
export interface ReportPicture extends Omit<PictureBlock, "kind"> {
  readonly of: Finding["kind"];
}

/**
 * A report as a document: for each thing that was looked for what was found, and the numbers.
 *
 * @param pictures those that stand in it, each where its finding does
 *
 * @example
 * const found = await report(mlp(2, dense(3), dense(1)), [[0, 1], [1, 0]], [0, 1], { epochs: 2 });
 * reportDocument(found).title; // "Report: 2 inputs, layers 3,1"
 * reportDocument(found, "ko").title; // "진단: 입력 2개, 층 3,1"
 */
export function reportDocument(
  report: Report,
  language: Language = "en",
  pictures: readonly ReportPicture[] = [],
): Document {
  const { about, findings } = report;
  const { features, layers, repeats } = about;
  const say = (said: Said): Block => paragraph(said[language]);
  const of = (kind: Finding["kind"]) => findings.filter((finding) => finding.kind === kind);
  const sentences = (kind: Finding["kind"], none: Said): Block[] => {
    const own = of(kind).map((finding) => sayFinding(finding, report)[language]);
    if (own.length === 0) return [say(none)];
    return own.length === 1 ? [paragraph(own[0]!)] : [list(own)];
  };
  const section = (title: Said, kind: Finding["kind"], ...blocks: readonly Block[]): Block[] => [
    heading(2, title[language]),
    ...blocks,
    ...pictures.filter(({ of }) => of === kind).map(({ of: _, ...one }) => picture(one)),
  ];
  const hasActivation = report.layers.some(({ activation }) => activation !== undefined);
  const noneIdle = hasActivation
    ? text.noneIdle({ epoch: report.looks.at(-1)!.epoch, examples: about.looked })
    : text.noActivation();
  return {
    title: titles.title({ layers, features })[language],
    language,
    blocks: [
      say(titles.about(about)),
      ...endOf(about).map(say),
      ...(repeats === undefined ? [] : [say(repeats ? titles.repeats() : titles.differs())]),
      ...section(
        titles.errors(),
        "error terms",
        ...sentences("error terms", text.oneLayer()),
        ...(of("error terms").length > 0 ? errorBlocks(report, language) : []),
      ),
      ...section(titles.symmetry(), "symmetry", ...sentences("symmetry", text.noneAlike())),
      ...section(
        titles.linear(),
        "linear collapse",
        ...sentences("linear collapse", text.noCollapse()),
        ...findings.flatMap((finding) => productBlocks(finding, language)),
      ),
      ...section(titles.idle(), "idle units", ...sentences("idle units", noneIdle)),
      ...section(
        titles.rate(),
        "learning rate",
        ...sentences("learning rate", text.noRate({ optimizer: about.optimizer })),
        ...findings.flatMap((finding) => rateBlocks(finding, language)),
      ),
    ],
  };
}

const endOf = ({ stopped, epochs }: Report["about"]): Said[] =>
  stopped === "diverged" || stopped === "aborted" ? [titles[stopped]({ epochs })] : [];

function errorBlocks({ layers, looks }: Report, language: Language): Block[] {
  const last = looks.at(-1)!;
  const rows = layers.map(({ linear }, i) => {
    const { error, slope, back } = last.layers[i]!;
    const next = last.layers[i + 1];
    const norms = [back && next?.frobenius, back && next?.spectral];
    return [
      linear,
      ...[error, slope, back?.slope, ...norms, back?.predicted, back?.ratio, back?.bound].map(narrow),
    ];
  });
  const rule = {
    text: "rms(dZ[l]) ~ rms(g'(Z[l])) ||W[l+1]||F / sqrt(n) rms(dZ[l+1])",
    latex:
      "\\operatorname{rms}(dZ_l) \\approx \\operatorname{rms}(g'(Z_l))\\,\\frac{\\|W_{l+1}\\|_F}{\\sqrt{n}}\\,\\operatorname{rms}(dZ_{l+1})",
  };
  const course = evenly(looks).map(({ epoch, layers: at }) => [
    String(epoch),
    ...at.map(({ error }) => cell(error)),
  ]);
  return [
    table(titles.layerColumns()[language].split(";"), rows),
    formula(rule, titles.rule()[language]),
    ...(looks.length > 1
      ? [
          paragraph(titles.course()[language]),
          table([titles.epochColumn()[language], ...layers.map(({ linear }) => `d${linear}`)], course),
        ]
      : []),
  ];
}

/** Some of many, the first and the last among them, at even distances. */
function evenly<T>(all: readonly T[]): T[] {
  if (all.length <= mostRows) return [...all];
  return Array.from(
    { length: mostRows },
    (_, i) => all[Math.round((i * (all.length - 1)) / (mostRows - 1))]!,
  );
}

function productBlocks(finding: Finding, language: Language): Block[] {
  if (finding.kind !== "linear collapse") return [];
  const { product, bias, layers } = finding;
  return [
    matrix(titles.product({ layers: layers.join(" ") })[language], product.shape, product.values),
    matrix(titles.bias()[language], [bias.length], bias),
  ];
}

function rateBlocks(finding: Finding, language: Language): Block[] {
  if (finding.kind !== "learning rate") return [];
  const points = finding.losses.map((loss, i) => [cell(finding.rates[i]), cell(loss)]);
  return [table(titles.rateColumns()[language].split(";"), evenly(points))];
}
