/** Results kept at most: more networks than a sweep goes through at the same time. */
const most = 32;

/**
 * The same function, which gives the object it gave before for arguments that are written the same: plain data, no
 * functions in it. What was not asked for the longest is forgotten.
 *
 * @example
 * const range = remembered((n: number) => ({ from: 0, to: n }));
 * range(2) === range(2); // true
 * range(2) === range(3); // false
 */
export function remembered<Args extends readonly unknown[], Result>(
  make: (...args: Args) => Result,
): (...args: Args) => Result {
  const known = new Map<string, Result>();
  return (...args) => {
    const key = JSON.stringify(args, written);
    const result = known.get(key) ?? make(...args);
    known.delete(key);
    known.set(key, result);
    if (known.size > most) known.delete(known.keys().next().value!);
    return result;
  };
}

/** JSON has no word for infinity and NaN, and would take them for one. */
const written = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isFinite(value) ? `number ${value}` : value;
