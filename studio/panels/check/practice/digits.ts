/** A typed number: `0.12`, `-1.5e-3`, with a typographic minus, or a quotient `1/3`; undefined for what is none. */
export function numberIn(text: string): number | undefined {
  const parts = text
    .trim()
    .replaceAll(/[−–]/g, "-")
    .split("/")
    .map((part) => part.trim());
  const isNumber = (part: string): boolean => /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(part);
  if (parts.length > 2 || !parts.every(isNumber)) return undefined;
  const [a, b = 1] = parts.map(Number) as [number, number?];
  return Number.isFinite(a / b) ? a / b : undefined;
}

/** Whether a typed number is the other one, as far as so many of its digits say; half a unit of the last one may be off. */
export function isSame(typed: number, exact: number, digits: number): boolean {
  if (exact === 0) return typed === 0;
  if (!Number.isFinite(exact)) return false;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(exact))) + 1 - digits);
  return Math.abs(typed - exact) <= 0.55 * unit;
}
