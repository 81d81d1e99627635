import { ChainruleError } from "../../base/error.ts";
import type { Check } from "../../node/verify/check.ts";
import type { Verification } from "../../node/verify/verification.ts";
import { verifyFile } from "../../node/verifyFile.ts";
import { exitCodes } from "../exitCodes.ts";
import { explainFailure } from "../failure.ts";
import { type Io, pathIn, say, styled } from "../io.ts";
import type { verifyOptions } from "../options/verify.ts";
import { realOption } from "../optionValues.ts";
import type { Given } from "../spec.ts";
import { openTrained } from "../trained.ts";
import { significant } from "../words.ts";

/** Verifies files, one after the other; resolves to 1 where one is off, else to the code of the first that cannot be verified. */
export async function verify(
  io: Io,
  files: readonly string[],
  given: Given<typeof verifyOptions>,
): Promise<number> {
  const timeLimit = realOption("--time-limit", given.timeLimit, { above: 0, to: 86_400 }) ?? 30;
  const against = given.against === undefined ? undefined : await openTrained(io, given.against);
  const truth = against && { against: against.model, about: against.about };
  const controller = new AbortController();
  const release = io.onInterrupt(() => controller.abort());
  const codes: number[] = [];
  try {
    for (const file of files) {
      const { signal } = controller;
      if (signal.aborted) return exitCodes.aborted;
      try {
        const found = await verifyFile(pathIn(io, file), { timeLimit, signal, ...truth });
        if (signal.aborted) return exitCodes.aborted;
        say(io.stdout, given.json ? JSON.stringify(dataOf(file, found)) : reportOf(io, file, found));
        codes.push(found.holds ? 0 : 1);
      } catch (error) {
        // One file that is no network does not keep the others from being verified.
        if (files.length === 1 || !(error instanceof ChainruleError)) throw error;
        codes.push(explainFailure(error, io.stderr, false));
      }
    }
  } finally {
    release();
  }
  return codes.includes(1) ? 1 : (codes.find((code) => code !== 0) ?? 0);
}

function dataOf(file: string, { proof, checks, holds }: Verification) {
  const { inputs, tolerance, weights, dtype } = proof;
  return { file, holds, examples: inputs.length, tolerance, dtype, weights, checks };
}

function reportOf(io: Io, file: string, { proof, checks, holds }: Verification): string {
  const { stdout: to } = io;
  const { inputs, outputs, tolerance, dtype } = proof;
  const promise = tolerance === 0 ? "the same bits" : `within ${tolerance}`;
  const width = Math.max(...checks.map(({ by }) => by.length));
  const nothingRan = checks.every(({ outcome }) => outcome === "notRun");
  return [
    `${styled(to, "bold", file)}  ${inputs.length} examples of ${outputs[0]!.length} ${outputs[0]!.length === 1 ? "output" : "outputs"}, ${dtype}, ${promise}`,
    ...checks.map((check) => `  ${check.by.padEnd(width)}  ${sentenceOf(check)}`),
    holds
      ? styled(to, "green", "  holds")
      : styled(to, "red", nothingRan ? "  not verified: nothing could run it" : "  does not hold"),
  ].join("\n");
}

function sentenceOf(check: Check): string {
  if (check.outcome !== "ran") return `${check.outcome === "failed" ? "failed" : "not run"}: ${check.reason}`;
  const { error, worst } = check.comparison;
  if (error === 0) return "the same bits";
  const { example, output, expected, got } = worst;
  return `largest error ${significant(error, 3)}, in output ${output} of example ${example}: ${got} for ${expected}`;
}
