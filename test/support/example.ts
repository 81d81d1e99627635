import { stripTypeScriptTypes } from "node:module";
import { expect } from "vitest";

/** One line of an example that states its result: `a.shape; // [2, 2]`. */
const claim = /^(?<code>.*?);\s*\/\/\s*(?<result>.+)$/;

/**
 * Runs an example: code with all of `scope` at hand. A line `expression; // result` is held to its result, which is
 * read as JavaScript where it can be (`[2, 2]`, `"tanh"`, `{ a: 1 }`), and compared with the printed value otherwise.
 * Numbers need to agree in the digits that are written. A result that is never reached, as in a `catch` where nothing
 * is thrown, fails too.
 */
export async function runExample(code: string, scope: Readonly<Record<string, unknown>>): Promise<number> {
  let claims = 0;
  const reached = new Set<number>();
  const lines = code.split("\n").map((line) => {
    const { code: expression, result } = claim.exec(line.trim())?.groups ?? {};
    if (
      expression === undefined ||
      result === undefined ||
      /^(?:\}|(?:import|return|for|if)\b)/.test(expression)
    )
      return line;
    claims++;
    const [, name, value] = /^const (\w+)(?::[^=]+)? = (.*)$/.exec(expression) ?? [];
    const checked = `__check(${claims}, ${name ?? expression}, ${JSON.stringify(result)});`;
    return name === undefined ? checked : `const ${name} = ${value}; ${checked}`;
  });
  const source = stripTypeScriptTypes(
    `async function example() {\n${lines.filter((line) => !/^\s*import\b/.test(line)).join("\n")}\n}`,
  );
  const names = Object.keys(scope);
  const make = new Function("__check", ...names, `"use strict";\n${source}\nreturn example();`);
  const checkClaim = (claim: number, actual: unknown, expected: string): void => {
    reached.add(claim);
    check(actual, expected);
  };
  await make(checkClaim, ...names.map((name) => scope[name]));
  expect(reached.size, "results that were reached").toBe(claims);
  return claims;
}

function check(actual: unknown, expected: string): void {
  let value: unknown;
  try {
    value = new Function(`return (${expected.replace(/^\w+Array(?:\(\d+\))? (?=\[)/, "")});`)();
  } catch {
    expect(String(actual)).toBe(expected);
    return;
  }
  compare(plain(actual), value);
}

function compare(actual: unknown, expected: unknown): void {
  if (typeof expected === "number" && typeof actual === "number" && Number.isFinite(expected))
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(lastDigit(expected) / 2);
  else if (Array.isArray(expected) && Array.isArray(actual)) {
    expect(actual).toHaveLength(expected.length);
    expected.forEach((value, i) => {
      compare(actual[i], value);
    });
  } else expect(actual).toEqual(expected);
}

/** What one step in the last written digit is worth: 0.01 for 3.14, 1e-7 for 1.5e-6; nothing for whole numbers. */
function lastDigit(written: number): number {
  const [, decimals = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(written)) ?? [];
  return Number.isInteger(written) ? 0 : 10 ** (Number(exponent) - decimals.length);
}

function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>);
  if (typeof value === "object" && value !== null && "tolist" in value)
    return (value as { tolist(): unknown }).tolist();
  return value;
}
