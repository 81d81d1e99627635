import { mixed, type Palette, type Rgb } from "./color.ts";

/** How deep a region's color gets where the network is sure. */
const depth = 0.55;

/** Shades from one side to the other, by a number from 0 to 255. */
type Shades = Uint32Array;

const word = ([r, g, b]: Rgb): number => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

/** From the color of class 0 through paper to that of class 1. */
export function shadesBetween({ paper, classes }: Palette, low = 0, high = 1): Shades {
  return Uint32Array.from({ length: 256 }, (_, i) => {
    const side = (i - 127.5) / 127.5;
    return word(mixed(paper, classes[side < 0 ? low : high]!, depth * Math.abs(side)));
  });
}

/** From paper to the color of a class. */
const shadesOf = ({ paper, classes }: Palette, c: number): Shades =>
  Uint32Array.from({ length: 256 }, (_, i) => word(mixed(paper, classes[c % 10]!, (depth * i) / 255)));

/** What a field of outputs is painted with; made once for a palette. */
export interface Paint {
  /** Paints outputs (points, width), x fastest and y upward, into pixels, y downward. */
  fill(pixels: Uint32Array, output: Float32Array, side: number): void;
}

/** One output p: the probability of class 1. */
export function paintProbability(palette: Palette): Paint {
  const shades = shadesBetween(palette);
  return {
    fill(pixels, output, side) {
      for (let j = 0; j < side; j++) {
        const row = (side - 1 - j) * side;
        for (let i = 0; i < side; i++) pixels[row + i] = shades[(output[j * side + i]! * 255 + 0.5) | 0]!;
      }
    },
  };
}

/** Several outputs: the color of the largest, deeper the more it leads the next. */
export function paintClasses(palette: Palette, width: number): Paint {
  const shades = Array.from({ length: width }, (_, c) => shadesOf(palette, c));
  return {
    fill(pixels, output, side) {
      for (let p = 0; p < side * side; p++) {
        let [best, next, winner] = [-Infinity, -Infinity, 0];
        for (let c = 0; c < width; c++) {
          const value = output[p * width + c]!;
          if (value > best) [next, best, winner] = [best, value, c];
          else if (value > next) next = value;
        }
        const place = (side - 1 - Math.floor(p / side)) * side + (p % side);
        pixels[place] = shades[winner]![Math.min(255, (255 * (best - next)) | 0)]!;
      }
    },
  };
}

/** Values of any size around 0: blue below, orange above, paper at 0. */
export function paintSigned(palette: Palette): Paint {
  const shades = shadesBetween(palette);
  return {
    fill(pixels, values, side) {
      let largest = 1e-12;
      for (const value of values) largest = Math.max(largest, Math.abs(value));
      const scale = 127.5 / largest;
      for (let j = 0; j < side; j++) {
        const row = (side - 1 - j) * side;
        for (let i = 0; i < side; i++)
          pixels[row + i] = shades[(values[j * side + i]! * scale + 128) | 0] ?? shades[255]!;
      }
    },
  };
}
