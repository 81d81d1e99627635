import { type Accepts, beside, type Grammar, grammars, type Language, postfix, strength } from "./grammar.ts";

/** An expression as it is written, with how tightly it holds together. */
export interface Piece {
  readonly written: string;
  readonly strength: number;
}

type Kind = "slot" | "operator" | "open" | "group" | "close" | "separator" | "atom";

interface Token {
  readonly kind: Kind;
  readonly source: string;
  /** For a slot, the key of what stands in it. */
  readonly key?: string;
  readonly from: number;
  readonly depth: number;
  /** Whether a space parts it from the token before. */
  readonly spaced: boolean;
}

/**
 * A template with its places filled, `{z}` by what `pieces` holds under `z`, in parentheses where the operators
 * around the place ask for them.
 */
export function fill(template: string, language: Language, pieces: ReadonlyMap<string, Piece>): Piece {
  const grammar: Grammar = grammars[language];
  const tokens = tokenize(template, grammar, pieces);
  let written = "";
  let at = 0;
  for (const [i, { kind, key, from, source }] of tokens.entries()) {
    if (kind !== "slot") continue;
    const piece = pieces.get(key!)!;
    const fits = needs(tokens, i, grammar).every((accepts) => accepts(piece.strength));
    written += template.slice(at, from) + (fits ? piece.written : parentheses(piece.written, language));
    at = from + source.length;
  }
  written += template.slice(at);
  const [only, another] = tokens;
  const held = only?.kind === "slot" && !another ? pieces.get(only.key!)!.strength : holds(tokens, grammar);
  return { written, strength: held };
}

function parentheses(inner: string, language: Language): string {
  return language === "latex" && /\\(frac|begin|sum)/.test(inner) ? `\\left(${inner}\\right)` : `(${inner})`;
}

const pattern =
  /\{(\w+)\}|\\left.|\\right.|\\(?:begin|end)\{\w+\}|\\(?:text|mathbb)\{[^{}]*\}|(\\operatorname)\{\w+\}|\\\\|\\[A-Za-z]+|\\,|\.(?:T|reshape|shape)\b|[A-Za-z_][\w.]*|\d+(?:\.\d+)?|\*\*|[<>=]=|\S/g;

function tokenize(template: string, grammar: Grammar, slots: ReadonlyMap<string, unknown>): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  let end = 0;
  let bars = 0;
  const scan = new RegExp(pattern);
  for (let found = scan.exec(template); found; found = scan.exec(template)) {
    const [whole, key, operatorname] = found;
    const isSlot = key !== undefined && slots.has(key);
    // `{1}` and `{otherwise}` are braces around something that is no slot.
    const source = key !== undefined && !isSlot ? "{" : whole;
    scan.lastIndex = found.index + source.length;
    if (source === "\\,") continue;
    if (source === "|") bars++;
    const isCall = source.startsWith("\\") && template[scan.lastIndex] === "(";
    const kind = isSlot ? "slot" : isCall ? "atom" : kindOf(operatorname ?? source, grammar, bars);
    if (kind === "close") depth--;
    tokens.push({
      kind,
      source: operatorname ?? source,
      ...(isSlot ? { key } : {}),
      from: found.index,
      depth,
      spaced: found.index > end,
    });
    if (kind === "open" || kind === "group") depth++;
    end = scan.lastIndex;
  }
  return tokens;
}

function kindOf(source: string, grammar: Grammar, bars: number): Kind {
  if (Object.hasOwn(grammar, source)) return "operator";
  if (source === "|") return bars % 2 === 1 ? "open" : "close";
  if (source === "{") return "group";
  if (/^(?:[([]|\\left.|\\begin\{\w+\})$/.test(source)) return "open";
  if (/^(?:[)\]}]|\\right.|\\end\{\w+\})$/.test(source)) return "close";
  return /^(?:[,&:]|\\\\)$/.test(source) ? "separator" : "atom";
}

const ends: readonly Kind[] = ["slot", "atom", "close"];

/** Whether the token at `i` belongs to the one before as an argument list or an index does: `f(`, `x[`. */
function isAttached(tokens: readonly Token[], i: number): boolean {
  const [before, token] = [tokens[i - 1], tokens[i]];
  if (!before || token?.kind !== "open" || token.spaced || !ends.includes(before.kind)) return false;
  return token.source === "[" || (token.source === "(" && before.kind !== "slot");
}

/** Whether the token at `i` stands beside the one before, as factors of a product do. */
function isBeside(tokens: readonly Token[], i: number): boolean {
  const [before, token] = [tokens[i - 1], tokens[i]];
  if (!before || !token || !ends.includes(before.kind) || isAttached(tokens, i)) return false;
  return token.kind === "slot" || token.kind === "atom" || token.kind === "open";
}

/** What the slot at `i` must satisfy to stand without parentheses. */
function needs(tokens: readonly Token[], i: number, grammar: Grammar): Accepts[] {
  const [before, after] = [tokens[i - 1], tokens[i + 1]];
  const needs: Accepts[] = [];
  if (before?.kind === "operator") needs.push(grammar[before.source]!.right);
  if (after?.kind === "operator") needs.push(grammar[after.source]!.left);
  if (isBeside(tokens, i)) needs.push(beside.right);
  if (isBeside(tokens, i + 1)) needs.push(beside.left);
  if (isAttached(tokens, i + 1)) needs.push(postfix.left);
  return needs;
}

/** How tightly the whole holds together: as its weakest operator outside all brackets does. */
function holds(tokens: readonly Token[], grammar: Grammar): number {
  const held = tokens.flatMap(({ kind, source, depth }, i) => {
    if (depth > 0) return [];
    if (isBeside(tokens, i)) return [beside.strength];
    return kind === "operator" ? [grammar[source]!.strength] : [];
  });
  return Math.min(strength.atom, ...held);
}
