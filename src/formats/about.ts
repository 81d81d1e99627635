import * as v from "valibot";
import { featureNames, parseEncoding } from "../data/encoding.ts";
import type { Network } from "../nn/network.ts";
import type { About } from "./imported.ts";
import { requireEach } from "./requireEach.ts";
import { complain } from "./runFile/complain.ts";
import { aboutSchema } from "./runFile/schema.ts";

const schema = v.object({ about: v.exactOptional(aboutSchema) });

/**
 * What a description of a network, read from JSON, says under `about` of its inputs and outputs; undefined where it
 * says nothing. Fields it does not know are left out.
 *
 * @throws ChainruleError `data` for a field of another kind, or names and an encoding of other inputs than the network has
 */
export function readAbout(description: unknown, network: Network, who: string): About | undefined {
  const { success, output, issues } = v.safeParse(schema, description, { abortEarly: true });
  if (!success) return complain(issues[0], who);
  const { about } = output;
  requireEach(network, "about.features", about?.features, who);
  if (about?.encoding) {
    const encoded = featureNames(parseEncoding(about.encoding, `${who}, about.encoding`));
    requireEach(network, "about.encoding", encoded, who);
  }
  return about;
}
