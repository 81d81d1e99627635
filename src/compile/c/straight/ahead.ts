import { type FloatType, isFloat } from "../../../base/dtype.ts";
import type { Buffer, Kernel, Schedule } from "../../kernel.ts";
import { operandsOf, resultsOf } from "../../operands.ts";
import { Names } from "../../source/names.ts";
import { isSmall } from "../../wasm/unrolled/small.ts";
import { describe } from "../describe.ts";
import { typeOf } from "../form.ts";
import { reserved } from "../reserved.ts";
import { block, comment, indented, type Source } from "../source.ts";
import { wide } from "../wide.ts";
import { arrays } from "./arrays.ts";
import { type Straight, straight } from "./kernels.ts";

/** What the looped form of a schedule lends to the one without loops. */
export interface Looped {
  readonly source: Source;
  readonly nameOf: (buffer: Buffer) => string;
  /** The call that runs a kernel on memory. */
  callOf(kernel: Kernel): string;
  /** Where the arrays lie that some lines speak of. */
  places(lines: readonly string[]): readonly string[];
}

/** Values of the macro LANES that the code is written for: where each number lies in its vector must be known. */
const widths = [16, 8, 4];

/**
 * A function that runs up to `count` steps of a small schedule without a loop in them: all that they compute stays in
 * variables, and at the end the states alone go to memory. It returns how many steps came past the guard; where one
 * does not, memory holds the state before it. Nothing for schedules that are better run by loops.
 */
export function aheadOf(name: string, schedule: Schedule<unknown>, looped: Looped): string | undefined {
  const states = statesOf(schedule);
  if (!isSmall(schedule) || !states.every(({ dtype }) => isFloat(dtype))) return undefined;
  const variants = widths.map((width, i) => [
    `#${i === 0 ? "if" : "elif"} LANES == ${width}`,
    ...indented(steps(schedule, states, width, looped)),
  ]);
  return [
    comment(["Steps so small that all arrays stay in variables."]),
    ...block(`static int32_t ${name}(char *memory, char *notes, int32_t first, int32_t count)`, [
      "(void)memory, (void)notes, (void)first, (void)count;",
      "int32_t done = 0;",
      ...variants.flat().map((line) => (line.startsWith("#") ? line : line.slice(2))),
      "#endif",
      "return done;",
    ]),
  ].join("\n");
}

/** Inputs that updates change. */
function statesOf({ step, update, inputs, inPlace }: Schedule<unknown>): Buffer[] {
  const written = new Set([...step, ...update].flatMap(resultsOf).map((out) => inPlace.get(out) ?? out));
  return [...inputs.values()].filter((buffer) => written.has(buffer));
}

function steps(
  { step, update, guard, inPlace }: Schedule<unknown>,
  states: readonly Buffer[],
  width: number,
  { source, nameOf, callOf, places }: Looped,
): string[] {
  const kernels = [...step, ...update];
  const written = new Set(kernels.flatMap(resultsOf));
  const [before, inside, after]: [string[], string[], string[]] = [[], [], []];
  const named = new Map<Buffer, string>();
  const taken = new Set([...kernels.flatMap(operandsOf), ...written, ...states].map(nameOf));
  const names = new Names([...reserved, "done", "step", "first", "count", "memory", "notes", ...taken]);
  const to: Straight = {
    source,
    names,
    nameOf: (buffer) => named.get(buffer) ?? nameOf(buffer) ?? buffer.name,
    lanes: (dtype: FloatType) => (dtype === "float32" ? width : width / 2),
    before,
    inside,
    isFixed: (buffer) => !written.has(buffer) && !states.includes(buffer),
    get arrays() {
      return all;
    },
  };
  const all = arrays(to);

  const old = states.map((state) => {
    const dtype = state.dtype as FloatType;
    const count = Math.ceil(state.length / to.lanes(dtype));
    const vectors = Array.from({ length: count }, (_, v) => {
      const name = names.unique(`${nameOf(state)}_${v}`);
      const place = v === 0 ? nameOf(state) : `${nameOf(state)} + ${v * to.lanes(dtype)}`;
      before.push(`${typeOf({ dtype, wide: true })} ${name} = ${wide(source, dtype, "load")}(${place});`);
      after.push(`${wide(source, dtype, "store")}(${place}, ${name});`);
      return name;
    });
    all.set(state, dtype, vectors);
    return vectors;
  });

  step.forEach(write);
  if (guard) {
    const [first] = all.vectors(guard, guard.dtype as FloatType);
    inside.push(`if (${first}[0] - ${first}[0] != 0) break;`);
  }
  update.forEach(write);
  inside.push(...replacing());
  const code = inside.filter((line) => !line.startsWith("/*"));
  return [
    ...places([...before, ...code, ...after]),
    ...before,
    "for (; done < count; done++) {",
    "  const int32_t step = first + done;",
    "  (void)step;",
    ...indented(inside.flatMap((line) => line.split("\n"))),
    "}",
    ...after,
  ];

  /** Straight-line code where there is some for the kernel and its arrays, else a call of the function with its loop. */
  function write(kernel: Kernel): void {
    const inVariables = straight[kernel.kind] as ((to: Straight, kernel: Kernel) => void) | undefined;
    inside.push(comment(describe(kernel, nameOf)));
    if (inVariables && staysInVariables(kernel)) inVariables(to, kernel);
    else {
      operandsOf(kernel).forEach(all.toMemory);
      inside.push(callOf(kernel));
      resultsOf(kernel).forEach(all.inMemory);
    }
    for (const out of resultsOf(kernel)) {
      const [target, dtype] = [inPlace.get(out), out.dtype as FloatType];
      if (target) all.set(target, dtype, all.vectors(out, dtype));
    }
  }

  /** The states become what the step made of them, all at once. */
  function replacing(): string[] {
    const changed = states.flatMap((state, i) =>
      all
        .vectors(state, state.dtype as FloatType)
        .map((fresh, v) => ({ own: old[i]![v]!, fresh, dtype: state.dtype as FloatType }))
        .filter(({ own, fresh }) => own !== fresh),
    );
    const owns = new Set(changed.map(({ own }) => own));
    const kept = changed.map(({ fresh, dtype, own }) => {
      if (!owns.has(fresh)) return { own, fresh, lines: [] };
      const name = names.unique(`${own}_next`);
      return { own, fresh: name, lines: [`const ${typeOf({ dtype, wide: true })} ${name} = ${fresh};`] };
    });
    return [...kept.flatMap(({ lines }) => lines), ...kept.map(({ own, fresh }) => `${own} = ${fresh};`)];
  }
}

/** Variables hold floats, and masks for what makes or uses them. */
const staysInVariables = (kernel: Kernel): boolean =>
  resultsOf(kernel).every(({ dtype }) => isFloat(dtype) || (dtype === "bool" && kernel.kind === "map"));
