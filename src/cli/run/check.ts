import { basename } from "node:path";
import { buffer } from "node:stream/consumers";
import { ChainruleError, fail } from "../../base/error.ts";
import { check as checkArrays } from "../../explain/check/check.ts";
import { verdictData } from "../../explain/check/data.ts";
import { checkDocument } from "../../explain/check/document.ts";
import { readArrays } from "../../explain/check/read.ts";
import type { CheckSettings } from "../../explain/check/settings.ts";
import { parseLoss } from "../../nn/losses/index.ts";
import { parseOptimizer, readOptimizer } from "../../nn/optimizers/index.ts";
import { readFile } from "../../node/readFile.ts";
import { type Io, pathIn, say } from "../io.ts";
import type { checkOptions } from "../options/check.ts";
import { realOption } from "../optionValues.ts";
import type { Given } from "../spec.ts";
import { writerOf } from "../writer.ts";

type CheckGiven = Given<typeof checkOptions>;

/** The exit codes of a check: a script must be able to tell a slip from a file that could not be judged. */
const codes = { right: 0, wrong: 1, unjudged: 2 } as const;

/** Checks a learner's numbers. */
export async function check(io: Io, [path = ""]: readonly string[], given: CheckGiven): Promise<number> {
  try {
    return await judge(io, path, given);
  } catch (error) {
    if (!(error instanceof ChainruleError) || error.code === "internal") throw error;
    throw new ChainruleError("usage", error.message, { cause: error });
  }
}

async function judge(io: Io, path: string, given: CheckGiven): Promise<number> {
  const writer = writerOf(io, given);
  const settings = settingsOf(given);
  const [name, bytes] =
    path === "-"
      ? ["standard input", new Uint8Array(await buffer(io.stdin))]
      : [basename(path), await readFile(pathIn(io, path))];
  const verdict = checkArrays(await readArrays(bytes, name), settings);
  const { language } = writer;
  // One line with --json, for programs that read the last line of what is printed.
  if (given.json && given.out === undefined) say(io.stdout, JSON.stringify(verdictData(verdict, language)));
  else
    await writer.write({
      document: () => checkDocument(verdict, { language }),
      data: () => verdictData(verdict, language),
    });
  return codes[verdict.verdict];
}

function settingsOf({ layers, loss, optimizer, lr, names }: CheckGiven): CheckSettings {
  const learningRate = rateOf(optimizer, realOption("--lr", lr, { above: 0 }));
  return {
    layers:
      layers ??
      fail("usage", {
        who: "--layers",
        expected: "the layers of your network",
        got: "none",
        fix: "For 4 hidden tanh units and a sigmoid output: --layers 4:tanh,1:sigmoid.",
      }),
    ...(loss !== undefined && { loss: parseLoss(loss) }),
    ...(optimizer !== undefined && { optimizer }),
    ...(learningRate !== undefined && { learningRate }),
    ...(names !== undefined && { names: mapOf(names) }),
  };
}

/** One update has one rate, wherever it is said; where it is not, it is read off the updates. */
function rateOf(optimizer: string | undefined, lr: number | undefined): number | undefined {
  if (optimizer === undefined || readOptimizer(optimizer).learningRate === undefined) return lr;
  const { learningRate } = parseOptimizer(optimizer, lr);
  if (typeof learningRate === "number") return learningRate;
  return fail("usage", {
    who: "--optimizer",
    expected: "a learning rate that is one number, as an update has,",
    got: `"${optimizer}"`,
  });
}

function mapOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(",").map((piece) => {
      const [written = "", name = ""] = piece.split("=").map((part) => part.trim());
      if (written === "" || name === "")
        fail("usage", { who: "--names", expected: "yours=ours, as in hidden=A1,out=A2", got: `"${piece}"` });
      return [written, name];
    }),
  );
}
