import { statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fail } from "../../base/error.ts";
import type { Ejector } from "../../formats/eject/ejector.ts";
import { ejectors } from "../../formats/eject/index.ts";
import { drawnLines, examplesFile } from "../../formats/program/numpy/data.ts";
import type { RunFile } from "../../formats/runFile.ts";
import { makeFolder } from "../../node/files.ts";
import { commandLine, shellLine } from "../commandLine.ts";
import { type Io, pathIn, say, styled } from "../io.ts";
import type { ejectOptions } from "../options/eject.ts";
import { neededChoice } from "../optionValues.ts";
import type { Given } from "../spec.ts";
import { openTrained, type Trained } from "../trained.ts";
import { trainingFile } from "../trainingFile.ts";
import { nameFrom, writeFrom } from "../written.ts";

type EjectGiven = Given<typeof ejectOptions>;

/** Writes a trained network as a program. */
export async function ejectNetwork(
  io: Io,
  [name = ""]: readonly string[],
  given: EjectGiven,
): Promise<number> {
  const ejector = ejectorOf(given);
  const trained = await openTrained(io, name);
  const named = given.out === undefined || isFolder(io, given.out) ? "" : extname(given.out);
  const folder = named === "" ? (given.out ?? "") : dirname(given.out!);
  const called = named === "" ? identifier(nameFrom(io, name)) : plainName(basename(given.out!, named));
  const training = given.training ? trainedRun(name, trained) : undefined;
  const { model, about } = trained;
  const files = await ejector.write(model, { about, name: called, ...(training && { training }) });
  const [first = ""] = files.keys();
  if (named !== "" && named !== extname(first))
    fail("usage", {
      who: "--out",
      expected: `a folder, or a file name that ends in ${extname(first)},`,
      got: `"${given.out}"`,
    });
  const examples = training && (await trainingFile(io, name, training));
  if (folder !== "") await makeFolder(pathIn(io, folder));
  for (const [file, contents] of files) await writeFrom(io, name, join(folder, file), contents);
  if (examples) await writeFrom(io, name, join(folder, examples.name), examples.text);
  const missing = training && !examples && !drawnLines(training) ? examplesFile(training) : undefined;
  const next = training
    ? `Run it${missing === undefined ? "" : `, with ${missing} beside it (too large to be written here)`}: ${shellLine(["python3", join(folder, first)])}`
    : `Check it: ${commandLine(["verify", join(folder, first)])}`;
  say(io.stdout, styled(io.stdout, "dim", next));
  return 0;
}

const isFolder = (io: Io, path: string): boolean =>
  /[\\/]$/.test(path) || statSync(pathIn(io, path), { throwIfNoEntry: false })?.isDirectory() === true;

function ejectorOf({ to, training }: EjectGiven): Ejector {
  const ejector = ejectors[neededChoice("eject", "--to", "a language", to, Object.keys(ejectors))]!;
  if (training && !ejector.trains) {
    const able = Object.values(ejectors).filter(({ trains }) => trains);
    fail("usage", {
      who: "--training",
      expected: `a language of ${able.map(({ name }) => name).join(", ")}`,
      got: ejector.name,
    });
  }
  return ejector;
}

/** The run that says how its network was trained. */
const trainedRun = (name: string, { run }: Trained): RunFile =>
  run ??
  fail("usage", {
    who: "--training",
    expected: "a run folder, which says how its network was trained,",
    got: `"${name}"`,
  });

/** A name that every language takes for a file, and for a module that is imported. */
const identifier = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{M}\p{N}_]/gu, "_").replace(/^(?=\d)/, "_") || "model";

/** A name of letters, digits and what else names hold: it stands in comments, in texts and in addresses. */
const plainName = (text: string): string =>
  /^[\p{L}\p{M}\p{N} _.,+()-]+$/u.test(text)
    ? text
    : fail("usage", {
        who: "--out",
        expected: "a file name of letters, digits, spaces and _ . , + ( ) -",
        got: `"${text}"`,
      });
