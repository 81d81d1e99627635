import { fail } from "../../base/error.ts";
import { suggest } from "../../base/nearest.ts";
import { showValue } from "../../base/showValue.ts";
import { constant } from "./constant.ts";
import { glorotNormal } from "./glorotNormal.ts";
import { glorotUniform } from "./glorotUniform.ts";
import { heNormal } from "./heNormal.ts";
import { heUniform } from "./heUniform.ts";
import type { Initializer, InitializerKind } from "./initializer.ts";
import { lecunNormal } from "./lecunNormal.ts";
import { lecunUniform } from "./lecunUniform.ts";
import { normal } from "./normal.ts";
import { orthogonal } from "./orthogonal.ts";
import { uniform } from "./uniform.ts";
import { zeros } from "./zeros.ts";

/**
 * The table of initializers: one file and one line for each.
 *
 * @example
 * Object.keys(initializers).includes("heNormal"); // true
 */
export const initializers: Readonly<Record<string, InitializerKind>> = {
  zeros,
  constant,
  uniform,
  normal,
  lecunUniform,
  lecunNormal,
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  orthogonal,
};

/**
 * An initializer as people write it: `heNormal`, `uniform(-1,1)`, `normal(0,0.01)`.
 *
 * @throws ChainruleError `usage` for an unknown name or a wrong count of numbers
 *
 * @example
 * parseInitializer("normal(0,0.01)"); // { name: "normal", numbers: [0, 0.01] }
 */
export function parseInitializer(text: string): Initializer {
  const [, name = "", list] = /^\s*(\w+)\s*(?:\(([^)]*)\))?\s*$/.exec(text) ?? [];
  const kind = Object.hasOwn(initializers, name) ? initializers[name] : undefined;
  if (!kind)
    fail("usage", {
      who: "initializer",
      expected: 'a name, with its numbers in parentheses: "uniform(-1,1)"',
      got: showValue(text),
      fix: suggest(name, Object.keys(initializers)),
    });
  const numbers = list?.trim() ? list.split(",").map(Number) : [];
  checkNumbers(kind, numbers, `"${text}"`);
  return { name, numbers };
}

/**
 * Checks an initializer that was read from a file.
 *
 * @throws ChainruleError `usage` for an unknown name or a wrong count of numbers
 */
export function checkInitializer({ name, numbers }: Initializer, who: string): void {
  const kind = Object.hasOwn(initializers, name) ? initializers[name] : undefined;
  if (!kind)
    fail("usage", {
      who,
      expected: "a known initializer",
      got: `"${name}"`,
      fix: suggest(name, Object.keys(initializers)),
    });
  checkNumbers(kind, numbers, `(${numbers.join(", ")})`);
}

/** Either all numbers of an initializer are given or none, which stands for its defaults. */
function checkNumbers({ name, parameters }: InitializerKind, numbers: readonly number[], got: string): void {
  const right = parameters.length;
  if (numbers.every(Number.isFinite) && (numbers.length === right || numbers.length === 0)) return;
  const list = `${right} number${right === 1 ? "" : "s"} (${parameters.join(", ")})`;
  fail("usage", { who: `initializer ${name}`, expected: right === 0 ? "no numbers" : list, got });
}
