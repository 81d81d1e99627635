/** Commands that are a letter. */
const symbols: Readonly<Record<string, string>> = {
  ...{
    alpha: "α",
    beta: "β",
    gamma: "γ",
    delta: "δ",
    epsilon: "ε",
    eta: "η",
    theta: "θ",
    lambda: "λ",
    mu: "μ",
  },
  ...{
    sigma: "σ",
    phi: "φ",
    Phi: "Φ",
    Delta: "Δ",
    partial: "∂",
    infty: "∞",
    top: "⊤",
    ell: "ℓ",
    varepsilon: "ε",
  },
};

/** Commands that are an operator, or a sign that stands for itself. */
const operators: Readonly<Record<string, string>> = {
  ...{
    odot: "⊙",
    cdot: "·",
    times: "×",
    div: "÷",
    pm: "±",
    le: "≤",
    ge: "≥",
    ne: "≠",
    neq: "≠",
    leq: "≤",
    geq: "≥",
  },
  ...{
    approx: "≈",
    sum: "∑",
    prod: "∏",
    nabla: "∇",
    to: "→",
    leftarrow: "←",
    rightarrow: "→",
    Rightarrow: "⇒",
  },
  ...{
    cdots: "⋯",
    dots: "…",
    ldots: "…",
    vdots: "⋮",
    ddots: "⋱",
    mid: "|",
    lfloor: "⌊",
    rfloor: "⌋",
    in: "∈",
  },
  ...{ "{": "{", "}": "}", "%": "%", "#": "#", _: "_", "&amp;": "&amp;", "|": "‖" },
};

const functions = new Set(["ln", "log", "exp", "tanh", "max", "min", "sin", "cos"]);
const spaces: Readonly<Record<string, string>> = { ",": "0.17em", ";": "0.28em", quad: "1em", qquad: "2em" };

/** Fences of the matrix environments. */
const environments: Readonly<Record<string, readonly [string, string]>> = {
  cases: ["{", ""],
  bmatrix: ["[", "]"],
  pmatrix: ["(", ")"],
  matrix: ["", ""],
  aligned: ["", ""],
};

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escapeXml = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign]!);

const identifier = (text: string): string => `<mi>${escapeXml(text)}</mi>`;
const operator = (text: string): string => `<mo>${escapeXml(text)}</mo>`;
const row = (parts: readonly string[]): string =>
  parts.length === 1 ? parts[0]! : `<mrow>${parts.join("")}</mrow>`;

/** The text of a group that is read as words, and not as mathematics. */
const wordCommands = new Set(["text", "mathrm", "operatorname", "mathbb", "mathtt", "mathbf"]);

const tokensOf = (latex: string): string[] =>
  latex.match(/\\(?:[a-zA-Z]+|.)|\d+(?:\.\d+)?|:=|\s+|[^\s]/gsu) ?? [];

/**
 * A formula in LaTeX as a MathML element: letters and numbers, sub- and superscripts, fractions, roots, brackets,
 * matrices and cases. A command that is none of these is set as its name.
 *
 * @param display whether it stands in a line of its own
 *
 * @example
 * mathml("\\frac{1}{m}", false); // "<math><mfrac><mn>1</mn><mi>m</mi></mfrac></math>"
 * mathml("W_2^\\top", false); // "<math><msubsup><mi>W</mi><mn>2</mn><mi>⊤</mi></msubsup></math>"
 */
export function mathml(latex: string, display = true): string {
  const tokens = tokensOf(latex);
  let at = 0;
  const skipSpace = (): void => {
    while (/^\s/.test(tokens[at] ?? "")) at++;
  };

  /** Elements until one of the tokens in `ends`, which is not consumed. */
  function sequence(ends: readonly string[]): string[] {
    const parts: string[] = [];
    for (skipSpace(); at < tokens.length && !ends.includes(tokens[at]!); skipSpace())
      parts.push(isSign(parts.at(-1)) ? sign() : scripted());
    return parts;
  }

  /** A minus behind an operator or an opening bracket belongs to what follows. */
  const isSign = (before: string | undefined): boolean =>
    tokens[at] === "-" && before !== undefined && /^<mo[^>]*>[^)\]|]+<\/mo>$/.test(before);
  const sign = (): string => {
    at++;
    return '<mo form="prefix">−</mo>';
  };

  function scripted(): string {
    const base = tokens[at] === "_" || tokens[at] === "^" ? "<mrow></mrow>" : atom();
    let [below, above]: (string | undefined)[] = [];
    for (skipSpace(); tokens[at] === "_" || tokens[at] === "^"; skipSpace()) {
      const isBelow = tokens[at++] === "_";
      skipSpace();
      if (isBelow) below = atom();
      else above = atom();
    }
    if (below !== undefined && above !== undefined) return `<msubsup>${base}${below}${above}</msubsup>`;
    if (below !== undefined) return `<msub>${base}${below}</msub>`;
    return above === undefined ? base : `<msup>${base}${above}</msup>`;
  }

  function atom(): string {
    skipSpace();
    const token = tokens[at++] ?? "";
    if (token === "{") {
      const parts = sequence(["}"]);
      at++;
      return row(parts);
    }
    if (token.startsWith("\\")) return command(token.slice(1));
    if (/^\d/.test(token)) return `<mn>${token}</mn>`;
    if (/^[\p{L}']$/u.test(token)) return identifier(token);
    return token === "" ? "" : operator(token === "-" ? "−" : token);
  }

  function command(name: string): string {
    if (name === "frac") return `<mfrac>${atom()}${atom()}</mfrac>`;
    if (name === "sqrt") return `<msqrt>${atom()}</msqrt>`;
    if (name === "hat") return `<mover accent="true">${atom()}<mo>^</mo></mover>`;
    if (name === "tilde") return `<mover accent="true">${atom()}<mo>~</mo></mover>`;
    if (name === "left" || name === "right") return fence();
    if (name === "begin") return environment(words());
    if (name === "text") return `<mtext>${escapeXml(words())}</mtext>`;
    if (wordCommands.has(name)) return `<mi mathvariant="normal">${escapeXml(words())}</mi>`;
    if (functions.has(name)) return `${identifier(name)}<mspace width="0.17em"/>`;
    if (Object.hasOwn(spaces, name)) return `<mspace width="${spaces[name]}"/>`;
    if (Object.hasOwn(symbols, name)) return identifier(symbols[name]!);
    return Object.hasOwn(operators, name) ? operator(operators[name]!) : identifier(name);
  }

  function fence(): string {
    const token = tokens[at++] ?? ".";
    return token === "." ? "" : operator(token.startsWith("\\") ? (operators[token.slice(1)] ?? "|") : token);
  }

  /** What stands in the next braces, as it is. */
  function words(): string {
    skipSpace();
    const end = tokens.indexOf("}", at);
    const inner = tokens.slice(at + 1, end < 0 ? undefined : end);
    at = end < 0 ? tokens.length : end + 1;
    return inner.map((token) => token.replace(/^\\(?=\W|_)/, "")).join("");
  }

  function environment(name: string): string {
    const [open, close] = environments[name] ?? ["", ""];
    const rows: string[][] = [[]];
    while (at < tokens.length && tokens[at] !== "\\end") {
      rows.at(-1)!.push(`<mtd>${row(sequence(["&", "\\\\", "\\end"]))}</mtd>`);
      if (tokens[at] === "&") at++;
      else if (tokens[at] === "\\\\") {
        at++;
        rows.push([]);
      }
    }
    at++;
    words();
    const body = rows
      .filter((cells) => cells.length > 0)
      .map((cells) => `<mtr>${cells.join("")}</mtr>`)
      .join("");
    return `<mrow>${open && operator(open)}<mtable>${body}</mtable>${close && operator(close)}</mrow>`;
  }

  const parts = sequence([]);
  return `<math${display ? ' display="block"' : ""}>${row(parts)}</math>`;
}
