/**
 * Puts each declaration of a bundle on a line of its own. Node shows the line that threw above an error which nobody
 * caught, and of a bundle in one line that is pages of code; here it is the function that complained.
 */
import type { Plugin } from "rolldown";
import { parseAst } from "rolldown/parseAst";

export const onLines = (): Plugin => ({
  name: "on-lines",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) if (file.type === "chunk") file.code = withLines(file.code);
  },
});

/** The code of a module, its statements on lines. */
export function withLines(code: string): string {
  const { body } = parseAst(code) as unknown as { body: readonly { readonly start: number }[] };
  const starts = [...body.map(({ start }) => start), code.length];
  const lines = body.map((_, i) => code.slice(starts[i], starts[i + 1]).trimEnd());
  return `${[code.slice(0, starts[0]).trimEnd(), ...lines].filter((line) => line !== "").join("\n")}\n`;
}
