import { fail } from "../base/error.ts";
import type { Encoding } from "../data/encoding.ts";
import type { About } from "../formats/imported.ts";
import type { Network } from "../nn/network.ts";

/** Names that take the place of those in a file. */
export interface Names {
  /** One for each column of the data where the file says how they become inputs; else one for each input. */
  readonly features?: readonly string[];
  readonly classes?: readonly string[];
}

/**
 * What is known of a network's inputs and outputs, with other names.
 *
 * @throws ChainruleError `usage` for names of another number, the same name twice, or classes of a regression
 */
export function renamed(about: About, { features, classes }: Names, network: Network): About {
  const { encoding } = about;
  let known = about;
  if (features) {
    requireNames("--features", features, encoding ? encoding.inputs.length : network.features);
    const { features: _, ...others } = known;
    // The features of an encoding are called after its columns.
    known = encoding ? { ...others, encoding: withColumns(encoding, features) } : { ...others, features };
  }
  if (classes) {
    if (about.task === "regression" || encoding?.target.task === "regression")
      fail("usage", {
        who: "--classes",
        expected: "a network that tells classes apart",
        got: "one that predicts numbers",
      });
    requireNames("--classes", classes, about.classes?.length ?? classes.length);
    known = { ...known, classes, ...(known.encoding && { encoding: withClasses(known.encoding, classes) }) };
  }
  return known;
}

function withColumns(encoding: Encoding, names: readonly string[]): Encoding {
  const named = new Map(encoding.inputs.map(({ name }, i) => [name, names[i]!]));
  return {
    ...encoding,
    columns: encoding.columns.map((column) => named.get(column) ?? column),
    inputs: encoding.inputs.map((one) => ({ ...one, name: named.get(one.name)! })),
  };
}

function withClasses(encoding: Encoding, classes: readonly string[]): Encoding {
  const { target } = encoding;
  return target.task === "regression" ? encoding : { ...encoding, target: { ...target, classes } };
}

function requireNames(who: string, names: readonly string[], count: number): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (names.length !== count || twice !== undefined)
    fail("usage", {
      who,
      expected: `${count} names that differ, parted by commas,`,
      got: twice === undefined ? `${names.length}` : `"${twice}" twice`,
    });
}
