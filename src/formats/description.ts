import * as v from "valibot";
import { fail } from "../base/error.ts";
import { showValue } from "../base/showValue.ts";
import type { Scaling } from "../data/scaling.ts";
import type { Network } from "../nn/network.ts";
import type { Model } from "../train/model.ts";
import { readAbout } from "./about.ts";
import type { About } from "./imported.ts";
import { parseJson } from "./parseJson.ts";
import { requireScaling } from "./requireEach.ts";
import { complain } from "./runFile/complain.ts";
import { modelSchema } from "./runFile/schema.ts";

/** What the description of a network is called in a file of weights that another program reads. */
export const descriptionName = "chainrule.description";

/** What a file of weights says of the network besides. */
export interface Description {
  readonly network: Network;
  readonly scaling?: Scaling;
  readonly about?: About;
}

/**
 * The layers, the scaling and what is known of inputs and outputs, in JSON.
 *
 * @param more what a format says besides
 */
export const writeDescription = (
  { network, scaling }: Model,
  about?: About,
  more: Readonly<Record<string, string>> = {},
): string =>
  JSON.stringify({ version: 1, network, ...(scaling && { scaling }), ...(about && { about }), ...more });

/** @throws ChainruleError `data` for text that is no JSON, and as {@link descriptionFrom} */
export function readDescription(text: string, who: string): Description {
  const place = `${who}, ${descriptionName}`;
  return descriptionFrom(parse(text, place), place);
}

/**
 * What {@link writeDescription} wrote, from its parsed JSON. Fields it does not know are left out.
 *
 * @throws ChainruleError `data` for a newer version, a field of another kind, or a scaling or names of other inputs
 */
export function descriptionFrom(json: unknown, who: string): Description {
  const version = (json as { readonly version?: unknown } | null)?.version;
  if (version !== 1)
    fail("data", {
      who,
      expected: "a description of version 1",
      got: version === undefined ? "none" : `version ${showValue(version)}`,
      fix: "Install a newer chainrule.",
    });
  const { success, output, issues } = v.safeParse(modelSchema, json, { abortEarly: true });
  if (!success) return complain(issues[0], who);
  const { network, scaling } = output;
  requireScaling(network, scaling, who);
  const about = readAbout(json, network, who);
  return { network, ...(scaling && { scaling }), ...(about && { about }) };
}

function parse(text: string, who: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    return fail("data", { who, expected: "JSON", got: "text that does not parse" }, cause);
  }
}
