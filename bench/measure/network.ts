import { agreement, type Check } from "../judge.ts";
import type { Row } from "../results.ts";
import type { NetworkSpec } from "../task.ts";
import {
  attempt,
  type Contestant,
  type Context,
  fewRounds,
  figures,
  judged,
  takeTurns,
  timeOf,
} from "./contestant.ts";

/** A contestant's measurements: each time is of `steps` updates. */
interface Entry {
  readonly contestant: Contestant;
  steps: number;
  checked?: number;
  final?: number;
  readonly times: number[];
}

/** Training or prediction: a short run that is checked, longer ones that warm, then the rounds. */
export async function measureNetwork(
  context: Context,
  spec: NetworkSpec,
  contestants: readonly Contestant[],
): Promise<Row[]> {
  const { workload, options } = context;
  const { steps: whole = 1, checkSteps = 1, tolerance, flopsPerStep = 0 } = workload;
  const entries = contestants.map((contestant): Entry => ({ contestant, steps: checkSteps, times: [] }));
  for (const entry of entries)
    await attempt(entry.contestant, async () => {
      const { seconds, value } = await judged(context, entry.contestant, 0, checkSteps);
      entry.checked = value;
      entry.steps = await warm(entry.contestant, spec, {
        whole,
        flops: whole * flopsPerStep,
        checkSteps,
        seconds,
        limit: options.limit,
      });
    });
  await takeTurns(entries, options.rounds, async (entry, round) =>
    attempt(entry.contestant, async () => {
      const { contestant, steps, times } = entry;
      if (times.length >= fewRounds && times[0]! > 2 * options.limit) return;
      if (round < options.rounds - 1 || steps < whole) {
        times.push(await timeOf(contestant, 0, steps));
        return;
      }
      const { seconds, value } = await judged(context, contestant, 0, steps);
      times.push(seconds);
      entry.final = value;
    }),
  );

  const checks = agreement(
    entries.map(({ checked }) => checked),
    tolerance,
  );
  // Many updates amplify the last digits: at the end ten times as much is allowed.
  const finals = agreement(
    entries.map(({ final }) => final),
    10 * tolerance,
  );
  return entries.map(({ contestant, steps, times, checked, final }, i): Row => {
    const { peer, threads, failure } = contestant;
    const measured = failure === undefined ? figures(times, whole / steps) : {};
    const value = final ?? checked;
    return {
      peer: peer.key,
      title: peer.title,
      threads,
      ...measured,
      ...(measured.seconds === undefined ? {} : { gflops: (flopsPerStep * whole) / measured.seconds / 1e9 }),
      ...(steps < whole && measured.seconds !== undefined ? { share: steps / whole } : {}),
      check: worse(checks[i]!, finals[i]!),
      ...(value === undefined ? {} : { value }),
      ...(failure === undefined ? {} : { failure }),
    };
  });
}

/** Work so long that it warms itself. */
const enormous = 50e9;

/** Longer and longer runs, until the clock can tell and just-in-time compilers are done; returns the steps to time. */
async function warm(
  contestant: Contestant,
  spec: NetworkSpec,
  known: { whole: number; flops: number; checkSteps: number; seconds: number; limit: number },
): Promise<number> {
  const { whole, checkSteps, limit } = known;
  if (contestant.peer.inWhole) {
    if (known.flops < enormous) await timeOf(contestant, 0, whole);
    return whole;
  }
  const fitting = (secondsPerStep: number) => wholeEpochs(spec, Math.min(whole, limit / secondsPerStep));
  let steps = checkSteps;
  let { seconds } = known;
  // The check compiled and cached what there is to compile and cache: it counts only where a second would take long.
  if (seconds < 4 * limit) seconds = await timeOf(contestant, 0, steps);
  while (seconds < limit / 4 && steps < whole) {
    steps = Math.max(steps, Math.min(8 * steps, fitting(seconds / steps)));
    seconds = await timeOf(contestant, 0, steps);
  }
  return fitting(seconds / steps);
}

/** A number of updates that all peers can do: epochs, or a part of one. */
function wholeEpochs({ rows, batch }: NetworkSpec, steps: number): number {
  const perEpoch = rows / batch;
  return steps < perEpoch ? Math.max(1, Math.floor(steps)) : Math.floor(steps / perEpoch) * perEpoch;
}

const order: readonly Check[] = ["unchecked", "agrees", "float32", "wrong"];
const worse = (one: Check, other: Check): Check => (order.indexOf(one) > order.indexOf(other) ? one : other);
