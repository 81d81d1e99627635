/** One point of a sweep: the settings it ran with, and what came out. */
export interface SweepRow<S, R> {
  readonly settings: S;
  readonly result: R;
}

/** Values to try for each setting. */
export type Axes<S> = { readonly [K in keyof S]: readonly S[K][] };

/**
 * Every combination of values, in a fixed order: the last setting changes fastest, each in the order of its list.
 *
 * @example
 * gridOf({ units: [1, 2], rate: [0.1, 1] }).length; // 4
 * gridOf({ units: [1, 2], rate: [0.1, 1] })[1]; // { units: 1, rate: 1 }
 */
export const gridOf = <S extends object>(axes: Axes<S>): S[] =>
  (Object.entries(axes) as [keyof S, readonly S[keyof S][]][]).reduce<S[]>(
    (points, [name, values]) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{} as S],
  );

/**
 * Runs `one` for every combination of settings, one after the other, in the order of {@link gridOf}.
 *
 * @param options `onRow` is told each row when it is done; `signal` ends the sweep after the run in progress, and
 * the rows so far are returned
 * @throws whatever `one` throws
 *
 * @example
 * const rows = await sweep({ x: [1, 2, 3] }, async ({ x }) => x * x);
 * rows.map(({ result }) => result); // [1, 4, 9]
 */
export async function sweep<S extends object, R>(
  axes: Axes<S>,
  one: (settings: S) => R | Promise<R>,
  options: {
    readonly onRow?: (row: SweepRow<S, R>) => void;
    readonly signal?: AbortSignal;
  } = {},
): Promise<SweepRow<S, R>[]> {
  const rows: SweepRow<S, R>[] = [];
  for (const settings of gridOf(axes)) {
    if (options.signal?.aborted) break;
    const row = { settings, result: await one(settings) };
    rows.push(row);
    options.onRow?.(row);
  }
  return rows;
}
