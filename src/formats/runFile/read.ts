import * as v from "valibot";
import { fail } from "../../base/error.ts";
import { showValue } from "../../base/showValue.ts";
import { parseEncoding } from "../../data/encoding.ts";
import { parseJson } from "../parseJson.ts";
import { requireEach } from "../requireEach.ts";
import { complain } from "./complain.ts";
import type { ConfigFile } from "./run.ts";

/** The version of the format this Chainrule writes, and the newest it reads. */
const newest = 1;

/**
 * What a text says by a schema, with what no schema says: the version, and a name for each feature and class.
 *
 * @throws ChainruleError `data` with the path of what is wrong
 */
export function readAs<C extends ConfigFile>(
  schema: v.GenericSchema<unknown, C>,
  text: string,
  who: string,
): C {
  const json = parse(text, who);
  requireVersion(json, who);
  const { success, output, issues } = v.safeParse(schema, json, { abortEarly: true });
  if (!success) return complain(issues[0], who);
  requireNames(output, who);
  const { encoding } = output.data;
  if (encoding !== undefined) parseEncoding(encoding, `${who}, data.encoding`);
  return output;
}

function parse(text: string, who: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    const got = `text that does not parse (${cause instanceof Error ? cause.message : cause})`;
    return fail("data", { who, expected: "a run file in JSON", got, fix: "Is the file complete?" }, cause);
  }
}

function requireVersion(json: unknown, who: string): void {
  const { version, chainrule } = (json ?? {}) as { readonly version?: unknown; readonly chainrule?: unknown };
  if (typeof version !== "number")
    fail("data", {
      who,
      expected: "a run file, which states its version",
      got: version === undefined ? "none" : showValue(version),
    });
  if (version > newest)
    fail("data", {
      who,
      expected: `a run file of version ${newest}, the newest this Chainrule reads,`,
      got: `version ${version}${typeof chainrule === "string" ? `, written by Chainrule ${chainrule}` : ""}`,
      fix: "Upgrade: npm install chainrule@latest.",
    });
}

/** A name for each feature, and for each class where there are classes. */
function requireNames({ network, data }: ConfigFile, who: string): void {
  requireEach(network, "data.features", data.features, who);
  if (data.task !== "regression" && (data.classes?.length ?? 0) < 2)
    fail("data", {
      who,
      expected: `the names of at least two classes at data.classes for task "${data.task}"`,
      got: data.classes ? `${data.classes.length}` : "none",
    });
}
