/** Pixels a side of a picture of MNIST, and of the box that its digit fills. */
export const side = 28;
const box = 20;

/** Where the centers of mass of MNIST's digits are, from the left and from the top: the middle of pixel 14. */
const middle = 14.5;

/** Samples a side that are averaged into a pixel. */
const fine = 4;

/**
 * A drawing as MNIST has its digits: scaled so that its longer side is 20 pixels, and placed so that its center of mass
 * is in the middle of 28 x 28 (http://yann.lecun.com/exdb/mnist). A network that learned from those knows no others.
 *
 * @param ink from 0 to 1, row by row from the top, `size` a side
 * @returns 784 pixels from 0 to 1; all 0 for an empty drawing
 */
export function centered(ink: Float32Array, size: number): Float32Array {
  const picture = new Float32Array(side * side);
  let [mass, cx, cy] = [0, 0, 0];
  let [left, right, top, bottom] = [size, -1, size, -1];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const value = ink[y * size + x]!;
      if (value <= 0) continue;
      mass += value;
      cx += value * (x + 0.5);
      cy += value * (y + 0.5);
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  if (mass === 0) return picture;
  const step = Math.max(right - left + 1, bottom - top + 1) / box;
  const at = (pixel: number, center: number): number => center + (pixel - middle) * step;
  for (let j = 0; j < side; j++)
    for (let i = 0; i < side; i++) {
      let sum = 0;
      for (let s = 0; s < fine * fine; s++) {
        const x = at(i + ((s % fine) + 0.5) / fine, cx / mass);
        const y = at(j + (Math.floor(s / fine) + 0.5) / fine, cy / mass);
        sum += between(ink, size, x - 0.5, y - 0.5);
      }
      picture[j * side + i] = Math.min(1, sum / (fine * fine));
    }
  return picture;
}

/** The ink between four places of the grid (bilinear); none outside it. */
function between(ink: Float32Array, size: number, x: number, y: number): number {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - i, y - j];
  const get = (a: number, b: number): number =>
    a >= 0 && a < size && b >= 0 && b < size ? ink[b * size + a]! : 0;
  return (
    (1 - v) * ((1 - u) * get(i, j) + u * get(i + 1, j)) +
    v * ((1 - u) * get(i, j + 1) + u * get(i + 1, j + 1))
  );
}

/** Draws a stroke of a round pen from one place to another, in the units of the grid. */
export function stroke(
  ink: Float32Array,
  size: number,
  from: readonly [number, number],
  to: readonly [number, number],
  radius: number,
): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const reach = Math.ceil(radius + 1);
  for (let k = 0, n = Math.max(1, Math.ceil(length)); k <= n; k++) {
    const cx = from[0] + ((to[0] - from[0]) * k) / n;
    const cy = from[1] + ((to[1] - from[1]) * k) / n;
    for (let y = Math.floor(cy) - reach; y <= cy + reach; y++)
      for (let x = Math.floor(cx) - reach; x <= cx + reach; x++) {
        if (x < 0 || y < 0 || x >= size || y >= size) continue;
        const edge = radius + 0.5 - Math.hypot(x + 0.5 - cx, y + 0.5 - cy);
        const place = y * size + x;
        ink[place] = Math.max(ink[place]!, Math.min(1, Math.max(0, edge)));
      }
  }
}
