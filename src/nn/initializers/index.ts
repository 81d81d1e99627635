import { fail } from "../../base/error.ts";
import { suggest } from "../../base/nearest.ts";
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
 * initializers.heNormal.about; // "normal, variance 2 / inputs"
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
      got: `"${text}"`,
      fix: suggest(name, Object.keys(initializers)),
    });
  const numbers = list?.trim() ? list.split(",").map(Number) : [];
  const right = kind.parameters.length;
  if (numbers.some((n) => !Number.isFinite(n)) || (numbers.length !== right && numbers.length !== 0))
    fail("usage", {
      who: `initializer ${name}`,
      expected:
        right === 0
          ? "no numbers"
          : `${right} number${right === 1 ? "" : "s"} (${kind.parameters.join(", ")})`,
      got: `"${text}"`,
    });
  return { name, numbers };
}
