import type { Rule } from "../../simplify/rule.ts";
import type { Convention } from "../formula/formula.ts";
import type { Said } from "../language/sentences.ts";
import { conditions, ruleNames, text } from "./words.ts";

/** Why a line follows from the one before. */
export interface Reason {
  readonly name: Said;
  /** The rule as mathematics; what multiplies from which side depends on how examples lie. */
  readonly identity?: string | Readonly<Record<Convention, string>>;
  /** When it holds, where that is not always. */
  readonly holds?: Said;
}

/** A rule of the simplifier as a reason; of small ones the name says enough. */
export const reasonOf = ({ name, identity, holds, size }: Rule): Reason => ({
  name: { en: name, ko: ruleNames[name] ?? name },
  ...(size === "small" ? {} : { identity }),
  ...(holds === undefined ? {} : { holds: { en: holds, ko: conditions[holds] ?? holds } }),
});

export const byDefinition: Reason = { name: text.definition() };
export const inserted = (name: string): Reason => ({ name: text.inserted({ name }) });
export const factorOutside = (factor: string): Reason => ({ name: text.factorOutside({ factor }) });
export const optimizerStep: Reason = { name: text.step() };
