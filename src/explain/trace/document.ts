import { formatShape } from "../../base/shape.ts";
import { type Block, type Document, formula, heading, matrix, paragraph, table } from "../document/blocks.ts";
import { formatNumber } from "../document/numbers.ts";
import { joined, type Language } from "../language/sentences.ts";
import type { Contribution, Expansion } from "./expansion.ts";
import { roles } from "./roles.ts";
import { type Chosen, choose } from "./select.ts";
import { titles } from "./titles.ts";
import type { Entry, Trace } from "./trace.ts";

export interface TraceDocumentOptions {
  readonly language?: Language;
  /** Names of values, with `*` for any letters: `dW*`; and of elements, `dW1[0,1]`. Everything when left out. */
  readonly only?: readonly string[];
}

/** Terms of a sum that are shown, the largest ones where there are more. */
const mostTerms = 10;
/** Steps back along a path that are followed, far more than any network of the texts needs. */
const mostSteps = 40;

/**
 * A trace as a document, in the order of the update.
 *
 * @throws ChainruleError `usage` for a name in `only` that nothing has
 *
 * @example
 * const trace = explain(mlp(2, dense(1)), [[1, 2]], [[3]]);
 * traceDocument(trace, { only: ["Z1"] }).blocks.length; // 6
 */
export function traceDocument(trace: Trace, { language = "en", only }: TraceDocumentOptions = {}): Document {
  const chosen = choose(trace, only);
  return {
    title: titleOf(trace)[language],
    language,
    blocks: [
      paragraph(aboutOf(trace, language)),
      ...entryBlocks(chosen, language),
      ...chosen.elements.flatMap((one) => elementBlocks(trace, one, language)),
    ],
  };
}

const titleOf = ({ place: { step, sample } }: Trace) =>
  sample === undefined ? titles.title({ step }) : titles.sampleTitle({ step, sample });

/** What is trained, how, and on how many examples. */
export function aboutOf({ place, about, entries }: Trace, language: Language): string {
  const { epoch, batch, learningRate } = place;
  const { optimizer, examples } = about;
  const moves = entries.some(({ role }) => role === "update");
  return joined([
    titles.about({ ...about, learningRate: formatNumber(learningRate) }),
    titles.batch({ examples, batch, epoch }),
    ...(moves ? [] : [titles.lineSearch({ optimizer })]),
  ])[language];
}

function entryBlocks({ entries }: Chosen, language: Language): Block[] {
  return roles.flatMap((role) => {
    const own = entries.filter((entry) => entry.role === role);
    if (own.length === 0) return [];
    return [heading(2, titles[role]()[language]), ...own.flatMap((entry) => blocksOf(entry, language))];
  });
}

function blocksOf(entry: Entry, language: Language): Block[] {
  const { name, shapes, numbers, why } = entry;
  const shape = (one: readonly number[]) => (one.length === 0 ? titles.scalar()[language] : formatShape(one));
  const note = titles.shapes({ rows: shape(shapes.rows), columns: shape(shapes.columns) })[language];
  return [
    heading(3, name),
    ...(entry.formula ? [formula(entry.formula, shapes.rows.length === 0 ? undefined : note)] : []),
    ...numbers.map((line) => formula(line)),
    ...matricesOf(entry, language),
    paragraph(why[language]),
  ];
}

/** What the lines with the numbers do not show already. */
function matricesOf({ name, value, before, numbers }: Entry, language: Language): Block[] {
  const isShown = numbers.length === value.size;
  if (!before) return isShown ? [] : [matrix(name, value.shape, value.data)];
  if (value.size === 1) return [];
  const by = Float64Array.from(value.data, (x, i) => x - before.data[i]!);
  const change = matrix(titles.change({ name })[language], value.shape, by);
  if (isShown) return [change];
  return [
    matrix(titles.before({ name })[language], value.shape, before.data),
    change,
    matrix(titles.after({ name })[language], value.shape, value.data),
  ];
}

/** One element: the sum that it is, and where its largest term comes from. */
function elementBlocks(trace: Trace, element: Expansion, language: Language): Block[] {
  const { name, contributions, from } = element;
  const largest = contributions.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))[0];
  const path = pathFrom(trace, largest?.from[0] ?? from[0]);
  return [
    heading(2, name),
    ...expansionBlocks(element, language),
    ...(path.length === 0 ? [] : [paragraph(titles.paths({ name: path[0]!.name })[language])]),
    ...path.flatMap((one) => expansionBlocks(one, language)),
  ];
}

function expansionBlocks(
  { name, value, symbols, numbers, contributions, total, order }: Expansion,
  language: Language,
): Block[] {
  const lines = [formula(symbols), formula(numbers)];
  if (contributions.length < 2) return lines;
  const count = contributions.length;
  const sum = titles[order!]({ total: String(total), name, value: String(value) })[language];
  const shown = largestTerms(contributions);
  const isAll = shown.length === count;
  return [
    ...lines,
    paragraph(
      (isAll ? titles.contributionsOf({ name, count }) : titles.largest({ shown: shown.length, count }))[
        language
      ],
    ),
    contributionTable(shown, language),
    paragraph(sum),
  ];
}

/** The largest terms, in their order. */
function largestTerms(contributions: readonly Contribution[]): readonly Contribution[] {
  const bySize = contributions.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const kept = new Set(bySize.slice(0, mostTerms));
  return contributions.filter((one) => kept.has(one));
}

function contributionTable(shown: readonly Contribution[], language: Language): Block {
  const overExamples = shown.some(({ example }) => example !== undefined);
  const head = [titles.term(), titles.numbers(), titles.value()].map((said) => said[language]);
  return table(
    overExamples ? [titles.example()[language], ...head] : head,
    shown.map(({ example, symbols, numbers, value }) => {
      const cells = [symbols, numbers, formatNumber(value)];
      return overExamples ? [String(example), ...cells] : cells;
    }),
  );
}

/** The elements back from one to the loss, at each fork along the largest term. */
function pathFrom(trace: Trace, first: string | undefined): Expansion[] {
  const path: Expansion[] = [];
  for (let name = first; name !== undefined && path.length < mostSteps; ) {
    const element = trace.entry(name);
    path.push(element);
    const largest = element.contributions.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))[0];
    name = largest?.from[0] ?? element.from[0];
  }
  return path;
}
