import type { Buffer, Kernel, Schedule } from "../kernel.ts";
import { type Stage, sharing } from "../share.ts";
import { block, indented } from "./source.ts";

/** What each thread of a program does in a step of a schedule: before the guard is looked at, and after. */
export interface Shares {
  readonly computing: readonly (readonly Stage[])[];
  readonly updating: readonly (readonly Stage[])[];
}

/**
 * A step handed out in as many parts as the program has threads. Whichever threads there are take the parts in turn, so
 * that the bits do not depend on how many could be started.
 */
export function sharesOf(
  { step, update, guard }: Schedule<unknown>,
  parts: number,
  at: (buffer: Buffer) => number,
): Shares {
  const shared = sharing(parts, at);
  step.forEach(shared.add);
  if (guard) shared.readByAll(guard);
  const computing = shared.stages();
  update.forEach(shared.add);
  return { computing, updating: shared.stages(true) };
}

/** The kernels in what threads do. */
export const kernelsOf = (lists: readonly (readonly Stage[])[]): readonly Kernel[] =>
  lists.flat().filter((stage) => stage !== "barrier");

/** Between barriers, what each part calls; all of it, where there is one part. */
export function stageLines(
  lists: readonly (readonly Stage[])[],
  callsOf: (kernel: Kernel) => readonly string[],
): readonly string[] {
  if (lists.length === 1) return kernelsOf(lists).flatMap(callsOf);
  const stretches = lists.map((list) => {
    const made: string[][] = [[]];
    for (const stage of list) {
      if (stage === "barrier") made.push([]);
      else made.at(-1)!.push(...callsOf(stage));
    }
    return made;
  });
  return stretches[0]!.flatMap((first, i) => {
    const calls = stretches.map((each) => each[i]!);
    const wait = i > 0 ? ["crew_wait(crew);"] : [];
    const last = calls.findLastIndex((each) => each.length > 0);
    if (last < 0) return wait;
    if (last === 0) return [...wait, ...block("if (thread == 0)", first)];
    const cases = calls.flatMap((each, part) =>
      each.length > 0 ? [`case ${part}:`, ...indented([...each, "break;"])] : [],
    );
    const each = `for (int part = thread; part < ${calls.length}; part += threads)`;
    return [...wait, ...block(`${each} switch (part)`, cases)];
  });
}
