/**
 * Sine and cosine as fixed sequences of IEEE operations, so that a seed gives the same points in every
 * JavaScript engine: `Math.sin` is each engine's own. Within 1 ulp of the true value for |x| < 2^19.
 *
 * The polynomials and the three parts of pi/2 are those of fdlibm (Sun Microsystems 1993, `k_sin.c`, `k_cos.c`,
 * `e_rem_pio2.c`). The first two parts have 33 bits, so their products with the quadrant number are exact.
 */

const halfPi1 = 1.5707963267341256;
const halfPi2 = 6.077100506303966e-11;
const halfPi3 = 2.0222662487959506e-21;
const twoOverPi = 0.6366197723675814;

/** sin(x) */
export const sin = (x: number): number => wave(x, 0);

/** cos(x) */
export const cos = (x: number): number => wave(x, 1);

/** sin(x + shift pi/2) */
function wave(x: number, shift: number): number {
  const n = Math.round(x * twoOverPi);
  const high = x - n * halfPi1 - n * halfPi2;
  const low = n * halfPi3;
  const r = high - low;
  const tail = high - r - low;
  const quadrant = (n + shift) & 3;
  const value = quadrant & 1 ? cosine(r, tail) : sine(r, tail);
  return quadrant & 2 ? -value : value;
}

/** sin(r + tail) for |r| <= pi/4 */
function sine(r: number, tail: number): number {
  const z = r * r;
  const v = z * r;
  const p =
    8.33333333332249e-3 +
    z *
      (-1.984126982985795e-4 +
        z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return r - (z * (0.5 * tail - v * p) - tail + v * 0.16666666666666632);
}

/** cos(r + tail) for |r| <= pi/4 */
function cosine(r: number, tail: number): number {
  const z = r * r;
  const p =
    z * (0.0416666666666666 + z * (-1.388888888887411e-3 + z * 2.480158728947673e-5)) +
    z * z * (z * z) * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * p - r * tail));
}
