import * as v from "valibot";
import { fail } from "../base/error.ts";
import { featureNames, parseEncoding } from "../data/encoding.ts";
import type { Network } from "../nn/network.ts";
import type { About } from "./imported.ts";
import { complain } from "./runFile/complain.ts";
import { aboutSchema } from "./runFile/schema.ts";

const schema = v.object({ about: v.exactOptional(aboutSchema) });

/**
 * What a description of a network, read from JSON, says under `about` of its inputs and outputs; undefined where it
 * says nothing. Fields it does not know are left out.
 *
 * @throws ChainruleError `data` for a field of another kind, or names and an encoding of other inputs than the network has
 */
export function readAbout(description: unknown, { features }: Network, who: string): About | undefined {
  const { success, output, issues } = v.safeParse(schema, description, { abortEarly: true });
  if (!success) return complain(issues[0], who);
  const { about } = output;
  if (about?.features) requireEach("about.features", about.features, features, who);
  if (about?.encoding) {
    const encoded = featureNames(parseEncoding(about.encoding, `${who}, about.encoding`));
    requireEach("about.encoding", encoded, features, who);
  }
  return about;
}

function requireEach(path: string, names: readonly string[], features: number, who: string): void {
  if (names.length !== features)
    fail("data", {
      who,
      expected: `${features} entries at ${path}, as network.features says,`,
      got: `${names.length}`,
    });
}
