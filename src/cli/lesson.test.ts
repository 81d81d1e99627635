import { Readable, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { main } from "./main.ts";
import { runCli } from "./testing.ts";

/** What a terminal shows of a lesson to somebody who presses these keys, and whether keys came raw. */
async function atTerminal(
  argv: readonly string[],
  keys: readonly string[],
): Promise<{ text: string; raw: boolean[] }> {
  const raw: boolean[] = [];
  let text = "";
  const output = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  const stdin = Readable.from(keys.map((key) => Buffer.from(key)));
  const code = await main(argv, {
    stdout: Object.assign(output, { isTTY: true, columns: 80 }),
    stderr: output,
    stdin: Object.assign(stdin, { isTTY: true, setRawMode: (on: boolean) => raw.push(on) }),
    cwd: "/",
    onInterrupt: () => () => {},
  });
  expect(code).toBe(0);
  return { text: stripVTControlCharacters(text), raw };
}

/** The steps that were shown, by their number. */
const stepsIn = (text: string): string[] =>
  [...text.matchAll(/(?:^|\r|\n)(\d\/\d) {2}/g)].map((found) => found[1]!);

test("Enter goes on, b goes back, a digit goes there, q ends: in raw mode, which is left", async () => {
  const { text, raw } = await atTerminal(["lesson", "5"], ["\r", "\u001b[C", "b", "x", "1", "q", "\r"]);
  expect(stepsIn(text)).toEqual(["1/5", "2/5", "3/5", "2/5", "1/5"]);
  expect(text).toContain("Lesson 5: Gradient descent for one hidden layer");
  expect(text).not.toContain("That was all");
  expect(raw).toEqual([true, false]);
});

test("s shows the contents, and Enter after the last step ends with what comes next", async () => {
  const { text } = await atTerminal(["lesson", "3", "--lang", "ko"], ["s", "6", "\r", "\r"]);
  expect(stepsIn(text)).toEqual(["1/6", "6/6"]);
  expect(text).toContain("차례 (숫자를 누르면 그리로 간다)\n\n1. 활성화 함수\n");
  expect(text).toContain("다음 강: npx chainrule lesson 4 --lang ko");
});

test("without a terminal the whole lesson is printed, with the numbers computed now", async () => {
  const { code, stdout } = await runCli(["lesson", "1"]);
  expect(code).toBe(0);
  expect(stdout).toContain("7. What the text gets wrong");
  expect(stdout).toContain("[0.41492192 0.42604313 0.5002434 ]");
  expect(stdout).not.toContain("Enter next");
});

test("a lesson as a page holds its pictures", async () => {
  const { stdout } = await runCli(["lesson", "1", "--format", "html"]);
  expect(stdout.match(/<figure><svg /g)).toHaveLength(3);
});

test("the list names every lesson and its steps, in either language", async () => {
  const { stdout } = await runCli(["lesson"]);
  expect(stdout.match(/^Lesson \d: /gm)).toHaveLength(5);
  const korean = await runCli(["lesson", "4", "--list", "--lang", "ko"]);
  expect(korean.stdout).toContain("4강. ");
  expect(korean.stdout).not.toContain("3강. ");
});

test("a lesson there is not is refused with the range", async () => {
  const { code, stderr } = await runCli(["lesson", "6"]);
  expect(code).toBe(2);
  expect(stderr).toContain('lesson: expected a whole number from 1 to 5 but got "6"');
});
