import type { Derivation } from "../../../explain/derive/derivation.ts";
import { sideOf } from "../../../explain/derive/equations.ts";
import { type Convention, nameFormula } from "../../../explain/formula/formula.ts";
import { numpyNumber } from "../../../explain/formula/number.ts";

/** One assignment of the optimizer's step, by the names of the values before and after it. */
interface Assignment {
  readonly before: string;
  readonly after: string;
  readonly right: string;
}

/**
 * The optimizer's step as a person writes it: every value in its own place, `W1 = W1 - learning_rate * dW1`. What
 * reads a value from before the step comes first, what reads one from after it later.
 */
export function updateLines({ parts }: Derivation, convention: Convention): string[] {
  const waiting = parts
    .filter(({ role }) => role === "update")
    .map(
      ({ name, of, lines }): Assignment => ({
        before: nameFormula(of).numpy,
        after: nameFormula(name).numpy,
        right: sideOf(lines[0]!, { convention }).numpy,
      }),
    );
  const renamed = new Map(waiting.map(({ before, after }) => [after, before]));
  const lines: string[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((one) => isReady(one, waiting));
    const [{ before, right }] = waiting.splice(Math.max(next, 0), 1) as [Assignment];
    lines.push(`${before} = ${right.replaceAll(/\w+/g, (word) => renamed.get(word) ?? word)}`);
  }
  return lines;
}

/** Whether nothing that waits still needs the value before, and nothing that is needed still waits. */
const isReady = (one: Assignment, waiting: readonly Assignment[]): boolean =>
  waiting.every(
    (other) => other === one || (!reads(other.right, one.before) && !reads(one.right, other.after)),
  );

const reads = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);

/** What the optimizer remembers before the first step, and the learning rate where it is one number. */
export const startLines = ({ start, optimizer }: Derivation): string[] =>
  [...start]
    .filter(([name]) => name !== "learningRate" || typeof optimizer.learningRate === "number")
    .map(([name, value]) => `${nameFormula(name).numpy} = ${numpyNumber(value)}`);
