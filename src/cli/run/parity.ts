import { basename } from "node:path";
import { readEach } from "../../array/npy.ts";
import { ChainruleError, fail } from "../../base/error.ts";
import { parityData, parityDocument } from "../../explain/parity/document.ts";
import { parity as compareTrace } from "../../explain/parity/parity.ts";
import type { ParitySettings } from "../../explain/parity/settings.ts";
import { parseLoss } from "../../nn/losses/index.ts";
import { parseLearningRate } from "../../nn/schedules/index.ts";
import { readFile } from "../../node/readFile.ts";
import { type Io, pathIn, say } from "../io.ts";
import type { parityOptions } from "../options/parity.ts";
import { countOption, realOption } from "../optionValues.ts";
import type { Given } from "../spec.ts";
import { writerOf } from "../writer.ts";

type ParityGiven = Given<typeof parityOptions>;

/** Compares recorded training: 0 where it agrees, 1 where it differs. */
export async function parity(io: Io, [path = ""]: readonly string[], given: ParityGiven): Promise<number> {
  try {
    return await compare(io, path, given);
  } catch (error) {
    // A script must be able to tell a difference from a trace that could not be compared.
    if (!(error instanceof ChainruleError) || error.code === "internal") throw error;
    throw new ChainruleError("usage", error.message, { cause: error });
  }
}

async function compare(io: Io, path: string, given: ParityGiven): Promise<number> {
  const writer = writerOf(io, given);
  const settings = settingsOf(given);
  const result = compareTrace(await readEach(await readFile(pathIn(io, path)), basename(path)), settings);
  const { language } = writer;
  // One line with --json, for programs that read the last line of what is printed.
  if (given.json && given.out === undefined) say(io.stdout, JSON.stringify(parityData(result, language)));
  else
    await writer.write({
      document: () => parityDocument(result, { language }),
      data: () => parityData(result, language),
    });
  return result.agrees ? 0 : 1;
}

function settingsOf(given: ParityGiven): ParitySettings {
  const { layers, loss, optimizer, lr } = given;
  const numbers = {
    l1: realOption("--l1", given.l1, { from: 0 }),
    l2: realOption("--l2", given.l2, { from: 0 }),
    clipNorm: realOption("--clip-norm", given.clipNorm, { above: 0 }),
    clipValue: realOption("--clip-value", given.clipValue, { above: 0 }),
    batch: countOption("--batch", given.batch, { from: 1 }),
    tolerance: realOption("--tolerance", given.tolerance, { from: 0, to: 1 }),
  };
  const known = Object.entries(numbers).filter(([, value]) => value !== undefined);
  return {
    layers:
      layers ??
      fail("usage", {
        who: "--layers",
        expected: "the layers of the network",
        got: "none",
        fix: "For 4 hidden tanh units and a sigmoid output: --layers 4:tanh,1:sigmoid.",
      }),
    ...(loss !== undefined && { loss: parseLoss(loss) }),
    ...(optimizer !== undefined && { optimizer }),
    ...(lr !== undefined && { learningRate: parseLearningRate(lr) }),
    ...Object.fromEntries(known),
  };
}
