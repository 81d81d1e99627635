import { asHelp, shielded } from "./argv.ts";
import { check } from "./commands/check.ts";
import { completion } from "./commands/completion.ts";
import { data } from "./commands/data.ts";
import { derive } from "./commands/derive.ts";
import { doctor } from "./commands/doctor.ts";
import { eject } from "./commands/eject.ts";
import { evaluate } from "./commands/evaluate.ts";
import { explain } from "./commands/explain.ts";
import { exportCommand } from "./commands/export.ts";
import { gradcheck } from "./commands/gradcheck.ts";
import { importCommand } from "./commands/import.ts";
import { inspect } from "./commands/inspect.ts";
import { lesson } from "./commands/lesson.ts";
import { newProject } from "./commands/new.ts";
import { parity } from "./commands/parity.ts";
import { predict } from "./commands/predict.ts";
import { report } from "./commands/report.ts";
import { serve } from "./commands/serve.ts";
import { studio } from "./commands/studio.ts";
import { sweep } from "./commands/sweep.ts";
import { train } from "./commands/train.ts";
import { verify } from "./commands/verify.ts";
import { explainFailure, meantBy } from "./failure.ts";
import { type Io, processIo, say } from "./io.ts";
import { buildProgram } from "./program.ts";
import { version } from "./version.ts";

/** Every command, in the order of the help. */
export const commands = [
  train,
  evaluate,
  predict,
  sweep,
  explain,
  derive,
  gradcheck,
  check,
  parity,
  report,
  inspect,
  lesson,
  studio,
  doctor,
  exportCommand,
  importCommand,
  eject,
  verify,
  serve,
  data,
  newProject,
  completion,
];

/**
 * Runs the command line.
 *
 * @param argv what follows the program's name
 * @returns the exit code
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  const debug = argv.includes("--debug");
  const words = asHelp(shielded(argv).filter((word) => word !== "--debug"));
  let code = 0;
  try {
    if (words[0] === "complete") {
      const { candidatesFor } = await import("./complete.ts");
      const candidates = await candidatesFor(commands, words.slice(words.indexOf("--") + 1));
      for (const { word, about } of candidates) say(io.stdout, `${word}\t${about}`);
      return 0;
    }
    const program = buildProgram(io, version, commands, words, (result) => {
      code = result;
    });
    await program.parseAsync(words.length === 0 ? ["help"] : words, { from: "user" });
    return code;
  } catch (error) {
    return explainFailure(error, io.stderr, debug, (refused) => meantBy(refused, words, commands));
  }
}
