import { fail } from "../base/error.ts";
import { suggest } from "../base/nearest.ts";
import { complete, type Settings, type SettingsTable } from "./settings.ts";

/** A name with values in parentheses, as people write it: `cosine(0.1,warmup=100)`, `adam(cosine(0.1),beta1=0.8)`. */
export interface Call {
  readonly name: string;
  /** The values in order, each with its name where one was written. */
  readonly values: readonly { readonly name?: string; readonly value: number | boolean | string }[];
}

/**
 * Reads `name` or `name(value,key=value)`; values are numbers, `true`, `false`, words, or calls without calls in them,
 * which stay text.
 *
 * @throws ChainruleError `usage` for text of another form
 *
 * @example
 * parseCall("schedule", "cosine(0.1)").name; // "cosine"
 */
export function parseCall(who: string, text: string): Call {
  const [, name, list] = /^\s*(\w+)\s*(?:\(((?:[^()]|\([^()]*\))*)\))?\s*$/.exec(text) ?? [];
  if (name === undefined)
    return fail("usage", {
      who,
      expected: 'a name, with its values in parentheses: "name(1,key=2)"',
      got: `"${text}"`,
    });
  return { name, values: list?.trim() ? list.split(/,(?![^()]*\))/).map(parseValue) : [] };
}

function parseValue(text: string): Call["values"][number] {
  const [, name, word = ""] = /^(?:\s*(\w+)\s*=)?\s*(.*?)\s*$/.exec(text) ?? [];
  const value = word === "true" || word === "false" ? word === "true" : word === "" ? "" : Number(word);
  return { ...(name === undefined ? {} : { name }), value: Number.isNaN(value) ? word : value };
}

/** The record of the called name in a table; the error names the nearest one. */
export function lookUp<K>(who: string, table: Readonly<Record<string, K>>, name: string): K {
  if (Object.hasOwn(table, name)) return table[name]!;
  return fail("usage", {
    who,
    expected: `a known ${who}`,
    got: `"${name}"`,
    fix: suggest(name, Object.keys(table)),
  });
}

/**
 * The values of a call as settings: those without a name take the table's names in order.
 *
 * @throws ChainruleError `usage` for too many values, an unknown name, or a value that may not be
 */
export function settingsOf<S extends Settings>(who: string, call: Call, table: SettingsTable<S>): S {
  const names = Object.keys(table);
  const given: Record<string, unknown> = {};
  call.values.forEach((written, i) => {
    const { name = names[i], value } = written;
    if (name === undefined)
      fail("usage", {
        who,
        expected: names.length === 0 ? "no values" : `no more values than ${names.join(", ")}`,
        got: `${call.values.length} values`,
      });
    if (Object.hasOwn(given, name))
      fail("usage", { who, expected: `one value for ${name}`, got: `${given[name]} and ${value}` });
    given[name] = value;
  });
  return complete(who, table, given as Partial<S>);
}
