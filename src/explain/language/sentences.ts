/** The languages explanations are written in. */
export const languages = ["en", "ko"] as const;
export type Language = (typeof languages)[number];

/** One thing said in every language. */
export type Said = Readonly<Record<Language, string>>;

/** What each sentence needs: an object of values for each name; `void` where it needs none. */
type Needs = Record<string, object | undefined>;

type Writer<Values> = Values extends object ? (values: Values) => string : () => string;

/** Each sentence in each language, as a function of its values. */
export type Catalogue<N extends Needs> = {
  readonly [K in keyof N]: Readonly<Record<Language, Writer<N[K]>>>;
};

/** Each sentence as a function of its values that gives it in every language. */
export type Sentences<N extends Needs> = {
  readonly [K in keyof N]: N[K] extends object ? (values: N[K]) => Said : () => Said;
};

/**
 * Sentences in all languages, stated side by side. The type argument names what each of them needs, so that a
 * language that is missing, or a value that is not given, does not compile.
 *
 * In Korean the form of a particle depends on the last sound before it (`W1은`, `W2는`), which a placeholder hides:
 * put a noun between them (`${name} 값이`), or the value in brackets behind a noun (`오차항(${name})을`).
 *
 * @example
 * const text = sentences<{ fell: { name: string; by: string } }>({
 *   fell: {
 *     en: ({ name, by }) => `${name} fell by ${by}`,
 *     ko: ({ name, by }) => `${name} 값이 ${by}만큼 줄었다`,
 *   },
 * });
 * text.fell({ name: "W2", by: "0.03" }).en; // "W2 fell by 0.03"
 * text.fell({ name: "W2", by: "0.03" }).ko; // "W2 값이 0.03만큼 줄었다"
 */
export function sentences<N extends Needs>(catalogue: Catalogue<N>): Sentences<N> {
  const said = Object.entries<Readonly<Record<Language, (values?: unknown) => string>>>(
    catalogue as never,
  ).map(([name, writers]) => [
    name,
    (values?: unknown): Said => ({ en: writers.en(values), ko: writers.ko(values) }),
  ]);
  return Object.fromEntries(said) as Sentences<N>;
}

/** Parts in order, each language with its own, a space between them. */
export const joined = (parts: readonly Said[], between = " "): Said => ({
  en: parts.map(({ en }) => en).join(between),
  ko: parts.map(({ ko }) => ko).join(between),
});
