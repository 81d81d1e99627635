import { read, titleOf } from "../../lessons/document.ts";
import type { Lesson, Piece } from "../../lessons/lesson.ts";
import { list } from "../explain/document/blocks.ts";
import { type Block, formats } from "../explain/document/index.ts";
import { type Language, sentences } from "../explain/language/sentences.ts";
import { commandLine } from "./commandLine.ts";
import { type Io, say, styled, widthOf } from "./io.ts";

const text = sentences<{
  keys: undefined;
  computing: undefined;
  contents: undefined;
  end: { readonly pictures: string };
  next: { readonly line: string };
}>({
  keys: {
    en: () => "Enter next · b back · s contents · q quit",
    ko: () => "Enter 다음 · b 이전 · s 차례 · q 끝내기",
  },
  computing: { en: () => "computing ...", ko: () => "계산하는 중 ..." },
  contents: { en: () => "Contents (a digit goes there)", ko: () => "차례 (숫자를 누르면 그리로 간다)" },
  end: {
    en: ({ pictures }) => `That was all. As a page with its pictures: ${pictures}`,
    ko: ({ pictures }) => `끝났습니다. 그림까지 한 쪽에 담아 보려면: ${pictures}`,
  },
  next: { en: ({ line }) => `The next lesson: ${line}`, ko: ({ line }) => `다음 강: ${line}` },
});

/** Moves by the keys that make them: Enter in raw and cooked mode, space, arrows; Ctrl-C and Ctrl-D end. */
const moves: Readonly<Record<string, "next" | "back" | "contents" | "quit">> = {
  ...{ "\r": "next", "\n": "next", " ": "next", n: "next", "\u001b[C": "next" },
  ...{ b: "back", "\u001b[D": "back", s: "contents" },
  ...{ q: "quit", "\u0003": "quit", "\u0004": "quit" },
};

/** Shows a lesson step by step, as the reader's keys ask. A step is computed when it is first shown. */
export async function walk(io: Io, lesson: Lesson, language: Language): Promise<void> {
  const { steps, number } = lesson;
  const shown = new Map<number, readonly Piece[]>();
  const dim = (words: string): string => styled(io.stdout, "dim", words);
  /** A line that the next one replaces. */
  const hint = (words: string): void => void io.stdout.write(dim(words));
  const clear = (): void => void io.stdout.write("\r\u001b[K");
  const write = (title: string, blocks: readonly Block[]): void => {
    const terminal = {
      width: widthOf(io.stdout),
      emphasize: (style: "bold" | "dim", words: string) => styled(io.stdout, style, words),
    };
    say(io.stdout, formats.text({ title, language, blocks }, terminal));
  };
  async function show(i: number): Promise<void> {
    const step = steps[i]!;
    if (!shown.has(i)) {
      hint(text.computing()[language]);
      shown.set(i, await step.show());
      clear();
    }
    write(`${i + 1}/${steps.length}  ${step.title[language]}`, read(shown.get(i)!, language));
  }

  let at = 0;
  write(titleOf(lesson, language), []);
  await show(at);
  hint(text.keys()[language]);
  for await (const key of keysOf(io.stdin)) {
    const move = moves[key] ?? moves[key.toLowerCase()];
    const digit = /^[1-9]$/.test(key) ? Number(key) - 1 : undefined;
    const to = digit ?? (move === "next" ? at + 1 : move === "back" ? at - 1 : undefined);
    if (move === "quit" || (move === "next" && at === steps.length - 1)) break;
    if (move !== "contents" && steps[to ?? -1] === undefined) continue;
    clear();
    if (move === "contents")
      write(text.contents()[language], [
        list(
          steps.map(({ title }) => title[language]),
          true,
        ),
      ]);
    else {
      at = to!;
      await show(at);
    }
    hint(text.keys()[language]);
  }
  clear();
  if (at < steps.length - 1) return;
  const inLanguage = language === "en" ? [] : ["--lang", language];
  const page = ["lesson", `${number}`, ...inLanguage, "--out", `lesson${number}.html`];
  say(io.stdout, text.end({ pictures: commandLine(page) })[language]);
  if (number < 5)
    say(io.stdout, text.next({ line: commandLine(["lesson", `${number + 1}`, ...inLanguage]) })[language]);
}

/** Keys as they are pressed: a terminal sends them at once, without Enter, while this runs. */
async function* keysOf(stdin: Io["stdin"]): AsyncGenerator<string> {
  const terminal = stdin as Io["stdin"] & { setRawMode?(on: boolean): void };
  terminal.setRawMode?.(true);
  try {
    // An arrow comes as one chunk of several characters.
    for await (const chunk of stdin) {
      const typed = String(chunk);
      yield* typed.startsWith("\u001b") ? [typed] : typed;
    }
  } finally {
    terminal.setRawMode?.(false);
  }
}
