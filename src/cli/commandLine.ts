/** A command line that a shell reads as these words. npx finds the command wherever it is installed. */
export const commandLine = (words: readonly string[]): string => `npx chainrule ${shellLine(words)}`;

/** The same of any program. */
export const shellLine = (words: readonly string[]): string => words.map(quoted).join(" ");

/** The word as a shell takes it: in quotes where it holds more than plain characters. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** The words without an option and its value. */
export const withoutOption = (words: readonly string[], flag: string): string[] =>
  words.filter((word, i) => word !== flag && words[i - 1] !== flag && !word.startsWith(`${flag}=`));
