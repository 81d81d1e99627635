import { readChanges } from "../../state/changes.ts";
import { type RunSettings, rows, runKeys } from "../../state/settings.ts";

/** A setting that differs between two runs, as a link writes it. */
export interface Difference {
  readonly key: keyof RunSettings;
  readonly values: readonly [string, string];
}

/** The settings in which two runs differ, in the order of the table. */
export function differencesOf(a: RunSettings, b: RunSettings): Difference[] {
  return runKeys.flatMap((key): Difference[] => {
    const write = rows[key].write as (value: unknown) => string;
    const values = [write(a[key]), write(b[key])] as const;
    return values[0] === values[1] ? [] : [{ key, values }];
  });
}

/** The changes of a run, one after the other, as a link writes them. */
export const changeLines = (text: string): { readonly step: number; readonly what: string }[] =>
  readChanges(text).map((change) => {
    if (change.kind === "rate") return { step: change.step, what: `lr ${change.rate}` };
    if (change.kind === "layers") return { step: change.step, what: change.layers };
    return { step: change.step, what: `${change.name}[${change.place}] = ${change.value}` };
  });
