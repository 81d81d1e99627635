/** Han, Hangul, kana and emoji: a terminal gives them two columns (Unicode Standard Annex 11, classes W and F). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const marks = /\p{Mn}/u;

/** How many columns a terminal gives a text: two for each Hangul syllable. */
export const widthOf = (text: string): number =>
  Array.from(text.normalize()).reduce((sum, c) => sum + (marks.test(c) ? 0 : wide.test(c) ? 2 : 1), 0);

/** Rows of cells in columns two spaces apart, the first flush left and the others flush right. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, j) => rows.reduce((most, row) => Math.max(most, widthOf(row[j]!)), 0));
  const cell = (text: string, j: number) => {
    const space = " ".repeat(widths[j]! - widthOf(text));
    return j === 0 ? text + space : space + text;
  };
  return rows.map((row) => row.map(cell).join("  ").trimEnd()).join("\n");
}
