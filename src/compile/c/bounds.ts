import { elementTypes, floatNames, lanesOf, type Reading } from "./form.ts";
import { instead } from "./instructions.ts";
import { block, type Source } from "./source.ts";
import { wide } from "./wide.ts";

/** How numbers are held on one side of a bound that is known. */
type Bound = "atMost" | "atLeast" | "atLeastZero";

/**
 * Which of them a minimum or maximum with a constant is: with -0 or NaN none. What is asked of them is less than of any
 * two numbers: the maximum of four operations becomes one or two.
 */
export function boundOf(name: "minimum" | "maximum", constant: number): Bound | undefined {
  if (Number.isNaN(constant) || Object.is(constant, -0)) return undefined;
  if (name === "minimum") return "atMost";
  return constant === 0 ? "atLeastZero" : "atLeast";
}

/** The sign between a number and the bound that takes its place: a NaN stays, and of two zeros the right one does. */
const beyond = { atMost: ">", atLeast: "<", atLeastZero: "<=" } as const;

/** Where both are zeros or one is NaN these give what comes second: the number. */
const instructions = { atMost: "vmin", atLeast: "vmax", atLeastZero: undefined } as const;

const names = { atMost: "at_most", atLeast: "at_least", atLeastZero: "at_least_zero" } as const;

/** The function of a bound: `f32_at_most(a, bound)`, or `f32v_at_most` for vectors. */
export function boundedBy(source: Source, { dtype, wide: isWide }: Reading, bound: Bound): string {
  const type = elementTypes[dtype];
  const { prefix } = floatNames[dtype];
  const ofOne = `${prefix}_${names[bound]}`;
  source.helper(ofOne, () =>
    block(`${source.inline} ${type} ${ofOne}(${type} a, ${type} bound)`, [
      `return a ${beyond[bound]} bound ? bound : a;`,
    ]).join("\n"),
  );
  if (!isWide) return ofOne;
  const v = `${prefix}v`;
  const ofMany = `${v}_${names[bound]}`;
  const chosen = [`return ${wide(source, dtype, "select")}(a ${beyond[bound]} bound, bound, a);`];
  const instruction = instructions[bound];
  return source.helper(ofMany, () =>
    [
      `#if ${lanesOf(dtype)} == 1`,
      `#define ${ofMany} ${ofOne}`,
      "#else",
      ...block(
        `INLINE ${v} ${ofMany}(${v} a, ${v} bound)`,
        instruction ? instead(chosen, dtype, "AVX", instruction, "bound", "a") : chosen,
      ),
      "#endif",
    ].join("\n"),
  );
}
