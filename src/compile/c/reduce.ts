import { reductionLanes } from "../../op/op.ts";
import type { ReduceByTableKernel, ReduceKernel } from "../kernel.ts";
import { type Context, index, loop } from "./context.ts";
import { elementTypes, floatNames, lanesOf, type Reading, readingOfRows, typeOf } from "./form.ts";
import { foldFew, joinLanes } from "./lanes.ts";
import { combined } from "./syntax.ts";
import { wide } from "./wide.ts";

/** Sums, maxima and the like along the middle of three axes: few elements by one expression, more by lanes. */
export function reduce(context: Context, kernel: ReduceKernel): string[] {
  const { dtype, outer, range, inner, x, out } = kernel;
  const [from, to] = [context.nameOf(x), context.nameOf(out)];
  if (range > reductionLanes && context.form === "native")
    return inner === 1 ? alongRows(context, kernel) : alongColumns(context, kernel);
  const [start, place] = placesOf(kernel);
  return axis(
    "o",
    outer,
    axis("i", inner, [
      `const ${elementTypes[dtype]} *from = ${from}${start};`,
      ...along(
        context,
        kernel,
        (r) => `from[${typeof r === "number" ? r * inner : index([inner, r])}]`,
        range,
      ),
      `${to}[${place}] = result;`,
    ]),
  );
}

/** A loop over an axis, and none over one of a single element. */
const axis = (name: string, count: number, lines: readonly string[], by?: string): string[] =>
  count === 1 ? [...lines] : loop(name, count, lines, by);

/** What is added to the operand to get to (o, i), and the place in the result. */
function placesOf({
  outer,
  range,
  inner,
}: Pick<ReduceKernel, "outer" | "range" | "inner">): [string, string] {
  const own = outer === 1 ? 0 : 1;
  const along = inner === 1 ? 0 : 1;
  const start = index([own * range * inner, "o"], [along, "i"]);
  return [start === "0" ? "" : ` + ${start}`, index([own * inner, "o"], [along, "i"])];
}

/** Lines that leave what the elements combine to in `result`. */
function along(
  { source }: Context,
  { op, dtype }: Pick<ReduceKernel, "op" | "dtype">,
  element: (r: number | string) => string,
  range: number,
): string[] {
  const reading: Reading = { dtype, wide: false };
  const type = elementTypes[dtype];
  const combine = (a: string, b: string) => combined(source, reading, op, a, b);
  if (range <= reductionLanes) return [`const ${type} result = ${foldFew(range, element, combine)};`];
  const lane = `lanes[r % ${reductionLanes}]`;
  return [
    `${type} lanes[${reductionLanes}];`,
    `for (size_t r = 0; r < ${reductionLanes}; r++) lanes[r] = ${element("r")};`,
    `for (size_t r = ${reductionLanes}; r < ${range}; r++) ${lane} = ${combine(lane, element("r"))};`,
    `const ${type} result = ${joinLanes(source, op, dtype)}(lanes);`,
  ];
}

/** Over axes that are not neighbors: the places of the elements come from tables. */
export function reduceByTable(context: Context, kernel: ReduceByTableKernel): string[] {
  const { dtype, x, starts, places, out } = kernel;
  const { nameOf } = context;
  return loop("o", out.length, [
    `const ${elementTypes[dtype]} *from = ${nameOf(x)} + ${nameOf(starts)}[o];`,
    ...along(context, kernel, (r) => `from[${nameOf(places)}[${r}]]`, places.length),
    `${nameOf(out)}[o] = result;`,
  ]);
}

/** The lanes of a row side by side in vectors with names: `EACH(...)` writes a line for each of them. */
function alongRows({ source, nameOf }: Context, { op, dtype, outer, range, x, out }: ReduceKernel): string[] {
  const reading: Reading = { dtype, wide: true };
  const { prefix } = floatNames[dtype];
  const [type, lanes, each] = [elementTypes[dtype], lanesOf(dtype), eachOf(prefix)];
  source.helper(each, () => eachMacro(prefix));
  const [load, store] = [wide(source, dtype, "load"), wide(source, dtype, "store")];
  const rest = range % reductionLanes;
  const lane = combined(source, { dtype, wide: false }, op, "lanes[r]", "from[r]");
  const [start, place] = placesOf({ outer, range, inner: 1 });
  return [
    `#define BEGIN(v) ${prefix}v s##v = ${load}(from + v * ${lanes});`,
    `#define ADD(v) s##v = ${combined(source, reading, op, "s##v", `${load}(from + v * ${lanes})`)};`,
    `#define STORE(v) ${store}(lanes + v * ${lanes}, s##v);`,
    ...axis("o", outer, [
      `const ${type} *from = ${nameOf(x)}${start};`,
      `${type} lanes[${reductionLanes}];`,
      `${each}(BEGIN)`,
      `for (size_t r = ${reductionLanes}; r + ${reductionLanes} <= ${range}; r += ${reductionLanes}) {`,
      `  from += ${reductionLanes};`,
      `  ${each}(ADD)`,
      "}",
      `${each}(STORE)`,
      ...(rest > 0 ? [`from += ${reductionLanes};`, ...loop("r", rest, [`lanes[r] = ${lane};`])] : []),
      `${nameOf(out)}[${place}] = ${joinLanes(source, op, dtype)}(lanes);`,
    ]),
    "#undef BEGIN",
    "#undef ADD",
    "#undef STORE",
  ];
}

const eachOf = (prefix: string): string => `${prefix.toUpperCase()}_EACH`;

/** A macro that writes its argument for each vector of 16 lanes. */
function eachMacro(prefix: string): string {
  const upper = prefix.toUpperCase();
  const cases = [16, 8, 4, 2, 1].map((vectors, i) => {
    const calls = Array.from({ length: vectors }, (_, v) => `LINE(${v})`).join(" ");
    return `#${i === 0 ? "if" : "elif"} ${upper}_LANES == ${16 / vectors}\n#define ${upper}_EACH(LINE) ${calls}`;
  });
  return [...cases, "#endif"].join("\n");
}

/** A vector of neighboring columns at a time, one for each of the 16 lanes. */
function alongColumns(
  { source, nameOf }: Context,
  { op, dtype, outer, range, inner, x, out }: ReduceKernel,
): string[] {
  const whole: Reading = { dtype, wide: true };
  // For short vectors there are operators, and no functions.
  const callsFunction = combined(source, whole, op, "a", "b").includes("(");
  const reading = callsFunction ? whole : readingOfRows(dtype, inner);
  const [type, vector, lanes] = [elementTypes[dtype], typeOf(reading), lanesOf(dtype, reading.wide)];
  const [load, store, part] = (["load", "store", "storePart"] as const).map((name) =>
    wide(source, dtype, name, reading.wide),
  );
  const combine = (a: string, b: string) => combined(source, reading, op, a, b);
  const element = (r: number) => `${load}(from + ${r * inner})`;
  const all = Array.from({ length: reductionLanes }, (_, lane) => lane);
  const rest = range % reductionLanes;
  const joins: string[] = [];
  for (let apart = reductionLanes / 2; apart >= 1; apart /= 2)
    for (let lane = 0; lane < apart; lane++)
      joins.push(`s${lane} = ${combine(`s${lane}`, `s${lane + apart}`)};`);
  const own = outer === 1 ? 0 : inner;
  return axis(
    "o",
    outer,
    loop(
      "i",
      inner,
      [
        `const ${type} *from = ${nameOf(x)} + ${index([own * range, "o"], [1, "i"])};`,
        ...all.map((lane) => `${vector} s${lane} = ${element(lane)};`),
        `for (size_t r = ${reductionLanes}; r + ${reductionLanes} <= ${range}; r += ${reductionLanes}) {`,
        `  from += ${reductionLanes * inner};`,
        ...all.map((lane) => `  s${lane} = ${combine(`s${lane}`, element(lane))};`),
        "}",
        ...(rest > 0 ? [`from += ${reductionLanes * inner};`] : []),
        ...all.slice(0, rest).map((lane) => `s${lane} = ${combine(`s${lane}`, element(lane))};`),
        ...joins,
        `${type} *to = ${nameOf(out)} + ${index([own, "o"], [1, "i"])};`,
        `if (${inner} - i >= ${lanes}) ${store}(to, s0); else ${part}(to, s0, ${inner} - i);`,
      ],
      lanes,
    ),
  );
}
