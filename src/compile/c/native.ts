import { bytesOf } from "../../base/dtype.ts";
import type { Buffer, Kernel, Schedule } from "../kernel.ts";
import type { Plan } from "../plan.ts";
import { Names } from "../source/names.ts";
import { arrayNames } from "./arrayNames.ts";
import type { Context } from "./context.ts";
import { crewText, forCrews } from "./crew.ts";
import { cuts } from "./cut.ts";
import { elementTypes } from "./form.ts";
import { kernelFunctions, notesOfKernel } from "./kernels.ts";
import { placeOf } from "./places.ts";
import { readInPlace } from "./readInPlace.ts";
import { reserved } from "./reserved.ts";
import { kernelsOf, type Shares, sharesOf, stageLines } from "./shares.ts";
import { block, indented, Source } from "./source.ts";
import { aheadOf } from "./straight/ahead.ts";
import { vectorTypes } from "./vectorTypes.ts";

/** Schedules that share one memory. */
export interface NativeProgram<Key = unknown> {
  readonly schedules: readonly Schedule<Key>[];
  readonly plan: Plan;
  /** Threads that its steps are parted among (1). */
  readonly threads?: number;
}

/** The function that runs what is computed once, and the one that runs steps of a schedule. */
export const onceName = (program: number): string => `once${program}`;
export const runName = (program: number, schedule: number): string => `run${program}_${schedule}`;

/** The function that says whether products are added with one rounding. */
export const fusesName = "is_fused";

/** What stands where the kernels of the networks begin, after all that they are built of. */
export const beginning = "/* ---- Kernels, and the steps that call them ---- */";

/** Options with which a compiler would compute other numbers. */
const strict = `#if defined __FAST_MATH__ || __FINITE_MATH_ONLY__ || __FLT_EVAL_METHOD__ \\
    || defined __ASSOCIATIVE_MATH__ || defined __RECIPROCAL_MATH__ || defined __NO_SIGNED_ZEROS__
#error "fast mathematics would give other numbers"
#endif`;

/** Bytes beside the memory that the notes of programs need on each thread. */
export const notesOfPrograms = (programs: readonly NativeProgram[]): number =>
  Math.max(64, ...programs.flatMap(({ schedules }) => schedules.flatMap(kernelsIn).map(notesOfKernel)));

const kernelsIn = ({ once, step, update }: Schedule<unknown>): readonly Kernel[] => [
  ...once,
  ...step,
  ...update,
];

/**
 * Programs as one C source for GCC and Clang, whose vectors are as wide as the macro LANES says (in float32; by default
 * as the processor has them). It exports for each program and schedule
 *
 *     void once0(char *memory, char *notes);
 *     int32_t run0_0(char *memory, char *notes, int32_t first, int32_t count);
 *
 * where the latter runs `count` steps from `first` on, and returns how many came past the guard, and
 *
 *     int32_t is_fused(void);
 *
 * which says whether products are added with one rounding: where the macro FUSED asks for it and the processor has an
 * instruction for it. Where a program is for
 * several threads, its runs take the crew of them as one more argument, or NULL:
 *
 *     crew *crew_start(int32_t threads);
 *     int32_t crew_size(crew *crew);
 *     void crew_end(crew *crew);
 */
export function nativeSource(programs: readonly NativeProgram[]): string {
  const rendering = render(programs);
  let step = rendering.next();
  while (!step.done) step = rendering.next();
  return step.value;
}

/** The same, a kernel at a time: whoever has something else to do meanwhile may do it in between. */
export function* render(programs: readonly NativeProgram[]): Generator<undefined, string> {
  const source = new Source("native");
  const names = new Names(reserved);
  const functions: string[] = [];
  for (const [p, program] of programs.entries())
    functions.push(...(yield* programText(source, names, program, p)));
  const isParted = programs.some(({ threads = 1 }) => threads > 1);
  return [
    ...(isParted ? [forCrews] : []),
    ["math", "stddef", "stdint", "string"].map((name) => `#include <${name}.h>`).join("\n"),
    strict,
    vectorTypes,
    cuts,
    ...(isParted ? [crewText(notesOfPrograms(programs))] : []),
    ...source.helpers(),
    beginning,
    ...functions,
    `int32_t ${fusesName}(void) {\n  return FUSES;\n}`,
    "",
  ].join("\n\n");
}

function* programText(
  source: Source,
  names: Names,
  { schedules, plan, threads = 1 }: NativeProgram,
  number: number,
): Generator<undefined, string[]> {
  const wholes = schedules.flatMap(kernelsIn);
  const inputs = schedules.flatMap((schedule) => [...schedule.inputs.values()]);
  const arrays = arrayNames(inputs, wholes);
  for (const { buffers } of schedules)
    for (const buffer of buffers) if (!arrays.has(buffer)) arrays.set(buffer, `table${arrays.size}`);
  const nameOf = (buffer: Buffer): string => arrays.get(buffer)!;
  const at = (buffer: Buffer): number => {
    const { array, from } = placeOf(buffer);
    return plan.offsets.get(array)! + from * bytesOf(buffer.dtype);
  };
  const context: Context = { source, form: "native", nameOf };
  const functionOf = kernelFunctions(context, names);
  const once = schedules.flatMap((schedule) => schedule.once);
  /** Where the arrays lie that some calls speak of, or the copies of those that need none. */
  const places = (calls: readonly string[], copies?: ReadonlyMap<Buffer, string>): string[] => {
    const words = wordsOf(calls);
    return [...arrays].flatMap(([buffer, own]) => {
      const name = copies?.get(buffer) ?? own;
      const type = elementTypes[buffer.dtype];
      return words.has(name) ? [`${type} *const ${name} = (${type} *)(memory + ${at(buffer)});`] : [];
    });
  };
  const shares = schedules.map((schedule): Shares => {
    if (threads > 1) return sharesOf(schedule, threads, at);
    return { computing: [schedule.step], updating: [schedule.update] };
  });
  const kernels = [
    ...once,
    ...shares.flatMap(({ computing, updating }) => kernelsOf([...computing, ...updating])),
  ];
  for (const kernel of kernels) {
    functionOf(kernel);
    yield;
  }
  const callOf = (kernel: Kernel) => functionOf(kernel).call;
  const onceCalls = once.map(callOf);
  const aheads = schedules.map((schedule, s) =>
    threads > 1
      ? undefined
      : aheadOf(`ahead${number}_${s}`, schedule, { source, nameOf: (b) => arrays.get(b)!, callOf, places }),
  );
  const runs = schedules.map((schedule, s) => {
    const { guard } = schedule;
    const reading = readInPlace(schedule, context, arrays.values());
    const [computing, updating] = [shares[s]!.computing, shares[s]!.updating].map((lists) =>
      stageLines(lists, (kernel) => reading.callIfNeeded(kernel, callOf(kernel))),
    );
    const check = guard ? [`if (${nameOf(guard)}[0] - ${nameOf(guard)}[0] != 0) return done;`] : [];
    const lines = [...reading.places, ...computing!, ...check, ...updating!];
    // The last step leaves in memory what can be read after it.
    const ahead = aheads[s] === undefined ? "0" : `ahead${number}_${s}(memory, notes, first, count - 1)`;
    const steps = [
      ...places(lines, reading.copies),
      "(void)memory, (void)notes;",
      ...(threads > 1 ? ["const int threads = crew_threads(crew);", "(void)thread, (void)threads;"] : []),
      `for (int32_t done = ${ahead}; done < count; done++) {`,
      "  const int32_t step = first + done;",
      "  (void)step;",
      ...indented(lines),
      "}",
      "return count;",
    ];
    const name = runName(number, s);
    const parameters = "char *memory, char *notes, int32_t first, int32_t count";
    if (threads === 1) return block(`int32_t ${name}(${parameters})`, steps).join("\n");
    const share = `share${number}_${s}`;
    return [
      ...block(`static int32_t ${share}(${parameters}, crew *crew, int thread)`, steps),
      "",
      ...block(`int32_t ${name}(${parameters}, crew *crew)`, [
        `return crew_run(${share}, memory, notes, first, count, crew);`,
      ]),
    ].join("\n");
  });
  const calling = [
    ...aheads.filter((text) => text !== undefined),
    block(`void ${onceName(number)}(char *memory, char *notes)`, [
      ...places(onceCalls),
      "(void)memory, (void)notes;",
      ...onceCalls,
    ]).join("\n"),
    ...runs,
  ];
  const called = wordsOf(calling);
  const functionsCalled = kernels.map(functionOf).filter(({ name }) => called.has(name));
  return [...new Set(functionsCalled.map(({ text }) => text)), ...calling];
}

const wordsOf = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => text.match(/\w+/g) ?? []));
