import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shielded } from "./argv.ts";
import { exitCodes } from "./exitCodes.ts";
import { processIo } from "./io.ts";
import { commands } from "./main.ts";
import { buildProgram, flagOf } from "./program.ts";
import type { CommandSpec } from "./spec.ts";

const manual = readFileSync(new URL("../../docs/cli.md", import.meta.url), "utf8");
const flat = (specs: readonly CommandSpec[]): CommandSpec[] =>
  specs.flatMap((spec) => [spec, ...flat(spec.commands ?? [])]);

test("the manual names every command, every option and every exit code, and no other option", () => {
  const options = flat(commands).flatMap(({ options }) => Object.values(options).flatMap(Object.entries));
  const flags = new Set(options.map(([name, option]) => flagOf(name, option)));
  const written = new Set(manual.match(/--[a-z][a-z0-9-]*/g));
  for (const general of ["--help", "--version", "--debug"]) expect(written.delete(general)).toBe(true);
  expect([...written].sort()).toEqual([...flags].sort());
  for (const { name } of commands) expect(manual).toContain(`## ${name}\n`);
  for (const code of Object.values(exitCodes)) expect(manual).toContain(`| ${code} | `);
});

test("every example of the help is a command line that parses", async () => {
  const stub = (spec: CommandSpec): CommandSpec => ({
    ...spec,
    ...(spec.commands && { commands: spec.commands.map(stub) }),
    load: async () => async () => 0,
  });
  for (const { examples } of flat(commands))
    for (const [line] of examples) {
      const words = shielded(
        [...line.replace(/ (<|>|>>) .*$/, "").matchAll(/(?:[^\s"]+|"[^"]*")+/g)].map(([word]) => word),
      );
      let code = -1;
      const program = buildProgram(processIo(), "0", commands.map(stub), words, (result) => {
        code = result;
      });
      await program.parseAsync(words, { from: "user" });
      expect(code, line).toBe(0);
    }
});
