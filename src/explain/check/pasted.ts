import { asArray } from "../../array/convert.ts";
import type { NDArray, Nested } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";

/** A name, and the lines of numbers after it. */
interface Section {
  readonly name: string;
  readonly line: number;
  readonly lines: { readonly text: string; readonly line: number }[];
}

const words: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
};

/** A name alone, or before `=`, `:`, a comma or blanks; what NumPy wraps around numbers is no name. */
const heading = /^\s*(?!nan\b|inf\b|array\()([A-Za-z_][\w.^']*)\s*[=:,;]?\s*(.*)$/i;

/**
 * The arrays in pasted text: a name, then its rows, parted by commas, tabs or blanks, or as NumPy prints them.
 *
 * @throws ChainruleError `data` with the line where a number or a name is missing
 */
export function readPasted(text: string, who: string): Map<string, NDArray> {
  const arrays = new Map<string, NDArray>();
  for (const section of sectionsOf(text, who)) {
    const { name, line, lines } = section;
    const place = `${who}, line ${line}, ${name}`;
    if (arrays.has(name)) fail("data", { who: place, expected: "each name once", got: "a second one" });
    const whole = lines.map((one) => one.text).join("\n");
    if (whole.trim() === "") fail("data", { who: place, expected: "numbers after the name", got: "none" });
    if (whole.includes("..."))
      fail("data", {
        who: place,
        expected: "all numbers",
        got: "an array that NumPy has shortened with ...",
        fix: "Print it whole with np.set_printoptions(threshold=np.inf), or save it with np.savez.",
      });
    const nested = whole.includes("[") ? bracketed(whole, place) : rowsOf(section, who);
    arrays.set(name, asArray(nested, "float64", place));
  }
  return arrays;
}

function sectionsOf(text: string, who: string): Section[] {
  const sections: Section[] = [];
  for (const [i, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = i + 1;
    const [, name, rest = ""] = heading.exec(raw) ?? [];
    if (name !== undefined) sections.push({ name, line, lines: [{ text: stripped(rest), line }] });
    else if (raw.trim() !== "") {
      const last = sections.at(-1);
      if (!last)
        fail("data", {
          who: `${who}, line ${line}`,
          expected: "the name of an array before its numbers, as in W1",
          got: `"${raw.trim().slice(0, 40)}"`,
        });
      last.lines.push({ text: stripped(raw), line });
    }
  }
  if (sections.length === 0) fail("data", { who, expected: "names and numbers", got: "neither" });
  return sections;
}

/** Without the words that NumPy writes around an array. */
const stripped = (text: string): string =>
  text.replace(/(np\.)?array\(/, "").replace(/,?\s*(dtype=\w+)?\s*\)\s*$/, "");

function rowsOf({ lines }: Section, who: string): Nested {
  const rows = lines
    .map(({ text, line }) => ({ line, cells: text.split(/[\s,;]+/).filter((cell) => cell !== "") }))
    .filter(({ cells }) => cells.length > 0)
    .map(({ line, cells }) => cells.map((cell) => numberIn(cell, `${who}, line ${line}`)));
  return rows.length === 1 && rows[0]!.length === 1 ? rows[0]![0]! : rows;
}

function numberIn(cell: string, who: string): number {
  const value = words[cell.toLowerCase()] ?? Number(cell);
  if (Number.isNaN(value) && cell.toLowerCase() !== "nan")
    fail("data", { who, expected: "a number", got: `"${cell.slice(0, 40)}"` });
  return value;
}

/** `[[0.1 0.2]\n [0.3 0.4]]`, with or without commas. */
function bracketed(text: string, who: string): Nested {
  const stack: Nested[][] = [[]];
  for (const token of text.replaceAll(/[[\]]/g, " $& ").split(/[\s,]+/)) {
    if (token === "") continue;
    if (token === "[") stack.push([]);
    else if (token === "]") {
      const done = stack.pop()!;
      if (stack.length === 0) fail("data", { who, expected: "as many [ as ]", got: "one ] too many" });
      stack.at(-1)!.push(done);
    } else stack.at(-1)!.push(numberIn(token, who));
  }
  const [[only, ...more] = []] = stack;
  if (stack.length > 1 || only === undefined || more.length > 0)
    fail("data", {
      who,
      expected: "one array in brackets",
      got: stack.length > 1 ? "a [ that is never closed" : "more",
    });
  return only;
}
