import { fail } from "../base/error.ts";
import { isRecord } from "../base/isRecord.ts";
import { suggest } from "../base/nearest.ts";
import { showValue } from "../base/showValue.ts";

/** A number that a generator of data can be given. The check, the message and the help text come from it. */
export interface OptionSpec {
  readonly about: string;
  readonly default: number;
  readonly integer: boolean;
  /** Smallest allowed value. */
  readonly min: number;
  /** Largest allowed value. */
  readonly max: number;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** A value for each option. */
export type OptionValues<O extends OptionSpecs> = { readonly [K in keyof O]: number };

/** How many of something: an integer of at least `min`. */
export const count = (start: number, about: string, { min = 1, max = 10_000_000 } = {}): OptionSpec => ({
  about,
  default: start,
  integer: true,
  min,
  max,
});

/** The seed of the random stream. */
export const seed = (start = 1): OptionSpec => ({
  about: "seed of NumPy's RandomState that draws the data",
  default: start,
  integer: true,
  min: 0,
  max: 2 ** 32 - 1,
});

/** A real number from `min` to `max`. */
export const real = (start: number, about: string, { min = -Infinity, max = Infinity } = {}): OptionSpec => ({
  about,
  default: start,
  integer: false,
  min,
  max,
});

/** What must hold for an option, as it reads after "expected": `an integer of at least 1`. */
export function allowed({ integer, min, max }: OptionSpec): string {
  const kind = integer ? "an integer" : "a finite number";
  if (max < Infinity) return `${kind} from ${min} to ${max}`;
  return min > -Infinity ? `${kind} of at least ${min}` : kind;
}

/**
 * The given options checked, the others at their defaults. Numbers may come as text, as they do from a
 * command line.
 *
 * @throws ChainruleError `usage` for options that are no record, an unknown one (with the nearest known one) or a
 *   value out of range
 */
export function readOptions<O extends OptionSpecs>(
  who: string,
  specs: O,
  given: Readonly<Record<string, unknown>>,
): OptionValues<O> {
  const names = Object.keys(specs);
  if (!isRecord(given)) refuseOptions(who, specs, given);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined)
    fail("usage", {
      who,
      expected: names.length > 0 ? `options among ${names.join(", ")}` : "no options",
      got: `"${unknown}"`,
      fix: names.length > 0 ? suggest(unknown, names) : undefined,
    });
  const read = ([name, spec]: [string, OptionSpec]) => {
    const value = given[name];
    return [name, value === undefined ? spec.default : readOption(`${who}, option "${name}"`, spec, value)];
  };
  return Object.fromEntries(Object.entries(specs).map(read));
}

function refuseOptions(who: string, specs: OptionSpecs, given: unknown): never {
  const [first] = Object.entries(specs);
  const record = first ? `{ ${first[0]}: ${typeof given === "number" ? given : first[1].default} }` : "";
  return fail("usage", {
    who,
    expected: "options by name",
    got: showValue(given),
    fix: `Write ${who}(${record}).`,
  });
}

function readOption(who: string, spec: OptionSpec, given: unknown): number {
  const value = typeof given === "string" && given.trim() !== "" ? Number(given) : given;
  const fits =
    typeof value === "number" &&
    (spec.integer ? Number.isInteger(value) : Number.isFinite(value)) &&
    value >= spec.min &&
    value <= spec.max;
  if (fits) return value;
  return fail("usage", {
    who,
    expected: allowed(spec),
    got: showValue(given),
    fix: `The default is ${spec.default}.`,
  });
}
