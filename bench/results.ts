import type { Check } from "./judge.ts";
import type { ProductCase } from "./task.ts";

/** What a run of the benchmark gives: `results/latest.json`. */
export interface Results {
  readonly date: string;
  readonly machine: Machine;
  readonly peaks: Peaks | undefined;
  readonly rounds: number;
  readonly seconds: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly missing: Readonly<Record<string, string>>;
  readonly workloads: readonly WorkloadResult[];
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly compiler: string | undefined;
}

/** GFLOP/s of one core, and GB/s. */
export interface Peaks {
  readonly by: "C" | "WebAssembly";
  /** 128-bit vectors, multiply and add apart. */
  readonly simd128: Readonly<Record<"float32" | "float64", number>>;
  /** The widest vectors, fused. Not known without a compiler. */
  readonly native?: Readonly<Record<"float32" | "float64", number>>;
  readonly memory: number;
}

export interface WorkloadResult {
  readonly key: string;
  readonly title: string;
  readonly about: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly peer: string;
  readonly title: string;
  readonly threads: number;
  /** Of a product: which one. */
  readonly product?: ProductCase;
  /** Of the whole work (of one product): the median of the rounds, and how far they lie apart. */
  readonly seconds?: number;
  readonly fastest?: number;
  readonly slowest?: number;
  readonly gflops?: number;
  /** The share of the work that was done where the whole would have taken too long; `seconds` is scaled. */
  readonly share?: number;
  readonly check: Check;
  /** What the check compared. */
  readonly value?: number;
  /** Of a product that would have taken too long: the seconds it was expected to take. */
  readonly skipped?: number;
  /** Why there are no seconds. */
  readonly failure?: string;
}
