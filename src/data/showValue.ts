/** The longest piece of a value that a message shows. */
const longest = 60;

/**
 * A value out of a JSON file, as messages show it: in JSON, its beginning where it is long. Values can be nested
 * deeper than they can be written, which is an error of its own.
 *
 * @example
 * showValue({ kind: "cat" }); // '{"kind":"cat"}'
 */
export function showValue(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    return text.length > longest ? `${text.slice(0, longest)}...` : text;
  } catch {
    return `a ${Array.isArray(value) ? "list" : "record"} that is nested too deep`;
  }
}
