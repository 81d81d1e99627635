/** A fenced block of a document. */
export interface Block {
  /** `README.md:30` */
  readonly place: string;
  readonly language: string;
  readonly code: string;
  /** The `## heading` it stands under. */
  readonly section: string;
}

/** The fenced blocks of a document, in order. */
export function blocksOf(name: string, markdown: string): Block[] {
  const blocks: Block[] = [];
  let section = "";
  let open: { language: string; line: number; code: string[] } | undefined;
  for (const [i, line] of markdown.split("\n").entries()) {
    const [, language] = /^```(\w*)$/.exec(line) ?? [];
    if (open && language === "") {
      blocks.push({
        place: `${name}:${open.line}`,
        language: open.language,
        code: open.code.join("\n"),
        section,
      });
      open = undefined;
    } else if (open) open.code.push(line);
    else if (language !== undefined) open = { language, line: i + 1, code: [] };
    else section = /^## (.*)$/.exec(line)?.[1] ?? section;
  }
  if (open) throw new Error(`${name}:${open.line}: the block does not close`);
  return blocks;
}

/** The words of a line as a shell splits it: quotes hold a word together. */
export const shellWords = (line: string): string[] =>
  [...line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replaceAll(/["']/g, ""));
