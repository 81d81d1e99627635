import { type DType, isFloat } from "../../base/dtype.ts";
import { reciprocalOf } from "../../base/reciprocal.ts";
import { shortestFloat32 } from "../../base/shortestFloat32.ts";
import { type Language, strength } from "./grammar.ts";
import type { Piece } from "./template.ts";

/**
 * A number as p/(q m) with small whole p and q, where m is the number of examples; undefined where it is none. The
 * fewer examples there are, the more often a number would be one by chance, so p is bounded by m; and a number of few
 * decimals, such as 0.001, is a setting and no share of a share.
 */
export function overExamples(
  value: number,
  m: number,
  dtype: DType = "float64",
): { readonly p: number; readonly q: number } | undefined {
  const share = value * m;
  const off = dtype === "float32" ? 1e-6 : 1e-9;
  const most = Math.max(m < 50 ? 1 : 2, m / 1000);
  const isSetting = String(value).length <= 6;
  for (let q = 1; q <= (isSetting ? 1 : 10_000); q++) {
    const p = Math.round(share * q);
    if (p !== 0 && Math.abs(p) <= most && Math.abs(share * q - p) < off * Math.abs(p)) return { p, q };
  }
  return undefined;
}

/**
 * A number as people write it: a reciprocal of a whole number as 1/n, because that is where it comes from, and a
 * share of the examples as 1/m where `m` says how many there are. NumPy gets all digits, paper six of them.
 */
export function numberPiece(value: number, dtype: DType, language: Language, m?: number): Piece {
  const share = m === undefined ? undefined : overExamples(value, m, dtype);
  if (share) return quotient(share.p, share.q === 1 ? "m" : `${share.q}m`, language);
  const whole = isFloat(dtype) ? reciprocalOf(value, dtype) : undefined;
  if (whole !== undefined && !isDecimal(whole)) return quotient(Math.sign(value), String(whole), language);
  const shortened = dtype === "float32" ? shortestFloat32(value) : value;
  const written = language === "numpy" ? numpyNumber(shortened) : String(Number(shortened.toPrecision(6)));
  return {
    written,
    strength: value < 0 ? strength.sum : strength.atom,
  };
}

/** Whether 1/n is better known as 0.2, 0.1, 0.05, 0.01: for n = 5, 10, 20, 50, 100 and so on. */
const isDecimal = (n: number): boolean => /^(?:5|[125]0+)$/.test(String(n));

/**
 * A number as NumPy reads it, to the same bits. What rounding made of `1 - 0.9`, 0.09999999999999998, is written as
 * that difference: a person knows 0.9 as a setting, and nobody writes the sixteen digits.
 *
 * @example
 * numpyNumber(1 - 0.9); // "(1 - 0.9)"
 * numpyNumber(0.1); // "0.1"
 */
export function numpyNumber(value: number): string {
  const written = String(value);
  const other = Number((1 - value).toPrecision(fewDigits));
  if (value > 0 && value < 1 && written.length > 2 * fewDigits && 1 - other === value)
    return `(1 - ${other})`;
  return written.replace("Infinity", "np.inf").replace("NaN", "np.nan");
}

/** Digits of a setting that a person writes, such as 0.9999 or 0.98765. */
const fewDigits = 6;

function quotient(p: number, below: string, language: Language): Piece {
  const product = below.replace(/^(\d+)m$/, language === "numpy" ? "($1 * m)" : "($1 m)");
  const written = {
    text: `${p}/${product}`,
    latex: `${p < 0 ? "-" : ""}\\frac{${Math.abs(p)}}{${below}}`,
    numpy: `${p} / ${product}`,
  }[language];
  if (p < 0) return { written, strength: strength.sum };
  return { written, strength: language === "latex" ? strength.power : strength.product };
}
