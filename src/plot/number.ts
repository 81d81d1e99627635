/** A number in `digits` significant digits with a true minus sign, as short as it can be: `0.2185`, `−1.2e−7`. */
export const short = (value: number, digits = 4): string => {
  const magnitude = Math.abs(value);
  const plain = value === 0 || (magnitude >= 1e-4 && magnitude < 1e7);
  const words = plain
    ? String(Number(value.toPrecision(digits)))
    : value
        .toExponential(digits - 1)
        .replace(/\.?0+e/, "e")
        .replace("e+", "e");
  return words.replaceAll("-", "\u2212");
};

/** `95.5 %`. */
export const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;

/** Digits in groups of three: `10,000`. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
