import { shielded } from "./argv.ts";
import { evaluate } from "./commands/evaluate.ts";
import { inspect } from "./commands/inspect.ts";
import { predict } from "./commands/predict.ts";
import { sweep } from "./commands/sweep.ts";
import { train } from "./commands/train.ts";
import { explainFailure } from "./failure.ts";
import { type Io, processIo } from "./io.ts";
import { buildProgram } from "./program.ts";
import { version } from "./version.ts";

/** Every command, in the order of the help. */
export const commands = [train, evaluate, predict, sweep, inspect];

/**
 * Runs the command line.
 *
 * @param argv what follows the program's name
 * @returns the exit code
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  const debug = argv.includes("--debug");
  const words = shielded(argv).filter((word) => word !== "--debug");
  let code = 0;
  try {
    const program = buildProgram(io, version, commands, words, (result) => {
      code = result;
    });
    await program.parseAsync(words.length === 0 ? ["help"] : words, { from: "user" });
    return code;
  } catch (error) {
    return explainFailure(error, io.stderr, debug);
  }
}
