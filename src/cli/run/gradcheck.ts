import { fail } from "../../base/error.ts";
import type { Examples } from "../../data/dataset.ts";
import { evidenceData, evidenceDocument } from "../../explain/gradcheck/document.ts";
import { gradcheck as checkModel, type GradcheckOptions } from "../../explain/gradcheck/gradcheck.ts";
import { parseLoss } from "../../nn/losses/index.ts";
import type { Model } from "../../train/model.ts";
import { defined } from "../defined.ts";
import type { Io } from "../io.ts";
import { prepareMaterial } from "../material.ts";
import { checkedNetwork, checkedTraining, type gradcheckOptions } from "../options/gradcheck.ts";
import { countOption, realOption } from "../optionValues.ts";
import { examplesOf } from "../runTrace.ts";
import { networkOf } from "../settings.ts";
import { load } from "../source.ts";
import type { Given } from "../spec.ts";
import { namesTrained, openTrained, refuseBeside } from "../trained.ts";
import { writerOf } from "../writer.ts";

type GradcheckGiven = Given<typeof gradcheckOptions>;

/** What is checked: a model, on examples, with what decides its loss. */
interface Subject {
  readonly model: Pick<Model, "network" | "weights" | "scaling">;
  readonly examples: Examples;
  readonly options: GradcheckOptions;
}

/** Checks gradients; resolves to 1 where one is wrong. */
export async function gradcheck(io: Io, args: readonly string[], given: GradcheckGiven): Promise<number> {
  const writer = writerOf(io, given);
  const elements = countOption("--elements", given.elements, { from: 1 });
  const tolerance = realOption("--tolerance", given.tolerance, { above: 0 });
  const most = countOption("--examples", given.examples, { from: 1 }) ?? 100;
  const { model, examples, options } = await subjectOf(io, args, given);
  const rows = Int32Array.from({ length: Math.min(most, examples.x.shape[0]!) }, (_, i) => i);
  const evidence = checkModel(model, examples.x.rows(rows), examples.y.rows(rows), {
    ...options,
    ...defined({ elements, tolerance }),
  });
  await writer.write({
    document: () => evidenceDocument(evidence, writer.language),
    data: () => evidenceData(evidence),
  });
  return evidence.passed ? 0 : 1;
}

const seedOf = ({ seed }: GradcheckGiven) => countOption("--seed", seed, { from: 0, to: 2 ** 32 - 1 });

async function subjectOf(
  io: Io,
  [name = "", other]: readonly string[],
  given: GradcheckGiven,
): Promise<Subject> {
  if (await namesTrained(io, name)) {
    const { seed: _, ...own } = checkedNetwork;
    const trained = await openTrained(io, name);
    const { run, model } = trained;
    refuseBeside(name, trained, given, own, checkedTraining);
    const examples = await examplesOf(io, name, trained, other, given, "gradcheck");
    if (!run) return { model, examples, options: optionsOf(given) };
    const { loss, l1, l2 } = run.settings;
    return { model, examples, options: { loss, l1, l2, seed: seedOf(given) ?? run.settings.seed } };
  }
  if (other !== undefined)
    fail("usage", { who: "gradcheck", expected: "other data only after a run folder", got: `"${name}"` });
  const material = prepareMaterial(await load(io, name, given, {}, "gradcheck"), given);
  return { model: networkOf(given, material), examples: material.training, options: optionsOf(given) };
}

/** What the options say of the loss. */
const optionsOf = (given: GradcheckGiven): GradcheckOptions =>
  defined({
    loss: given.loss === undefined ? undefined : parseLoss(given.loss),
    seed: seedOf(given),
    l1: realOption("--l1", given.l1, { from: 0 }),
    l2: realOption("--l2", given.l2, { from: 0 }),
  });
