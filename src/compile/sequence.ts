/** How a graph runs for many steps in one call. */
export interface Sequence {
  /** Steps that the streams and the records have room for. */
  readonly capacity: number;
  /** Inputs that have a value of their own for each step: their array holds `capacity` values in a row. */
  readonly streams: readonly string[];
  /** Outputs whose value is kept for each step. */
  readonly records: readonly string[];
  /**
   * An output of one number. Where it leaves the finite numbers, the step's updates do not take effect and the call
   * ends: the states are then those that the step began with.
   */
  readonly guard?: string;
}

/** One step at a time, nothing kept but the last. */
export const single: Sequence = { capacity: 1, streams: [], records: [] };
