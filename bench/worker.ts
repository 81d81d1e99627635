/**
 * One library in a process of its own: opens the task of a folder, then runs what each line of the standard input
 * asks for ("case steps file") and answers with a line of JSON. The result goes to the file, where one is named.
 */
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { type Open, readSpec } from "./task.ts";

/** Libraries print banners: only lines that begin so are answers. */
const mark = "@bench ";
const answer = (value: object): void => void process.stdout.write(`${mark}${JSON.stringify(value)}\n`);

const [module = "", folder = "", threads = "1", variant = ""] = process.argv.slice(2);
const { open } = (await import(module)) as { open: Open };
const runner = await open(folder, readSpec(folder), { threads: Number(threads), variant });
answer({ version: runner.version });

for await (const line of createInterface({ input: process.stdin })) {
  const [which = "0", steps = "1", file = ""] = line.split(" ");
  const { seconds, result } = await runner.run(Number(which), Number(steps));
  if (file) {
    const arrays = await result();
    const whole = new Float64Array(arrays.reduce((length, array) => length + array.length, 0));
    let at = 0;
    for (const array of arrays) {
      whole.set(array, at);
      at += array.length;
    }
    writeFileSync(file, whole);
  }
  answer({ seconds });
}
process.exit(0);
