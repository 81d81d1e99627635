import { fail } from "../base/error.ts";

/** More runs than this are a slip, not a sweep. */
const most = 1000;

/**
 * The texts that braces stand for, in order: `{1,2}:tanh` is `1:tanh` and `2:tanh`; `{1..4}` counts. Several braces
 * in one text give every combination, the last one fastest.
 *
 * @throws ChainruleError `usage` for braces that do not close, are empty, or hold braces
 */
export function expandBraces(text: string, flag: string): string[] {
  const [, before, inside, after] = /^([^{}]*)\{([^{}]*)\}(.*)$/s.exec(text) ?? [];
  if (inside === undefined) {
    if (/[{}]/.test(text)) refuse(text, flag);
    return [text];
  }
  // The commas of `adam(0.01,beta1=0.8)` are its own.
  const choices = rangeOf(inside) ?? inside.split(/,(?![^(]*\))/).map((choice) => choice.trim());
  if (choices.includes("")) refuse(text, flag);
  const rest = expandBraces(after!, flag);
  return choices.flatMap((choice) => rest.map((tail) => before! + choice + tail));
}

/** `1..4` is 1, 2, 3, 4. */
function rangeOf(text: string): string[] | undefined {
  const [, from, to] = /^\s*(\d+)\.\.(\d+)\s*$/.exec(text) ?? [];
  if (from === undefined) return undefined;
  const length = Number(to) - Number(from) + 1;
  if (length < 1 || length > most) return [""];
  return Array.from({ length }, (_, i) => String(Number(from) + i));
}

const refuse = (text: string, flag: string): never =>
  fail("usage", {
    who: flag,
    expected: "values in braces, as in {1,2,4} or {1..8}",
    got: `"${text}"`,
  });
