import { Command, Option } from "commander";
import { exitCodesHelp } from "./exitCodes.ts";
import { type Io, widthOf } from "./io.ts";
import type { CommandSpec, OptionSpec } from "./spec.ts";

/** The parser of the whole command line. `done` is told the exit code of the command that ran. */
export function buildProgram(
  io: Io,
  version: string,
  specs: readonly CommandSpec[],
  argv: readonly string[],
  done: (code: number) => void,
): Command {
  const program = new Command("chainrule")
    .description("Neural networks that show their work: train, judge and use them from the command line.")
    .version(version, "-V, --version", "print the version")
    .option("--debug", "show the stack of an error");
  prepare(program, io);
  for (const spec of specs) program.addCommand(build(spec, io, argv, done));
  program.addHelpText(
    "after",
    `\nExamples:\n${exampleLines([
      ["train planar", "train on a flower of two classes, see the boundary"],
      ["train measurements.csv --target price", "learn a column of your own file"],
      ["evaluate run/", "judge the network in a run folder"],
      ["help train", "all options of a command"],
    ])}\n\n${exitCodesHelp}`,
  );
  return program;
}

function prepare(command: Command, io: Io): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: () => {},
      getOutHelpWidth: () => widthOf(io.stdout),
      getErrHelpWidth: () => widthOf(io.stderr),
      getOutHasColors: () => io.stdout.isTTY === true,
    })
    .helpOption("-h, --help", "show this help");
}

function build(spec: CommandSpec, io: Io, argv: readonly string[], done: (code: number) => void): Command {
  const command = new Command(spec.name).description(spec.about);
  prepare(command, io);
  for (const { name, about } of spec.arguments ?? []) command.argument(name, about);
  for (const [heading, options] of Object.entries(spec.options))
    for (const [name, option] of Object.entries(options))
      command.addOption(optionOf(name, option).helpGroup(`${heading}:`));
  for (const inner of spec.commands ?? []) command.addCommand(build(inner, io, argv, done));
  const notes = spec.notes ? `\n\n${spec.notes}` : "";
  command.addHelpText("after", `\nExamples:\n${exampleLines(spec.examples)}${notes}\n\n${exitCodesHelp}`);
  const { load } = spec;
  if (load)
    command.action(async () => {
      const run = await load();
      done(await run(io, command.args, command.opts(), argv));
    });
  return command;
}

/** `checkpointEvery` as it is written: `checkpoint-every`. */
export const dashed = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** An option as it is written: `--checkpoint-every`, `--no-bias`. */
export const flagOf = (name: string, { negative }: OptionSpec): string =>
  `--${negative ? "no-" : ""}${dashed(name)}`;

function optionOf(name: string, spec: OptionSpec): Option {
  const flags = [spec.short, flagOf(name, spec)].filter(Boolean).join(", ");
  const option = new Option(spec.value ? `${flags} ${spec.value}` : flags, spec.about);
  if (spec.many)
    option.argParser((text: string, before: readonly string[] | undefined) => [...(before ?? []), text]);
  return option;
}

const exampleLines = (examples: CommandSpec["examples"]): string =>
  examples.map(([line, about]) => `  # ${about}\n  chainrule ${line}`).join("\n");
