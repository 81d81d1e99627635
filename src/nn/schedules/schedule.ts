import type { Call } from "../call.ts";
import type { SettingsTable } from "../settings.ts";

/** A learning rate that changes over the steps: plain data, saved with the run. */
export interface Schedule {
  readonly schedule: string;
  readonly [setting: string]: number | string | readonly number[];
}

/** The settings of a schedule, without its name. */
export type SettingsOf<S extends Schedule> = { readonly [K in keyof S as Exclude<K, "schedule">]: S[K] };

/** One kind of schedule: what its file states. */
export interface ScheduleKind<S extends Schedule = Schedule> {
  readonly name: S["schedule"];
  readonly settings: SettingsTable<SettingsOf<S>>;
  /** The settings in what stands in parentheses, where that is more than values in order or by name. */
  read?(call: Call): SettingsOf<S>;
  /** @throws ChainruleError `usage` where settings that may be each by itself do not fit each other */
  check?(settings: SettingsOf<S>): void;
  /** The learning rate of step `step` (the first is 0) of `steps` in all. */
  rate(schedule: S, step: number, steps: number): number;
}
