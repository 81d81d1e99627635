import { formatShape } from "../../base/shape.ts";
import { formatLayers } from "../../nn/parseLayers.ts";
import { type Block, type Document, list, paragraph, table } from "../document/blocks.ts";
import { formatNumber } from "../document/numbers.ts";
import type { Language } from "../language/sentences.ts";
import type { ElementCheck, ParameterCheck } from "./check.ts";
import type { Evidence } from "./gradcheck.ts";
import { text } from "./words.ts";

const short = (x: number): string => formatNumber(x, 2);
const placeOf = (name: string, { index }: ElementCheck): string => `${name}[${index.join(",")}]`;

/**
 * What a gradient check found as a document: a line for each parameter, where it came closest to failing, where there
 * was no slope to compare with, and what is to blame where it failed.
 *
 * @example
 * const evidence = gradcheck(mlp(2, dense(1, "sigmoid")), [[0, 1], [1, 0]], [0, 1]);
 * evidenceDocument(evidence).title; // "Gradient check passed: 2 inputs, layers 1:sigmoid; loss binaryCrossEntropy"
 */
export function evidenceDocument(evidence: Evidence, language: Language = "en"): Document {
  const { network, loss, passed, examples, tolerance, parameters } = evidence;
  const layers = formatLayers(network.layers);
  const checked = parameters.reduce((sum, { elements }) => sum + elements.length, 0);
  const size = parameters.reduce((sum, one) => sum + one.size, 0);
  const limit = short(tolerance);
  const say = (said: Readonly<Record<Language, string>>): Block => paragraph(said[language]);
  return {
    title: text.title({ features: network.features, layers, loss: loss.name, passed })[language],
    language,
    blocks: [
      say(text.how({ examples, tolerance: limit })),
      ...(checked < size ? [say(text.sampled({ checked, size }))] : []),
      table(
        text.columns()[language].split("|"),
        parameters.map((one) => rowOf(one, language)),
      ),
      ...verdictOf(evidence, limit).map(say),
      ...kinksOf(parameters).map(say),
      ...zerosOf(parameters).map(say),
      ...(evidence.culprits.length > 0 ? [list(culpritsOf(evidence).map((said) => said[language]))] : []),
      ...(!passed && evidence.culprits.length === 0 ? [say(text.unknown())] : []),
    ],
  };
}

const isKink = ({ verdict }: ElementCheck): boolean => verdict === "kink";

function rowOf(
  { name, shape, size, elements, worst, verdict }: ParameterCheck,
  language: Language,
): string[] {
  const checked = elements.length === size ? String(size) : `${elements.length} / ${size}`;
  return [
    name,
    formatShape(shape),
    checked,
    ...(worst
      ? [placeOf(name, worst), formatNumber(worst.analytic), formatNumber(worst.numeric), short(worst.error)]
      : ["", "", "", ""]),
    (verdict === "failed" ? text.failedWord() : worst ? text.passed() : text.kink())[language],
  ];
}

/** The element that is worst of all. */
function worstOf(parameters: readonly ParameterCheck[]) {
  return parameters
    .flatMap(({ name, worst }) => (worst ? [{ name, worst }] : []))
    .reduce<{ name: string; worst: ElementCheck } | undefined>(
      (a, b) => (a && !(b.worst.error > a.worst.error || Number.isNaN(b.worst.error)) ? a : b),
      undefined,
    );
}

function verdictOf({ passed, parameters }: Evidence, tolerance: string) {
  const found = worstOf(parameters);
  if (!found) return [];
  const { name, worst } = found;
  const [place, error] = [placeOf(name, worst), short(worst.error)];
  if (passed) return [text.closest({ place, error, tolerance })];
  return [
    text.failed({
      place,
      error,
      analytic: formatNumber(worst.analytic),
      numeric: formatNumber(worst.numeric),
    }),
  ];
}

function kinksOf(parameters: readonly ParameterCheck[]) {
  const kinks = parameters.flatMap(({ name, elements }) =>
    elements.filter(isKink).map((element) => ({ place: placeOf(name, element), first: element.kink! })),
  );
  if (kinks.length === 0) return [];
  const without = parameters.filter(({ elements, worst }) => elements.length > 0 && !worst);
  return [
    text.kinks({ count: kinks.length, ...kinks[0]! }),
    ...(without.length === 0 ? [] : [text.allKinks({ names: without.map(({ name }) => name).join(", ") })]),
  ];
}

/** A gradient of 0 that is right passes, and yet says that something is wrong with the network. */
function zerosOf(parameters: readonly ParameterCheck[]) {
  const names = parameters.filter((one) => one.isZero && one.verdict === "passed").map(({ name }) => name);
  return names.length === 0 ? [] : [text.allZero({ names: names.join(", ") })];
}

const culpritsOf = ({ culprits }: Evidence) =>
  culprits.map(({ kind, name, at, argument = "", analytic, numeric }) => {
    const numbers = { analytic: formatNumber(analytic), numeric: formatNumber(numeric) };
    return kind === "op"
      ? text.wrongOp({ name, at, argument, ...numbers })
      : text.wrongRule({ name, at, ...numbers });
  });

/** What a gradient check found as plain data. Fields may be added, never renamed. */
export function evidenceData({ network, loss, ...rest }: Evidence) {
  return { layers: formatLayers(network.layers), features: network.features, loss: loss.name, ...rest };
}
