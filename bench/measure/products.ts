import { agreement } from "../judge.ts";
import type { Row } from "../results.ts";
import type { ProductCase, ProductSpec } from "../task.ts";
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

/** Seconds below which a product is repeated within a run, so that the clock can tell. */
const shortest = 0.01;
/** A product that takes longer than this is measured in few rounds. */
const long = 0.2;

interface Entry {
  readonly contestant: Contestant;
  steps: number;
  value?: number;
  readonly times: number[];
}

/** All shapes, one after the other, the peers taking turns at each. */
export async function measureProducts(
  context: Context,
  { cases }: ProductSpec,
  contestants: readonly Contestant[],
): Promise<Row[]> {
  const rows: Row[] = [];
  /** Seconds a contestant is known to need for an operation, by form and type: tells how long the next will take. */
  const pace = new Map<string, number>();
  for (const [which, product] of cases.entries()) {
    const { form, dtype } = product;
    const able = contestants.filter(({ peer }) => dtype === "float32" || peer.float64 !== false);
    const paceKey = ({ peer, threads }: Contestant) => `${peer.key} ${threads} ${form} ${dtype}`;
    const expected = (contestant: Contestant) => flopsOf(product) * (pace.get(paceKey(contestant)) ?? 0);
    const tooLong = able.filter((contestant) => expected(contestant) > 2.5 * context.options.limit);
    const found = await measureCase(
      context,
      which,
      product,
      able.filter((contestant) => !tooLong.includes(contestant)),
    );
    for (const row of found)
      if (row.seconds !== undefined)
        pace.set(`${row.peer} ${row.threads} ${form} ${dtype}`, row.seconds / flopsOf(product));
    rows.push(...found);
    for (const contestant of tooLong) {
      const { peer, threads } = contestant;
      rows.push({
        peer: peer.key,
        title: peer.title,
        threads,
        product,
        check: "unchecked",
        skipped: expected(contestant),
      });
    }
  }
  return rows;
}

const flopsOf = ({ m, k, n }: ProductCase): number => 2 * m * k * n;

async function measureCase(
  context: Context,
  which: number,
  product: ProductCase,
  contestants: readonly Contestant[],
): Promise<Row[]> {
  const entries = contestants.map((contestant): Entry => ({ contestant, steps: 1, times: [] }));
  for (const entry of entries)
    await attempt(entry.contestant, async () => {
      const { seconds: first, value } = await judged(context, entry.contestant, which, 1);
      entry.value = value;
      let seconds = first;
      while (seconds < shortest) {
        entry.steps = Math.ceil(entry.steps * Math.min(20, Math.max(1.5, (1.2 * shortest) / seconds)));
        seconds = await timeOf(entry.contestant, which, entry.steps);
      }
      if (seconds > long) entry.times.push(seconds);
    });
  await takeTurns(entries, context.options.rounds, async ({ contestant, steps, times }) =>
    attempt(contestant, async () => {
      if (times.length < fewRounds || times[0]! < long) times.push(await timeOf(contestant, which, steps));
    }),
  );
  const checks = agreement(
    entries.map(({ value }) => value),
    context.workload.tolerance,
  );
  return entries.map(({ contestant: { peer, threads, failure }, steps, times, value }, i): Row => {
    const measured = failure === undefined ? figures(times, 1 / steps) : {};
    return {
      peer: peer.key,
      title: peer.title,
      threads,
      product,
      ...measured,
      ...(measured.seconds === undefined ? {} : { gflops: flopsOf(product) / measured.seconds / 1e9 }),
      check: checks[i]!,
      ...(value === undefined ? {} : { value }),
      ...(failure === undefined ? {} : { failure }),
    };
  });
}
