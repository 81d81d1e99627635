import type { TypedArray } from "../../src/base/dtype.ts";
import { type Graph, inputsOf } from "../../src/graph/node.ts";
import type { Backend, Preparation, Program, Programs } from "../../src/run/backend.ts";
import { interpreter } from "../../src/run/interpreter.ts";

type Values = Readonly<Record<string, TypedArray>>;

/** One call of `run`: what was in memory before, and what after. */
export interface Run {
  readonly program: number;
  readonly count: number;
  readonly first: number;
  readonly before: Values;
  readonly result: number;
  readonly after: Values;
}

/** Graphs that were prepared together, and all runs of them. */
export interface Session {
  readonly graphs: readonly Graph[];
  readonly how: Preparation | undefined;
  readonly runs: Run[];
}

/**
 * The interpreter, and a record of all it was asked and answered. Whoever compiles slowly compiles all that is in the
 * record at once, and is then asked the same.
 */
export function recorder(): { readonly backend: Backend; readonly sessions: readonly Session[] } {
  const sessions: Session[] = [];
  return {
    sessions,
    backend: {
      name: "recorder",
      prepare(graphs, how) {
        const session: Session = { graphs, how, runs: [] };
        sessions.push(session);
        const programs = interpreter.prepare(graphs, how) as readonly Program[];
        return programs.map((program, i) => ({
          ...program,
          run(count = 1, first = 0) {
            const before = inputsIn(graphs[i]!, program);
            const result = program.run(count, first);
            session.runs.push({
              program: i,
              count,
              first,
              before,
              result,
              after: valuesIn(graphs[i]!, how, program),
            });
            return result;
          },
        })) as unknown as Programs<typeof graphs>;
      },
    },
  };
}

/** Runs the programs of a session as they were run, and says where the first other bit is. */
export function replay({ graphs, how, runs }: Session, programs: readonly Program[]): string | undefined {
  for (const { program: i, count, first, before, result, after } of runs) {
    const program = programs[i]!;
    for (const [name, values] of Object.entries(before)) program.input(name)!.set(values);
    const given = program.run(count, first);
    if (given !== result) return `${given} steps instead of ${result}`;
    const all = valuesIn(graphs[i]!, how, program);
    for (const [name, values] of Object.entries(after)) {
      const place = values.findIndex((value, e) => !Object.is(value, all[name]![e]));
      if (place >= 0) return `${name}[${place}] is ${all[name]![place]} instead of ${values[place]}`;
    }
  }
  return undefined;
}

const inputsIn = (graph: Graph, program: Program): Values =>
  Object.fromEntries(inputsOf(graph).map(({ name }) => [name!, program.input(name!)!.slice()]));

const valuesIn = (graph: Graph, how: Preparation | undefined, program: Program): Values => ({
  ...inputsIn(graph, program),
  ...Object.fromEntries(
    Object.keys(graph.outputs).map((name) => [`output ${name}`, program.read(name).slice()]),
  ),
  ...Object.fromEntries((how?.records ?? []).map((name) => [`record ${name}`, program.record(name).slice()])),
});
