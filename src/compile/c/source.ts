import type { Form } from "./form.ts";

/** The functions that kernels of a program share: each is written once, ahead of those that call it. */
export class Source {
  readonly form: Form;
  readonly #written = new Map<string, string>();

  constructor(form: Form) {
    this.form = form;
  }

  /** The name of a function, which is written where it is not there yet. */
  helper(name: string, write: () => string): string {
    if (!this.#written.has(name)) {
      const text = write();
      this.#written.set(name, text);
    }
    return name;
  }

  /** What a function begins with that is best written into its callers. */
  get inline(): string {
    return this.form === "native" ? "INLINE" : "static inline";
  }

  helpers(): readonly string[] {
    return [...this.#written.values()];
  }
}

/** Lines within others. */
export const indented = (lines: readonly string[], depth = 1): string[] =>
  lines.map((line) => (line === "" ? line : `${"  ".repeat(depth)}${line}`));

/** A loop, or anything else in braces, around lines. */
export const block = (head: string, lines: readonly string[]): string[] => [
  `${head} {`,
  ...indented(lines),
  "}",
];

/** Lines as a comment, which no name in them can end or begin anew: a line that ends in a backslash would go on. */
export const comment = (lines: readonly string[]): string => {
  const harmless = lines.map((line) =>
    line.replaceAll(/\p{Cc}/gu, " ").replaceAll(/\*(?=\/)|\/(?=\*)/g, "$& "),
  );
  return `/* ${harmless.join("\n   ")} */`;
};
