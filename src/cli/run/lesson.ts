import { documents, titleOf } from "../../../lessons/document.ts";
import { lessons } from "../../../lessons/index.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { heading, list } from "../../explain/document/blocks.ts";
import { type Document, formats } from "../../explain/document/index.ts";
import type { Language } from "../../explain/language/sentences.ts";
import { barOf } from "../bar.ts";
import type { Io } from "../io.ts";
import type { lessonOptions } from "../options/lesson.ts";
import { countOption } from "../optionValues.ts";
import type { Given } from "../spec.ts";
import { walk } from "../walk.ts";
import { writerOf } from "../writer.ts";

/** Shows a lesson: step by step where somebody sits at a terminal, else whole. */
export async function lesson(
  io: Io,
  [number]: readonly string[],
  given: Given<typeof lessonOptions>,
): Promise<number> {
  const writer = writerOf(io, given);
  const chosen = countOption("lesson", number, { from: 1, to: lessons.length });
  const write = (document: Document): Promise<void> =>
    writer.write({ document: () => document, data: () => JSON.parse(formats.json(document)) });
  if (chosen === undefined || given.list) {
    await write(await contents(chosen, writer.language));
    return 0;
  }
  const load = lessons[chosen - 1]!;
  if (io.stdin.isTTY && io.stdout.isTTY && writer.format === "text" && given.out === undefined)
    await walk(io, await load(), writer.language);
  else await write((await computed(io, await load(), writer.language))(writer.language));
  return 0;
}

/** A lesson with its numbers, which may take seconds. */
async function computed(io: Io, one: Lesson, language: Language) {
  const { steps } = one;
  const bar = await barOf(io.stderr, { total: steps.length });
  const told = (done: number) => bar.show(done, `${done + 1}. ${steps[done]!.title[language]}`);
  return documents(one, told).finally(bar.stop);
}

const titles = { en: "The lessons", ko: "강의 목록" } as const;

/** The steps of one lesson, or of all. */
async function contents(chosen: number | undefined, language: Language): Promise<Document> {
  const shown = await Promise.all(
    lessons.flatMap((load, i) => (chosen === undefined || chosen === i + 1 ? [load()] : [])),
  );
  return {
    title: titles[language],
    language,
    blocks: shown.flatMap((one) => [
      heading(3, titleOf(one, language)),
      list(
        one.steps.map(({ title }) => title[language]),
        true,
      ),
    ]),
  };
}
