import { agreement } from "../judge.ts";
import type { Peer } from "../peers/peer.ts";
import { timeFirst } from "../process.ts";
import type { Row } from "../results.ts";
import type { Workload } from "../workloads/workload.ts";
import { attempt, figures, patience, takeTurns } from "./contestant.ts";

/** From the start of a process to the end of its first step: each round starts a new process of each peer. */
export async function measureStarts(
  workload: Workload,
  peers: readonly Peer[],
  rounds: number,
): Promise<Row[]> {
  const entries = peers.map((peer) => ({
    peer,
    value: undefined as number | undefined,
    times: [] as number[],
  })) as { peer: Peer; value: number | undefined; times: number[]; failure?: string }[];
  // One round more: the first brings the files into the cache of the system, and does not count.
  await takeTurns(entries, rounds + 1, async (entry, round) =>
    attempt(entry, async () => {
      const { seconds, value } = await timeFirst(entry.peer.first!(), patience.start);
      entry.value = value;
      if (round > 0) entry.times.push(seconds);
    }),
  );
  const checks = agreement(
    entries.map(({ value }) => value),
    workload.tolerance,
  );
  return entries.map(
    ({ peer, failure, value, times }, i): Row => ({
      peer: peer.key,
      title: peer.title,
      threads: 1,
      ...(failure === undefined ? figures(times, 1) : { failure }),
      check: checks[i]!,
      ...(value === undefined ? {} : { value }),
    }),
  );
}
