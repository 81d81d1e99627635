import type { Language, Said } from "../src/explain/language/sentences.ts";
import { check, checkDocument } from "../src/index.ts";

/**
 * What `check` says first of a learner's arrays.
 *
 * @throws Error where it finds nothing wrong: a lesson would claim a mistake that is none
 */
export function verdictOn(...[arrays, settings]: Parameters<typeof check>): Said {
  const verdict = check(arrays, settings);
  if (verdict.verdict !== "wrong") throw new Error(`check finds these arrays ${verdict.verdict}`);
  const first = (language: Language): string => {
    const { title, blocks } = checkDocument(verdict, { language });
    const named = blocks[blocks.findIndex(({ kind }) => kind === "heading") + 1];
    return named?.kind === "paragraph" ? named.text : title;
  };
  return { en: first("en"), ko: first("ko") };
}
