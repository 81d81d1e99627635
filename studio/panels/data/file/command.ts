import { type FileSource, usualSource } from "../../../state/fileSource.ts";

/** A word of a command line as a shell reads it back. */
const quoted = (word: string): string =>
  /^[\w.,:=/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/**
 * The command that trains the same run as the page does with the usual settings of a file.
 *
 * @param layers where they are not the usual ones
 */
export function trainCommand(source: FileSource, layers?: string): string {
  const { name, target, ignore, types, missing, scale, test, seed, task } = source;
  const usual = usualSource(name, source.sha);
  const pairs: [string, string][] = [];
  if (target.length > 0) pairs.push(["--target", target.join(",")]);
  if (ignore.length > 0) pairs.push(["--ignore", ignore.join(",")]);
  const typed = Object.entries(types).map(([column, type]) => `${column}=${type}`);
  if (typed.length > 0) pairs.push(["--types", typed.join(",")]);
  if (task !== usual.task) pairs.push(["--task", task]);
  if (missing !== usual.missing) pairs.push(["--missing", missing]);
  if (scale !== usual.scale) pairs.push(["--scale", scale]);
  if (test > 0) pairs.push(["--test", String(test)]);
  if (seed !== usual.seed) pairs.push(["--data-seed", String(seed)]);
  if (layers !== undefined) pairs.push(["--layers", layers]);
  return ["chainrule train", quoted(name), ...pairs.flatMap(([flag, value]) => [flag, quoted(value)])].join(
    " ",
  );
}
