import { asArray } from "../../array/convert.ts";
import type { ArrayInput, NDArray } from "../../array/ndarray.ts";
import { readEach, readNpy } from "../../array/npy.ts";
import { type ChainruleError, fail } from "../../base/error.ts";
import { isRecord } from "../../base/isRecord.ts";
import { decodeText } from "../../data/decodeText.ts";
import { readPasted } from "./pasted.ts";

/**
 * The arrays in a file that a learner has saved: an npz of NumPy, an npy (one array, called as the file), JSON
 * (`{"W1": [[...]], ...}`), or text with a name before the numbers of each array, as printed or copied from a sheet.
 *
 * @param who the file's name, for messages
 * @returns in place of an array of an npz that holds no numbers, the error that says so: `check` throws it where the
 *   array's name is that of a value, and else passes over it
 * @throws ChainruleError `data` for what cannot be read so
 *
 * @example
 * const bytes = new TextEncoder().encode("W1\n0.1, 0.2\n0.3, 0.4\nlr = 0.5\n");
 * const arrays = await readArrays(bytes, "mine.csv");
 * arrays.get("W1").shape; // [2, 2]
 */
export async function readArrays(
  bytes: Uint8Array,
  who: string,
): Promise<Map<string, NDArray | ChainruleError>> {
  const starts = (...magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte);
  if (bytes.length === 0)
    fail("data", {
      who,
      expected: "arrays",
      got: "an empty file",
      fix: 'Save them with np.savez("mine.npz", X=X, W1=W1, ...).',
    });
  if (starts(0x50, 0x4b) || who.endsWith(".npz")) return readEach(bytes, who);
  if (starts(0x93, 0x4e, 0x55, 0x4d) || who.endsWith(".npy"))
    return new Map([[who.replace(/\.npy$/, "").replace(/^.*[/\\]/, ""), readNpy(bytes, who)]]);
  const { text } = decodeText(bytes, undefined, who);
  return /^\s*[{[]/.test(text) ? readJsonArrays(text, who) : readPasted(text, who);
}

/** JSON has no word for numbers that are not finite; Python writes these. */
const withNaN = (text: string): string =>
  text.replaceAll(/(?<=[[,:\s])(NaN|-?Infinity)(?=[\s,\]}])/g, '"$1"');

function readJsonArrays(text: string, who: string): Map<string, NDArray> {
  const parsed = parseJson(text, who);
  if (!isRecord(parsed))
    fail("data", {
      who,
      expected: 'an object of arrays, {"W1": [[...]], ...}',
      got: Array.isArray(parsed) ? "a list without names" : typeof parsed,
    });
  return new Map(
    Object.entries(parsed).map(([name, values]) => [
      name,
      asArray(numbersIn(values) as ArrayInput, "float64", `${who}, ${name}`),
    ]),
  );
}

function parseJson(text: string, who: string): unknown {
  try {
    return JSON.parse(withNaN(text)) as unknown;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return fail(
      "data",
      { who, expected: "JSON", got: `text that is none (${reason})`, fix: "Is the file complete?" },
      cause,
    );
  }
}

/** Lists with the words for numbers that are not finite as those numbers; deeper than any array is, as they are. */
function numbersIn(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return depth > 64 ? value : value.map((one) => numbersIn(one, depth + 1));
  return value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value;
}
