/** As many names as a message shows. */
const most = 20;

/**
 * Names one after the other, as a message shows them: `W1, b1, ... (+98)` where there are many. Characters that a
 * terminal would obey, as an escape or the end of a line, are written out.
 */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, most).map(harmless).join(", ");
  return names.length > most ? `${shown}, ... (+${names.length - most})` : shown;
}

/** A text whose characters a terminal would obey, as an escape or the end of a line, are written out. */
export const harmless = (name: string): string =>
  name.replaceAll(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1).replace(/^.$/, "?"));
