/** Rotations of Threefry-2x32 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"). */
export const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
/** Makes the third key word depend on the first two: the constant C240 of the Threefish cipher, lower half. */
export const parity = 0x1bd11bda;

/**
 * The first word of Threefry-2x32 with 20 rounds: a random 32-bit number that depends only on a key and a counter.
 * Addition, rotation and exclusive or of 32-bit words, so every backend can make the same bits, in any order.
 */
export function threefry(key0: number, key1: number, counter0: number, counter1: number): number {
  const keys = [key0, key1, key0 ^ key1 ^ parity];
  let x = (counter0 + key0) | 0;
  let y = (counter1 + key1) | 0;
  for (let round = 0; round < 20; round++) {
    const r = rotations[round % 8]!;
    x = (x + y) | 0;
    y = ((y << r) | (y >>> (32 - r))) ^ x;
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      x = (x + keys[injection % 3]!) | 0;
      y = (y + keys[(injection + 1) % 3]! + injection) | 0;
    }
  }
  return x >>> 0;
}
