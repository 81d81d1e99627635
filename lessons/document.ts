import { type Block, type Document, heading } from "../src/explain/document/blocks.ts";
import type { Language } from "../src/explain/language/sentences.ts";
import type { Lesson, Piece } from "./lesson.ts";

const numbered = { en: (n: number) => `Lesson ${n}:`, ko: (n: number) => `${n}강.` } as const;

/** `Lesson 4: Planar data, by hand`. */
export const titleOf = ({ number, title }: Pick<Lesson, "number" | "title">, language: Language): string =>
  `${numbered[language](number)} ${title[language]}`;

export const read = (pieces: readonly Piece[], language: Language): Block[] =>
  pieces.map((piece) => piece(language));

/**
 * A whole lesson, each step under its own heading, in one language after its numbers are computed once.
 *
 * @param told how many steps are done, before each
 */
export async function documents(
  lesson: Lesson,
  told: (done: number) => void = () => {},
): Promise<(language: Language) => Document> {
  const shown: { readonly step: Lesson["steps"][number]; readonly pieces: readonly Piece[] }[] = [];
  for (const step of lesson.steps) {
    told(shown.length);
    shown.push({ step, pieces: await step.show() });
  }
  return (language) => ({
    title: titleOf(lesson, language),
    language,
    blocks: shown.flatMap(({ step, pieces }, i) => [
      heading(1, `${i + 1}. ${step.title[language]}`),
      ...read(pieces, language),
    ]),
  });
}
