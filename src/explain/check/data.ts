import type { Language } from "../language/sentences.ts";
import { checkDocument } from "./document.ts";
import { slips } from "./slips/index.ts";
import type { Verdict } from "./verdict.ts";

/**
 * A verdict for `JSON.stringify`: with a sentence for each slip, and words for the numbers that JSON cannot hold.
 *
 * @example
 * const verdict = check({ Z1: [[0]], A1: [[0.5]] }, { layers: "1:sigmoid" });
 * verdictData(verdict, "en").title; // "Right: the one value that was checked agrees"
 */
export function verdictData(verdict: Verdict, language: Language) {
  const outcomes = verdict.outcomes.map((one) =>
    one.kind === "wrong"
      ? {
          ...one,
          slips: one.slips.map((named) => ({
            ...named,
            sentence: slips
              .find(({ name }) => name === named.slip)!
              .said({ name: named.at, other: named.other })[language],
          })),
          ...(one.element && {
            element: {
              index: one.element.index,
              yours: stated(one.element.yours),
              right: stated(one.element.right),
            },
          }),
        }
      : one,
  );
  return { title: checkDocument(verdict, { language }).title, ...verdict, outcomes };
}

const stated = (x: number): number | string =>
  Number.isFinite(x) ? x : Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
