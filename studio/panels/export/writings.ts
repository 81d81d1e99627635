import { derivationDocument } from "../../../src/explain/derive/document.ts";
import { draw, sampleOf } from "../../../src/explain/derive/sample.ts";
import type { Document } from "../../../src/explain/document/blocks.ts";
import type { Convention } from "../../../src/explain/formula/formula.ts";
import type { Language } from "../../../src/explain/language/sentences.ts";
import { explain } from "../../../src/explain/trace/explain.ts";
import { answerKey, worksheet } from "../../../src/explain/worksheet/worksheet.ts";
import { numpyTraining } from "../../../src/formats/program/numpy/training.ts";
import { typescriptProgram } from "../../../src/formats/program/typescript.ts";
import { fewExamples } from "../../engine/examples.ts";
import type { Session } from "../../engine/session.ts";
import { derivationOf } from "../derivation/found.ts";
import { checkpointOf } from "./checkpoint.ts";
import { configAtStart, csvData, csvName, describeData, modelOf } from "./subject.ts";

/** How a text is to be written. */
export interface Reading {
  readonly language: Language;
  readonly convention: Convention;
  /** The row of the data that a worksheet is about. */
  readonly example: number;
}

/** Numbers up to which a document states those of the run. */
const mostNumbers = 2000;

/** The derivation for the network on the stage, with numbers of a few of its own examples. */
export function derivationOn(session: Session, { language, convention }: Reading): Document {
  const found = derivationOf(session);
  const own = sampleOf(found, fewExamples(session, 3).arrays);
  const size = [...own.leaves.values()].reduce((sum, { values }) => sum + values.length, 0);
  return derivationDocument(found, {
    language,
    convention,
    sample: size > mostNumbers ? draw(found, { m: 3 }) : own,
  });
}

/**
 * The next update of the run by one example as a sheet of questions, or its answers.
 *
 * @throws ChainruleError `usage` for a network that is too large to be worked through by hand
 */
export function sheetOn(
  session: Session,
  which: "questions" | "answers",
  { language, convention, example }: Reading,
): Document {
  const { x, y } = session.material.training;
  const { loss, optimizer, dtype, penalty } = session.plan().step;
  const sample = Math.max(0, Math.min(example, x.shape[0]! - 1));
  const trace = explain(modelOf(session), x, y, {
    loss,
    optimizer,
    dtype,
    ...penalty,
    epochs: session.settings.epochs,
    seed: session.settings.seed,
    resume: checkpointOf(session),
    sample,
    convention,
  });
  return (which === "questions" ? worksheet : answerKey)(trace, { language });
}

/** A TypeScript program that trains the run from its beginning, to the same bits. */
export const typescriptOf = async (session: Session): Promise<string> =>
  typescriptProgram(configAtStart(session, (await describeData(session)).data));

/**
 * A NumPy program for the same network and data. Data that is not drawn is read from the CSV file of the data, where it
 * stands as the network gets it.
 *
 * @throws ChainruleError `usage` for an optimizer that searches along lines
 */
export async function numpyOf(session: Session, { convention }: Reading): Promise<string> {
  const { data, file } = await describeData(session);
  if (file === undefined) return numpyTraining(configAtStart(session, data), { convention });
  const { training } = session.material;
  return numpyTraining(configAtStart(session, csvData(training)), { convention, file: csvName(training) });
}
