import type { Io } from "./io.ts";

/** An option of a command. It takes a value where `value` names one: `<n>` must be there, `[n]` may be. */
export interface OptionSpec {
  readonly value?: string;
  readonly about: string;
  readonly short?: string;
  /** Written `--no-bias`, and false when given. */
  readonly negative?: true;
  /** May be given several times. */
  readonly many?: true;
  /** What shell completion offers. */
  readonly choices?: readonly string[];
}

/** Options by name, as they are read: `checkpointEvery` is written `--checkpoint-every`. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** What was given for each option: texts, and booleans for flags. */
export type Given<O extends OptionSpecs> = {
  readonly [K in keyof O]?: O[K] extends { readonly many: true }
    ? readonly string[]
    : O[K] extends { readonly value: `[${string}` }
      ? string | true
      : O[K] extends { readonly value: string }
        ? string
        : boolean;
};

/** Does the work of a command, which was called as `argv`; resolves to the exit code. */
export type Runner<O extends OptionSpecs> = (
  io: Io,
  args: readonly string[],
  options: Given<O>,
  argv: readonly string[],
) => Promise<number>;

/** One command: what help, parsing and completion need. Its work is loaded when it is called. */
export interface CommandSpec<O extends OptionSpecs = OptionSpecs> {
  readonly name: string;
  readonly about: string;
  /** `<data>` must be there, `[data]` may be, `[values...]` takes all that follow. */
  readonly arguments?: readonly { readonly name: string; readonly about: string }[];
  /** Options under the headings of the help text. */
  readonly options: Readonly<Record<string, OptionSpecs>>;
  /** Command lines without the program's name, and what they do. */
  readonly examples: readonly (readonly [line: string, about: string])[];
  /** Further text at the end of the help. */
  readonly notes?: string;
  /** What to answer more words than it takes. */
  readonly excess?: string;
  readonly commands?: readonly CommandSpec[];
  /** Which of its commands words are meant for that name none. */
  readonly usual?: string;
  load?(): Promise<Runner<O>>;
}

/** Checks a command's types, then forgets which options it has. */
export const command = <const O extends OptionSpecs>(
  spec: Omit<CommandSpec<O>, "options"> & { readonly options: Readonly<Record<string, OptionSpecs>> },
): CommandSpec => spec as unknown as CommandSpec;
