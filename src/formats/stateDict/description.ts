import * as v from "valibot";
import { fail } from "../../base/error.ts";
import type { Scaling } from "../../data/scaling.ts";
import { showValue } from "../../data/showValue.ts";
import type { Network } from "../../nn/network.ts";
import type { Model } from "../../train/model.ts";
import { readAbout } from "../about.ts";
import type { About } from "../imported.ts";
import { parseJson } from "../parseJson.ts";
import { complain } from "../runFile/complain.ts";
import { modelSchema } from "../runFile/schema.ts";

/** What the description of a network is called in a file of weights that another program reads. */
export const descriptionName = "chainrule.description";

/** What a file of weights says of the network besides. */
export interface Description {
  readonly network: Network;
  readonly scaling?: Scaling;
  readonly about?: About;
}

/** The layers, the scaling and what is known of inputs and outputs, in JSON. */
export const writeDescription = ({ network, scaling }: Model, about?: About): string =>
  JSON.stringify({ version: 1, network, ...(scaling && { scaling }), ...(about && { about }) });

/** @throws ChainruleError `data` for a newer version, a field of another kind, or a scaling of other inputs */
export function readDescription(text: string, who: string): Description {
  const place = `${who}, ${descriptionName}`;
  const json = parse(text, place);
  const version = (json as { readonly version?: unknown } | null)?.version;
  if (version !== 1)
    fail("data", {
      who: place,
      expected: "version 1",
      got: showValue(version ?? null),
      fix: "Install a newer chainrule.",
    });
  const { success, output, issues } = v.safeParse(modelSchema, json, { abortEarly: true });
  if (!success) return complain(issues[0], place);
  const { network, scaling } = output;
  for (const [part, list] of Object.entries(scaling ?? {})) requireOneEach(list.length, network, part, place);
  const about = readAbout(json, network, place);
  return { network, ...(scaling && { scaling }), ...(about && { about }) };
}

function requireOneEach(got: number, { features }: Network, part: string, who: string): void {
  if (got !== features)
    fail("data", { who, expected: `${features} entries at scaling.${part}`, got: String(got) });
}

function parse(text: string, who: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    return fail("data", { who, expected: "JSON", got: "text that does not parse" }, cause);
  }
}
