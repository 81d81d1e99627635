import type { Block, FormulaText } from "../src/explain/document/blocks.ts";
import {
  code,
  formula,
  heading,
  list,
  matrix,
  paragraph,
  picture,
  table,
} from "../src/explain/document/blocks.ts";
import type { Language, Said } from "../src/explain/language/sentences.ts";
import type { NDArray } from "../src/index.ts";

/** A block of a lesson, to be read in either language. */
export type Piece = (language: Language) => Block;

/** One idea: what is said of it, and what is computed to show it. */
export interface Step {
  readonly title: Said;
  /** Computes what the step shows. */
  show(): readonly Piece[] | Promise<readonly Piece[]>;
}

export interface Lesson {
  readonly number: number;
  readonly title: Said;
  readonly steps: readonly Step[];
}

export const said = (en: string, ko: string): Said => ({ en, ko });

export const step = (en: string, ko: string, show: Step["show"]): Step => ({ title: said(en, ko), show });

export const say = (en: string, ko: string): Piece => {
  const both = said(en, ko);
  return (language) => paragraph(both[language]);
};

/** The mistake of a text: what it says, what is right, and how a learner can tell. */
export const erratum = (
  topic: Said,
  says: Said,
  right: Said,
  tell: Said,
  /** What `check` says of it, where numbers can show it. */
  check?: Said,
): readonly Piece[] => [
  (language) => heading(2, topic[language]),
  (language) =>
    list([
      `${{ en: "The text says", ko: "글의 내용" }[language]}: ${says[language]}`,
      `${{ en: "Right", ko: "맞는 내용" }[language]}: ${right[language]}`,
      `${{ en: "How you can tell", ko: "알아내는 방법" }[language]}: ${tell[language]}`,
      ...(check
        ? [`${{ en: "chainrule check says", ko: "chainrule check의 대답" }[language]}: ${check[language]}`]
        : []),
    ]),
];

export const items = (...lines: readonly Said[]): Piece => {
  return (language) => list(lines.map((line) => line[language]));
};

/** A table whose head is in both languages. A cell that is a text stands as it is in both. */
export const cells = (
  head: readonly (Said | string)[],
  rows: readonly (readonly (Said | string)[])[],
): Piece => {
  const read = (cell: Said | string, language: Language) =>
    typeof cell === "string" ? cell : cell[language];
  return (language) =>
    table(
      head.map((cell) => read(cell, language)),
      rows.map((row) => row.map((cell) => read(cell, language))),
    );
};

export const values = (name: string, array: NDArray): Piece => {
  return () => matrix(name, array.shape, array.data);
};

export const equation = (text: string, latex: string): Piece => line({ text, latex });
export const line = ({ text, latex }: FormulaText, note?: Said): Piece => {
  return (language) => formula({ text, latex }, note?.[language]);
};

/** A learner's own program, and what Chainrule computes in its place, written as NumPy prints it. */
export const numpy = (program: string, prints?: string): readonly Piece[] => [
  () => code(program.trim(), "python"),
  ...(prints === undefined ? [] : [() => code(prints, "text")]),
];

export const output =
  (text: string): Piece =>
  () =>
    code(text, "text");
export const shell =
  (...lines: readonly string[]): Piece =>
  () =>
    code(lines.join("\n"), "sh");

/** A figure that is drawn for each language; `text` is what a terminal shows. */
export const drawing = (
  name: string,
  says: Said,
  draw: (read: (words: Said) => string) => string,
  text?: string,
): Piece => {
  const svg = { en: draw(({ en }) => en), ko: draw(({ ko }) => ko) };
  return (language) =>
    picture({
      // One file where nothing in it is language.
      file: svg[language] === svg.en ? `${name}.svg` : `${name}.${language}.svg`,
      svg: svg[language],
      says: says[language],
      ...(text !== undefined && { text }),
    });
};

/** What a piece of Chainrule says when it refuses to compute. */
export function refusal(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error("nothing was refused");
}
