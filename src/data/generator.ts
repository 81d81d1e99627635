import type { Dataset } from "./dataset.ts";
import { type OptionSpecs, type OptionValues, readOptions } from "./options.ts";

/** What a generator states: its name, its options with their defaults, and how the options become points. */
export interface Recipe<O extends OptionSpecs> {
  readonly name: string;
  /** What the points look like and what they show, with the source of the stream. */
  readonly about: string;
  readonly options: O;
  make(options: OptionValues<O>): Dataset;
}

/** A function that makes a data set, and says what it makes from what. */
export interface Generator<O extends OptionSpecs = OptionSpecs> {
  (options?: Partial<OptionValues<O>>): Dataset;
  readonly name: string;
  readonly about: string;
  readonly options: O;
}

/** The recipe as a function that checks its options. */
export function generator<O extends OptionSpecs>({ name, about, options, make }: Recipe<O>): Generator<O> {
  const generate = (given: Partial<OptionValues<O>> = {}) => make(readOptions(name, options, given));
  Object.defineProperty(generate, "name", { value: name });
  return Object.assign(generate, { about, options });
}
