import { check } from "../../../src/explain/check/check.ts";
import { checkDocument } from "../../../src/explain/check/document.ts";
import { entriesOf } from "../../../src/explain/check/entries.ts";
import { pictureOf } from "../../../src/explain/check/picture.ts";
import { readArrays } from "../../../src/explain/check/read.ts";
import type { CheckSettings } from "../../../src/explain/check/settings.ts";
import type { Outcome, Verdict } from "../../../src/explain/check/verdict.ts";
import type { Block } from "../../../src/explain/document/blocks.ts";
import { mathml } from "../../../src/explain/document/mathml.ts";
import type { Language } from "../../../src/explain/language/sentences.ts";
import type { Layer } from "../../../src/nn/layers/layer.ts";
import { parseLoss } from "../../../src/nn/losses/index.ts";
import { parseOptimizer } from "../../../src/nn/optimizers/index.ts";
import { parseLayers } from "../../../src/nn/parseLayers.ts";
import { chooseLoss, chooseOptimizer } from "../../../src/train/choose.ts";
import type { Stage } from "../../engine/stage.ts";
import type { BlockView, CheckView, LearnersNetwork, LinkView, State } from "./view.ts";
import { textbook } from "./walk.ts";

export { exampleFile, saveSnippet, slipsToShow } from "./examples.ts";
export { answer, begin, hint, reveal } from "./practice/engine.ts";

/** A learner's file, and the network that it is about. */
export interface Work {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly network: LearnersNetwork;
  readonly language: Language;
}

/**
 * Checks a learner's file against the network on the stage.
 *
 * @throws ChainruleError as `readArrays` and `check` do
 */
export async function judge(stage: Stage, { name, bytes, network, language }: Work): Promise<CheckView> {
  const settings = settingsOf(stage, network);
  const arrays = await readArrays(bytes, name);
  const verdict = check(arrays, settings);
  const { title, blocks } = checkDocument(verdict, { language });
  const [first] = verdict.outcomes.filter(({ kind }) => kind === "wrong" || kind === "misshapen");
  const at = first?.kind === "wrong" ? first.slips.slice(0, 1).map((slip) => slip.at) : [];
  return {
    verdict: verdict.verdict,
    title,
    blocks: blocks.flatMap(blockView),
    chain: chainOf(verdict, settings, arrays),
    first: first?.name ?? "",
    slip: first ? marksOf([first.name, ...at], settings) : [],
  };
}

function settingsOf(stage: Stage, { layers, loss, optimizer, names }: LearnersNetwork): CheckSettings {
  const { network, step } = stage.session().plan();
  // Another network has the loss that fits it, unless one is named.
  const usual = layers === "" ? step.loss : undefined;
  const chosen = loss === "" ? usual : parseLoss(loss);
  return {
    layers: layers === "" ? network.layers : parseLayers(layers),
    ...(chosen && { loss: chosen }),
    optimizer: optimizer === "" ? step.optimizer : parseOptimizer(optimizer),
    ...(names.trim() !== "" && { names: namesIn(names) }),
  };
}

const namesIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(/[,;]/)
      .filter((pair) => pair.trim() !== "")
      .map((pair) => pair.split("=").map((part) => part.trim()))
      .map(([written, name]) => [written!, name ?? ""]),
  );

const states: Readonly<Record<Outcome["kind"], State>> = {
  right: "right",
  wrong: "wrong",
  misshapen: "misshapen",
  skipped: "unjudged",
};

/** Where values stand in the network: what is next of a parameter at the parameter, the loss at the output. */
function marksOf(names: readonly string[], settings: CheckSettings): string[] {
  const count = layersIn(settings).filter(({ type }) => type === "dense").length;
  return [
    ...new Set(names.map((name) => (name === "loss" ? `A${count}` : name.replace(/_(new|change)$/, "")))),
  ];
}

const layersIn = ({ layers }: CheckSettings): readonly Layer[] =>
  typeof layers === "string" ? parseLayers(layers) : layers;

/** Every value of the step with what became of it. */
function chainOf(
  { outcomes, features, examples }: Verdict,
  settings: CheckSettings,
  arrays: Awaited<ReturnType<typeof readArrays>>,
): LinkView[] {
  const { loss, optimizer } = settings;
  const network = { features, layers: layersIn(settings) };
  const means = { loss: chooseLoss(network, loss), optimizer: chooseOptimizer(optimizer) };
  const picture = pictureOf(network, examples, means);
  const { entries } = entriesOf(arrays, picture, settings);
  const judged = new Map(outcomes.map((one) => [one.name, states[one.kind]]));
  const shown = new Set(textbook(picture));
  return [...picture.quantities.values()]
    .filter((quantity) => shown.has(quantity) || entries.has(quantity.name))
    .map(({ name, role }) => {
      const entry = entries.get(name);
      return {
        name,
        role,
        state: judged.get(name) ?? (entry ? "given" : "absent"),
        written: entry?.written ?? name,
      };
    });
}

/** The kinds of blocks that a check speaks in. */
function blockView(block: Block): BlockView | readonly BlockView[] {
  switch (block.kind) {
    case "formula":
      return {
        kind: "formula",
        mathml: mathml(block.formula.latex),
        numpy: block.formula.numpy ?? "",
        note: block.note ?? "",
      };
    case "table":
      return { kind: "table", head: block.head, rows: block.rows };
    case "list":
      return { kind: "list", items: block.items };
    case "heading":
      return { kind: "heading", text: block.text };
    case "paragraph":
      return { kind: "paragraph", text: block.text };
    default:
      return [];
  }
}
