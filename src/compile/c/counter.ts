import { isFloat } from "../../base/dtype.ts";
import { parity, rotations } from "../../base/threefry.ts";
import type { CounterKernel } from "../kernel.ts";
import { type Context, loop } from "./context.ts";
import { literal } from "./form.ts";
import { block, comment, type Source } from "./source.ts";

export function counter({ source, nameOf }: Context, kernel: CounterKernel): string[] {
  const { stream, threshold, below, above, seed, step, out } = kernel;
  const dtype = isFloat(out.dtype) ? out.dtype : "float64";
  const random = `${threefry(source)}(key, ${stream >>> 0}u, counter, (uint32_t)i) >> 8`;
  return [
    `const uint32_t key = (uint32_t)${nameOf(seed)}[0], counter = (uint32_t)${nameOf(step)}[0];`,
    ...loop("i", out.length, [
      `${nameOf(out)}[i] = ${random} >= ${threshold}u ? ${literal(dtype, above)} : ${literal(dtype, below)};`,
    ]),
  ];
}

/** The function that gives the first word of Threefry-2x32 with 20 rounds. */
function threefry(source: Source): string {
  return source.helper("threefry", () => {
    const rounds = Array.from({ length: 20 }, (_, round) => {
      const rotation = rotations[round % 8]!;
      const injection = (round + 1) / 4;
      return [
        "x += y;",
        `y = (y << ${rotation} | y >> ${32 - rotation}) ^ x;`,
        ...(round % 4 === 3
          ? [`x += key${injection % 3};`, `y += key${(injection + 1) % 3} + ${injection}u;`]
          : []),
      ].join(" ");
    });
    return [
      comment(["The first word of Threefry-2x32-20 (Salmon, Moraes, Dror & Shaw 2011)."]),
      ...block(`${source.inline} uint32_t threefry(uint32_t key0, uint32_t key1, uint32_t x, uint32_t y)`, [
        `const uint32_t key2 = key0 ^ key1 ^ ${parity}u;`,
        "x += key0;",
        "y += key1;",
        ...rounds,
        "return x;",
      ]),
    ].join("\n");
  });
}
