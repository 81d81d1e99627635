/** Commands that are an identifier. */
const identifiers: Readonly<Record<string, string>> = {
  ...{ alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ε", lambda: "λ", sigma: "σ", Phi: "Φ" },
  ...{ ln: "ln", log: "log", tanh: "tanh", exp: "exp", max: "max", min: "min", ell: "ℓ" },
};
/** Commands that are an operator. */
const operators: Readonly<Record<string, string>> = {
  ...{ odot: "⊙", cdot: "⋅", top: "⊤", sum: "∑", le: "≤", ge: "≥", partial: "∂", ",": "\u2009" },
};
const accents: Readonly<Record<string, string>> = { tilde: "~", hat: "^" };

const pattern =
  /\\(?:text|mathrm|mathbb|operatorname|begin|end)\{[^{}]*\}|\\\\|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?(?:e[-+]?\d+)?|[A-Za-z]|\S/g;

const element = (tag: string, ...inner: readonly string[]): string => `<${tag}>${inner.join("")}</${tag}>`;
const row = (inner: readonly string[]): string =>
  inner.length === 1 ? inner[0]! : element("mrow", ...inner);
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * The LaTeX of a formula as a `<math>` element, which browsers show without any library. It knows the commands that
 * the formulas of ops use; another one becomes an identifier of that name.
 *
 * @example
 * mathmlOf("A_1^\\top").slice(48, -7); // "<msubsup><mi>A</mi><mn>1</mn><mo>⊤</mo></msubsup>"
 */
export function mathmlOf(latex: string): string {
  const tokens = latex.match(pattern) ?? [];
  let at = 0;
  const take = (): string => tokens[at++] ?? "";

  /** Elements up to one of the closing tokens, which is taken too. */
  function until(...closing: readonly string[]): string[] {
    const parts: string[] = [];
    while (at < tokens.length && !closing.includes(tokens[at]!)) parts.push(scripted(one()));
    at++;
    return parts;
  }

  /** An element with what stands below and above it. */
  function scripted(base: string): string {
    let [below, above] = ["", ""];
    for (let sign = tokens[at]; sign === "_" || sign === "^"; sign = tokens[at]) {
      at++;
      if (sign === "_") below = one();
      else above = one();
    }
    if (below && above) return element("msubsup", base, below, above);
    if (below) return element("msub", base, below);
    return above ? element("msup", base, above) : base;
  }

  function one(): string {
    const token = take();
    if (token === "{") return row(until("}"));
    if (token === "\\left") return bracketed(take());
    if (/^\d/.test(token)) return element("mn", token);
    if (/^[A-Za-z]/.test(token)) return element("mi", token);
    return token.startsWith("\\") ? command(token.slice(1)) : element("mo", escaped(token));
  }

  function bracketed(open: string): string {
    const inner = until("\\right");
    return element("mrow", element("mo", escaped(open)), ...inner, element("mo", escaped(take())));
  }

  function command(name: string): string {
    const [, kind, words] = /^(\w+)\{(.*)\}$/.exec(name) ?? [];
    if (kind === "begin") return cases();
    if (kind === "text") return element("mtext", escaped(words!));
    if (kind !== undefined) return element("mi", escaped(words!));
    if (name === "frac") return element("mfrac", one(), one());
    if (name === "sqrt") return element("msqrt", one());
    if (Object.hasOwn(accents, name)) return element("mover", one(), element("mo", accents[name]!));
    if (Object.hasOwn(operators, name)) return element("mo", operators[name]!);
    return element("mi", escaped(identifiers[name] ?? name));
  }

  /** `value & condition` in lines behind one brace. */
  function cases(): string {
    const lines: string[] = [];
    while (at < tokens.length && tokens[at - 1] !== "\\end{cases}")
      lines.push(
        element("mtr", element("mtd", ...until("&")), element("mtd", ...until("\\\\", "\\end{cases}"))),
      );
    return element("mrow", element("mo", "{"), element("mtable", ...lines));
  }

  return `<math xmlns="http://www.w3.org/1998/Math/MathML">${until().join("")}</math>`;
}
