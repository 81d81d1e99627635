/** A learning rate that changes over the steps: plain data, saved with the run. */
export interface Schedule {
  readonly schedule: string;
  readonly [setting: string]: number | string;
}

/** One kind of schedule: what its file states. */
export interface ScheduleKind<S extends Schedule = Schedule> {
  readonly name: S["schedule"];
  readonly about: string;
  /** The learning rate of step `step` (the first is 0) of `steps` in all. */
  rate(schedule: S, step: number, steps: number): number;
}
