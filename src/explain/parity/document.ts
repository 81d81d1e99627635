import { sizeOf } from "../../base/shape.ts";
import { type Block, type Document, heading, list, paragraph } from "../document/blocks.ts";
import { formatNumber } from "../document/numbers.ts";
import type { Language, Said } from "../language/sentences.ts";
import { causes } from "./causes/index.ts";
import type { Difference } from "./difference.ts";
import type { Explained, Parity, ParityNote } from "./parity.ts";
import type { Found } from "./search.ts";
import { text } from "./words.ts";

/**
 * What a comparison found, to read: the first tensor that differs, one element with both its numbers, and the likely
 * cause; then what remains once that is explained.
 *
 * @example
 * const trace = { x: [[1], [2], [3]], y: [[2], [4], [6]], W1_0: [[1]], b1_0: [0], loss_1: 14 };
 * const document = parityDocument(parity(trace, { layers: "1" }));
 * document.title; // "The first difference is in loss of step 1"
 */
export function parityDocument(
  result: Parity,
  { language = "en" }: { readonly language?: Language } = {},
): Document {
  const { differences, steps, closest, compared, notes } = result;
  const say = (said: Said): Block => paragraph(said[language]);
  const [first] = differences;
  const agreeing = first ? compared - 1 : compared;
  return {
    title: (first ? text.differs(first.difference) : text.agrees({ steps }))[language],
    language,
    blocks: [
      say(text.about(result)),
      say(
        closest ? text.closest({ ...closest, compared: agreeing, error: short(closest.error) }) : text.none(),
      ),
      ...differences.flatMap((one, i) => blocksOf(one, i === 0, language)),
      ...notes.map((note) => say(noteOf(note))),
    ],
  };
}

const short = (x: number): string => formatNumber(x, 2);

function blocksOf(one: Explained, first: boolean, language: Language): Block[] {
  const { difference, causes: found, until, whole } = one;
  const { step, count, ratio } = difference;
  const say = (said: Said): Block => paragraph(said[language]);
  const far = whole ? text.whole() : until >= step ? text.until({ step: until }) : text.same({ step });
  return [
    ...(first ? [] : [heading(2, text.remains(difference)[language])]),
    say(whereOf(difference)),
    say(text.size({ error: short(difference.error), count, of: sizeOf(difference.shape) })),
    ...(ratio === undefined ? [] : [say(text.ratio({ ratio: formatNumber(ratio, 4) }))]),
    ...(found.length === 0
      ? [say(text.unknown())]
      : [
          say(found.length > 1 ? text.causes() : text.cause()),
          list(found.map((cause) => saidOf(cause)[language])),
          say(far),
        ]),
  ];
}

function whereOf({ name, index, step, recorded, replayed }: Difference): Said {
  const place = index.length === 0 ? name : `${name}[${index.join(",")}]`;
  // As many digits as it takes to see that they differ.
  const digits = [6, 9, 12, 17].find((n) => formatNumber(recorded, n) !== formatNumber(replayed, n)) ?? 17;
  return text.where({
    place,
    step,
    recorded: formatNumber(recorded, digits),
    replayed: formatNumber(replayed, digits),
  });
}

const saidOf = ({ cause, other }: Found): Said => causes.find(({ name }) => name === cause)!.said({ other });

const noteOf = (note: ParityNote): Said =>
  note.kind === "noBias" ? text.noBias({ names: note.names.join(", ") }) : text[note.kind]();

/**
 * A comparison for `JSON.stringify`: with a sentence for each cause, and words for the numbers that JSON cannot hold.
 *
 * @example
 * const trace = { x: [[1], [2], [3]], y: [[2], [4], [6]], W1_0: [[1]], b1_0: [0], loss_1: 14 };
 * parityData(parity(trace, { layers: "1" }), "en").title; // "The first difference is in loss of step 1"
 */
export function parityData(result: Parity, language: Language) {
  return {
    title: parityDocument(result, { language }).title,
    ...result,
    differences: result.differences.map(({ difference, causes: found, ...rest }) => ({
      difference: {
        ...difference,
        recorded: stated(difference.recorded),
        replayed: stated(difference.replayed),
        error: stated(difference.error),
      },
      causes: found.map((one) => ({ ...one, sentence: saidOf(one)[language] })),
      ...rest,
    })),
  };
}

const stated = (x: number): number | string =>
  Number.isFinite(x) ? x : Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
