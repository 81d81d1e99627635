/**
 * The fewest digits that say which number it is, of those its type can hold: reading them gives the same bits.
 *
 * @example
 * exactly(Math.fround(0.1), "float32"); // "0.1"
 * exactly(Math.fround(0.1), "float64"); // "0.10000000149011612"
 */
export function exactly(value: number, dtype: "float32" | "float64"): string {
  if (dtype === "float32")
    for (let digits = 1; digits <= 9; digits++) {
      const text = String(Number(value.toPrecision(digits)));
      if (Math.fround(Number(text)) === value) return text;
    }
  return String(value);
}
