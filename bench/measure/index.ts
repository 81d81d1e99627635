import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Peer } from "../peers/peer.ts";
import { start } from "../process.ts";
import type { Row } from "../results.ts";
import type { Workload } from "../workloads/workload.ts";
import { attempt, type Contestant, type MeasureOptions, patience } from "./contestant.ts";
import { measureNetwork } from "./network.ts";
import { measureProducts } from "./products.ts";
import { measureStarts } from "./starts.ts";

export interface Measured {
  readonly rows: readonly Row[];
  /** Of the peers that took part, by title. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Measures a workload: every peer opens it in a process of its own, is checked and warmed, then they take turns. */
export async function measure(
  workload: Workload,
  peers: readonly Peer[],
  options: MeasureOptions,
): Promise<Measured> {
  const able = peers.filter((peer) => peer.does(workload));
  if (workload.make === undefined)
    return { rows: await measureStarts(workload, able, options.rounds), versions: {} };
  const folder = join(options.folder, workload.key);
  mkdirSync(folder, { recursive: true });
  const { spec, data } = await workload.make();
  writeFileSync(join(folder, "spec.json"), JSON.stringify(spec));
  for (const [name, values] of Object.entries(data)) writeFileSync(join(folder, `${name}.bin`), values);

  const contestants = contestantsOf(workload, able, options);
  try {
    for (const contestant of contestants)
      await attempt(contestant, async () => {
        const { peer, threads } = contestant;
        contestant.running = await start(peer.command(folder, spec, threads), patience.start);
      });
    const context = { workload, spec, data, folder, options };
    const rows =
      spec.kind === "product"
        ? await measureProducts(context, spec, contestants)
        : await measureNetwork(context, spec, contestants);
    const versions = contestants.flatMap(({ peer, running }) =>
      running ? [[peer.title, running.version] as const] : [],
    );
    return { rows, versions: Object.fromEntries(versions) };
  } finally {
    for (const { running } of contestants) running?.stop();
    rmSync(folder, { recursive: true });
  }
}

const contestantsOf = (
  workload: Workload,
  peers: readonly Peer[],
  { threads: asked }: MeasureOptions,
): Contestant[] =>
  peers.flatMap((peer) =>
    workload.threads
      .filter((threads) => peer.threads.includes(threads) && (asked?.includes(threads) ?? true))
      .map((threads): Contestant => ({ peer, threads })),
  );
