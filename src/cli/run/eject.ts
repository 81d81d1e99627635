import { statSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { fail } from "../../base/error.ts";
import type { Ejector } from "../../formats/eject/ejector.ts";
import { ejectors } from "../../formats/eject/index.ts";
import type { ProgramConfig } from "../../formats/program/config.ts";
import { makeFolder } from "../../node/files.ts";
import { commandLine } from "../commandLine.ts";
import { type Io, pathIn, say, styled } from "../io.ts";
import { choiceOption } from "../numbers.ts";
import type { ejectOptions } from "../options/eject.ts";
import type { Given } from "../spec.ts";
import { openTrained, type Trained } from "../trained.ts";
import { foundSource } from "../whereabouts.ts";
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
  const called = identifier(named === "" ? nameFrom(io, name) : basename(given.out!, named));
  const training = given.training ? trainingOf(io, name, trained, folder) : undefined;
  const { model, about } = trained;
  const files = await ejector.write(model, { about, name: called, ...(training && { training }) });
  const [first = ""] = files.keys();
  if (named !== "" && named !== extname(first))
    fail("usage", {
      who: "--out",
      expected: `a folder, or a file name that ends in ${extname(first)},`,
      got: `"${given.out}"`,
    });
  if (folder !== "") await makeFolder(pathIn(io, folder));
  for (const [file, contents] of files) await writeFrom(io, name, join(folder, file), contents);
  if (!training)
    say(io.stdout, styled(io.stdout, "dim", `Check it: ${commandLine(["verify", join(folder, first)])}`));
  return 0;
}

const isFolder = (io: Io, path: string): boolean =>
  /[\\/]$/.test(path) || statSync(pathIn(io, path), { throwIfNoEntry: false })?.isDirectory() === true;

function ejectorOf({ to, training }: EjectGiven): Ejector {
  const names = Object.keys(ejectors);
  if (to === undefined)
    return fail("usage", {
      who: "eject",
      expected: "--to with a language",
      got: "none",
      fix: `Known: ${names.join(", ")}.`,
    });
  const ejector = ejectors[choiceOption("--to", to, names)!]!;
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

/** How a run was trained; a file of data as it is found from the folder of the program. */
function trainingOf(io: Io, name: string, { run }: Trained, folder: string): ProgramConfig {
  if (!run)
    return fail("usage", {
      who: "--training",
      expected: "a run folder, which says how its network was trained,",
      got: `"${name}"`,
    });
  const source = foundSource(io, name, run.data.source, "eject");
  const path =
    source.kind === "file" && source.path !== "-" ? relative(pathIn(io, folder), source.path) : undefined;
  const { network, settings, data, dtype } = run;
  return {
    network,
    settings,
    dtype,
    data: { ...data, source: path === undefined || source.kind !== "file" ? source : { ...source, path } },
  };
}

/** A name that every language takes for a file and a function. */
const identifier = (text: string): string => text.replaceAll(/\W/g, "_").replace(/^(?=\d)/, "_") || "model";
