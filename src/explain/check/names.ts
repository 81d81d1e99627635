import { fail } from "../../base/error.ts";
import { suggest } from "../../base/nearest.ts";

/** What a learner's name stands for. */
export interface Meaning {
  readonly name: string;
  /** Whether it may as well be the negative: an error term written `delta` is often target minus output. */
  readonly eitherSign: boolean;
}

/** Other words for the values that have no number, as people write them. */
const words: Readonly<Record<string, readonly string[]>> = {
  X: ["x", "a0", "input", "inputs", "feature", "features", "data"],
  Y: ["y", "t", "target", "targets", "label", "labels", "ytrue"],
  loss: ["loss", "cost", "j"],
  learningRate: ["lr", "learningrate", "eta", "alpha", "rate", "learnrate"],
};

const outputWords = [
  "yhat",
  "ypred",
  "output",
  "outputs",
  "prediction",
  "predictions",
  "pred",
  "probs",
  "out",
];

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_\s.^{}]/g, "");

/** Everything a value may be called, without case and underscores. */
function spellings(name: string): string[] {
  if (Object.hasOwn(words, name)) return [...words[name]!];
  // No value but a cotangent begins with a d: dW1 is that of W1.
  if (name.startsWith("d"))
    return spellings(name.slice(1)).flatMap((one) => [`d${one}`, `grad${one}`, `g${one}`, `${one}grad`]);
  const [, base = name, ending] = /^(.*?)_(new|change)$/.exec(name) ?? [];
  const short = plain(base);
  const long = short.replace(/^w(?=\d)/, "weights").replace(/^b(?=\d)/, "bias");
  const bases = [short, long, long.replace("weights", "weight"), long.replace("bias", "biases")];
  if (ending === "new")
    return bases.flatMap((b) => [
      `${b}new`,
      `new${b}`,
      `${b}next`,
      `${b}updated`,
      `updated${b}`,
      `${b}after`,
    ]);
  if (ending === "change")
    return bases.flatMap((b) => [
      `${b}change`,
      `changeof${b}`,
      `change${b}`,
      `delta${b}`,
      `${b}step`,
      `del${b}`,
    ]);
  return bases;
}

/**
 * A function from a learner's names to the values of the step: in either case, with or without underscores, and by the
 * usual other words (`y_hat`, `delta2`, `W1new`). A map given by the user goes first.
 *
 * @param values names of the step's values
 * @param aliases values that go under another name: the output of a layer without activation is `Z2`, not `A2`
 * @param last the name of the output
 * @throws ChainruleError `usage` for a map to a name that there is not
 */
export function nameReader(
  values: readonly string[],
  aliases: ReadonlyMap<string, string>,
  last: string,
  given: Readonly<Record<string, string>> = {},
): (written: string) => Meaning | undefined {
  const read = new Map<string, Meaning>();
  const add = (spelling: string, name: string, eitherSign = false) => {
    if (!read.has(spelling)) read.set(spelling, { name, eitherSign });
  };
  for (const name of values) for (const spelling of spellings(name)) add(spelling, name);
  for (const [other, name] of aliases) for (const spelling of spellings(other)) add(spelling, name);
  for (const word of outputWords) add(word, last);
  const layers = values.filter((name) => /^dZ\d+$/.test(name));
  for (const name of layers) {
    add(`delta${name.slice(2)}`, name, true);
    add(`errorterm${name.slice(2)}`, name, true);
  }
  const final = layers.toSorted((a, b) => Number(b.slice(2)) - Number(a.slice(2)))[0];
  if (final !== undefined) for (const word of ["outputerrorterm", "deltaoutput"]) add(word, final, true);
  if (layers.length === 2) for (const word of ["hiddenerrorterm", "deltahidden"]) add(word, "dZ1", true);
  return (written) => {
    const target = Object.hasOwn(given, written) ? given[written]! : written;
    const meaning =
      read.get(plain(target)) ?? (values.includes(target) ? { name: target, eitherSign: false } : undefined);
    if (meaning === undefined && target !== written)
      fail("usage", {
        who: `names, ${written}`,
        expected: "a value of the network",
        got: `"${target}"`,
        fix: suggest(target, values),
      });
    return meaning;
  };
}
