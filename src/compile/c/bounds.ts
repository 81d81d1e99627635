import { elementTypes, floatNames, lanesOf, prefixOf, type Reading } from "./form.ts";
import { instead } from "./instructions.ts";
import { block, type Source } from "./source.ts";
import { wide } from "./wide.ts";

/** A number held on one side of a constant: `at_least` and `at_most` a bound, and what of it is above 0. */
type Bound = "at_least" | "at_most" | "positive_part";

/**
 * Which of them a minimum or maximum with a constant is; with -0 or NaN it is none. They ask less than those of two
 * numbers do, of which either can be NaN or -0: one or two instructions in the place of five.
 */
export function boundOf(name: "minimum" | "maximum", constant: number): Bound | undefined {
  if (Number.isNaN(constant) || Object.is(constant, -0)) return undefined;
  if (name === "minimum") return "at_most";
  return constant === 0 ? "positive_part" : "at_least";
}

/** When the bound takes a number's place: never a NaN's, and of two zeros the right one stays. */
const beyond = { at_least: "a < bound", at_most: "a > bound", positive_part: "a <= 0" } as const;

/** Of equal numbers, and where one is NaN, these give the second: the number. */
const instructions = { at_least: "vmax", at_most: "vmin", positive_part: undefined } as const;

/** The function of a bound: `f32_at_most(a, bound)`, or `f32v_at_most` for vectors; `f32_positive_part(a)`. */
export function boundedBy(source: Source, { dtype, wide: isWide }: Reading, bound: Bound): string {
  const ofOne = `${floatNames[dtype].prefix}_${bound}`;
  const parameters = (type: string) => `${type} a${bound === "positive_part" ? "" : `, ${type} bound`}`;
  source.helper(ofOne, () => {
    const type = elementTypes[dtype];
    const limit = bound === "positive_part" ? "0" : "bound";
    const lines = [`return ${beyond[bound]} ? ${limit} : a;`];
    return block(`${source.inline} ${type} ${ofOne}(${parameters(type)})`, lines).join("\n");
  });
  if (!isWide) return ofOne;
  const v = prefixOf({ dtype, wide: true });
  const ofMany = `${v}_${bound}`;
  const limit = bound === "positive_part" ? `(${v}){0}` : "bound";
  const lines = [`return ${wide(source, dtype, "select")}(${beyond[bound]}, ${limit}, a);`];
  const instruction = instructions[bound];
  return source.helper(ofMany, () =>
    [
      `#if ${lanesOf(dtype)} == 1`,
      `#define ${ofMany} ${ofOne}`,
      "#else",
      ...block(
        `INLINE ${v} ${ofMany}(${parameters(v)})`,
        instruction ? instead(lines, dtype, "AVX", instruction, "bound", "a") : lines,
      ),
      "#endif",
    ].join("\n"),
  );
}
