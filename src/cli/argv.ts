/** An example that begins with a negative number, as in `-1,2`, which a parser would take for an option. */
const negativeExample = /^-[\d.][^a-z]*,/i;

/** The words as the parser is to see them: examples that begin with a minus are kept from looking like options. */
export const shielded = (argv: readonly string[]): string[] =>
  argv.map((word) => (negativeExample.test(word) ? ` ${word}` : word));

/** `help data plot` as `data plot --help`: the parser's own help knows commands of the first rank only. */
export const asHelp = (words: readonly string[]): readonly string[] =>
  words[0] === "help" && words.length > 2 ? [...words.slice(1), "--help"] : words;
