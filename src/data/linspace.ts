/**
 * `n` numbers from `start` to `stop` at equal distances, computed as NumPy's `linspace` does (`i * step + start`,
 * the last one set to `stop`), for the same bits.
 *
 * @param endpoint whether `stop` is the last number, or the first one left out
 */
export function linspace(start: number, stop: number, n: number, endpoint = true): Float64Array {
  const parts = endpoint ? n - 1 : n;
  const step = (stop - start) / parts;
  const out = Float64Array.from({ length: n }, (_, i) => (parts > 0 ? i * step : 0) + start);
  if (endpoint && n > 1) out[n - 1] = stop;
  return out;
}
