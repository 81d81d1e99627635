/** The longest piece of a value that a message shows. */
const longest = 60;

/**
 * A value that somebody handed in or that a JSON file holds, as messages show it: in JSON, its beginning where it is
 * long. Values can be nested deeper than they can be written, which is an error of its own.
 *
 * @example
 * showValue({ kind: "cat" }); // '{"kind":"cat"}'
 * showValue("4"); // '"4"'
 * showValue(Float64Array.of(1)); // "a Float64Array"
 */
export function showValue(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null) return showObject(value);
  return typeof value === "string" ? short(JSON.stringify(value)) : String(value);
}

function showObject(value: object): string {
  // A file may hold a "constructor" of its own.
  const { name } = Object.getPrototypeOf(value)?.constructor ?? Object;
  // The JSON of others says nothing, or everything.
  if (name !== "Object" && name !== "Array") return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
  try {
    return short(JSON.stringify(value));
  } catch {
    return `a ${Array.isArray(value) ? "list" : "record"} that is nested too deep`;
  }
}

const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}...` : text);
