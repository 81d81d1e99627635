/** A number with so many significant digits, without trailing zeros, and no exponent where it can be read. */
export function significant(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(digits));
  return Math.abs(rounded) >= 1e6 ? rounded.toLocaleString("en-US") : String(rounded);
}

/** A time as people say it: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "?";
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** The same, of work that may be over at once: `45 ms`. */
export const shortDuration = (seconds: number): string =>
  seconds < 0.1 ? `${significant(seconds * 1000, 2)} ms` : duration(seconds);

/** A share as a percentage with one digit: `90.5 %`. */
export const percent = (share: number): string => `${Number((100 * share).toFixed(2))} %`;
