import { listed } from "../../base/listed.ts";
import { formatShape } from "../../base/shape.ts";
import { type Block, type Document, formula, heading, list, paragraph, table } from "../document/blocks.ts";
import { formatNumber } from "../document/numbers.ts";
import type { Language, Said } from "../language/sentences.ts";
import { slips } from "./slips/index.ts";
import { texts } from "./texts.ts";
import type { Element, Misshapen, Named, Note, Outcome, Verdict, Wrong } from "./verdict.ts";

/**
 * What a learner reads: the first value that is wrong, what to change, the line of the derivation that applies, and
 * one element with its right number; then the slips after it, and what agrees.
 *
 * @example
 * const verdict = check({ X: [[1, 2]], W1: [[0.5], [0.25]], b1: [0], Z1: [[1]], A1: [[1]] }, { layers: "1:sigmoid" });
 * checkDocument(verdict).title; // "The first slip is in A1"
 * checkDocument(verdict, { language: "ko" }).title; // "처음 틀린 곳: A1"
 */
export function checkDocument(
  verdict: Verdict,
  { language = "en" }: { readonly language?: Language } = {},
): Document {
  const { outcomes } = verdict;
  const say = (said: Said): string => said[language];
  const faults = outcomes.filter(isFault);
  const groups = grouped(faults);
  const named = (kind: Outcome["kind"]) => outcomes.filter((one) => one.kind === kind);
  const agree = named("right").map(({ name }) => name);
  return {
    title: say(titleOf(verdict)),
    language,
    blocks: [
      paragraph(aboutOf(verdict, language)),
      ...groups.flatMap((group, i) => faultBlocks(group, i === 0, language)),
      ...(agree.length > 0 ? [paragraph(say(texts.agree({ names: agree.join(", ") })))] : []),
      ...outcomes.flatMap((one) =>
        one.kind === "skipped"
          ? [paragraph(say(texts.skipped({ name: one.name, needs: one.needs.join(", ") })))]
          : [],
      ),
      ...noteBlocks(verdict, language),
    ],
  };
}

type Fault = Wrong | Misshapen;

const isFault = (one: Outcome): one is Fault => one.kind === "wrong" || one.kind === "misshapen";

/** Faults in their order; one slip that shows in several values stands once. */
function grouped(faults: readonly Fault[]): (readonly Fault[])[] {
  const groups: Fault[][] = [];
  for (const fault of faults) {
    const same = groups.find(([first]) => slipOf(first!) !== undefined && slipOf(first!) === slipOf(fault));
    if (same) same.push(fault);
    else groups.push([fault]);
  }
  return groups;
}

const slipOf = (fault: Fault): string | undefined =>
  fault.kind === "wrong" ? fault.slips[0]?.slip : undefined;

function titleOf({ verdict, outcomes }: Verdict): Said {
  const [first] = outcomes.filter(isFault);
  if (first) return texts.wrong({ name: first.name });
  return verdict === "right"
    ? texts.right({ count: outcomes.filter(({ kind }) => kind === "right").length })
    : texts.unjudged();
}

function aboutOf({ layers, loss, examples, features, orientation }: Verdict, language: Language): string {
  const columns = orientation.data === "columns";
  const about = texts.about({ layers, loss, examples, features, columns })[language];
  if (orientation.data === orientation.weights) return about;
  return `${about} ${texts.turnedWeights({ columns: orientation.weights === "columns" })[language]}`;
}

function faultBlocks([fault, ...same]: readonly Fault[], first: boolean, language: Language): Block[] {
  const { name, written } = fault!;
  const title = first ? texts.heading({ name, written }) : texts.after({ name, written });
  const others = same.map((one) => one.name).join(", ");
  return [
    heading(2, title[language]),
    ...(fault!.kind === "wrong"
      ? wrongBlocks(fault!, language)
      : [paragraph(shapeSentence(fault!)[language])]),
    ...(others === "" ? [] : [paragraph(texts.sameIn({ names: others })[language])]),
  ];
}

function wrongBlocks(fault: Wrong, language: Language): Block[] {
  const [slip, ...others] = fault.slips;
  const { name, line, element, lacks, got, fits } = fault;
  const sentence = slip ? saidOf(slip) : unknownSlip(fault);
  const shape = element ? [] : [paragraph(shapeTexts(name, got, fits)[language])];
  return [
    paragraph(sentence[language]),
    formula(line, texts.line()[language]),
    ...(element ? [elementTable(name, element, language)] : shape),
    ...(lacks.length > 0 ? [paragraph(texts.saveToo({ names: lacks.join(", ") })[language])] : []),
    ...(others.length === 0
      ? []
      : [paragraph(texts.alsoFrom()[language]), list(others.map((one) => saidOf(one)[language]))]),
  ];
}

const unknownSlip = ({ name, firstNaN }: Wrong): Said =>
  firstNaN ? texts.holdsNaN({ name, place: placeText(name, firstNaN) }) : texts.unknownSlip({ name });

const placeText = (name: string, index: readonly number[]): string =>
  index.length === 0 ? name : `${name}[${index.join(", ")}]`;

const saidOf = (named: Named): Said =>
  slips.find(({ name }) => name === named.slip)!.said({ name: named.at, other: named.other });

const shapeTexts = (name: string, got: readonly number[], fits: readonly number[]): Said =>
  texts.shape({ name, got: formatShape(got), fits: formatShape(fits) });

function shapeSentence({ name, how, got, fits, layer }: Misshapen): Said {
  const shapes = { name, got: formatShape(got), fits: formatShape(fits) };
  if (how === "perExample") return texts.perExample(shapes);
  return layer === undefined ? texts.shape(shapes) : texts.layerShape({ ...shapes, layer });
}

/** Both numbers with as many digits as tell them apart. */
function elementTable(name: string, { index, yours, right }: Element, language: Language): Block {
  const digits =
    [6, 9, 12, 17].find((count) => formatNumber(yours, count) !== formatNumber(right, count)) ?? 17;
  return table(
    [texts.element(), texts.yours(), texts.rightNumber()].map((said) => said[language]),
    [[placeText(name, index), formatNumber(yours, digits), formatNumber(right, digits)]],
  );
}

function noteBlocks({ notes, orientation }: Verdict, language: Language): Block[] {
  if (notes.length === 0) return [];
  const columns = orientation.data === "columns";
  return [heading(2, texts.notes()[language]), list(notes.map((note) => noteText(note, columns)[language]))];
}

function noteText(note: Note, columns: boolean): Said {
  switch (note.kind) {
    case "learningRate":
      return texts.learningRate({ value: formatNumber(note.value) });
    case "learningRates":
      return texts.learningRates({
        taken: formatNumber(note.rates[0]!.value),
        rates: note.rates.map(({ value, names }) => `${names.join(", ")} ${formatNumber(value)}`).join("; "),
      });
    case "orientation":
      return note.how === "values"
        ? texts.orientationValues({ columns })
        : texts.orientationEither({ columns });
    case "harmless": {
      const [lead, said] = [texts.harmless({ name: note.name }), saidOf(note.slip)];
      return { en: `${lead.en} ${said.en}`, ko: `${lead.ko} ${said.ko}` };
    }
    case "unknown":
      return texts.unknownNames({ names: listed(note.names) });
    case "noNumbers":
      return texts.noNumbers({ names: listed(note.names) });
    default:
      return texts[note.kind]({ names: note.names.join(", ") });
  }
}
