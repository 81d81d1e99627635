import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Workload } from "../workloads/workload.ts";
import type { Peer } from "./peer.ts";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

interface NodePeer {
  readonly key: string;
  readonly title: string;
  /** The module in this folder that opens tasks, and which variant of it. */
  readonly module: string;
  readonly variant?: string;
  /** The package in bench/node_modules. */
  readonly needs?: string;
  readonly does?: (workload: Workload) => boolean;
  readonly float64?: boolean;
  readonly threads?: readonly number[];
  readonly inWhole?: boolean;
  /** Arguments of its first step: a program in bench/first, and more. */
  readonly first?: readonly string[];
}

/** A peer that is a package for Node, in the Node that runs the benchmark. */
export const nodePeer = ({ key, title, module, variant = "", needs, first, ...rest }: NodePeer): Peer => ({
  key,
  title,
  threads: rest.threads ?? [1],
  float64: rest.float64 ?? true,
  inWhole: rest.inWhole ?? false,
  does: (workload) =>
    workload.kind === "start" ? first !== undefined : (rest.does ?? (() => true))(workload),
  missing: () =>
    needs === undefined || existsSync(path(`../node_modules/${needs}/package.json`))
      ? undefined
      : `${needs} is not installed: npm ci --prefix bench`,
  command: (folder, _, threads) => ({
    program: process.execPath,
    args: [path("../worker.ts"), new URL(module, import.meta.url).href, folder, String(threads), variant],
  }),
  ...(first
    ? {
        first: () => ({ program: process.execPath, args: [path(`../first/${first[0]}`), ...first.slice(1)] }),
      }
    : {}),
});
