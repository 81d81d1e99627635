import type { PictureBlock } from "../src/explain/document/blocks.ts";
import { markdown } from "../src/explain/document/markdown.ts";
import { type Language, languages } from "../src/explain/language/sentences.ts";
import { documents, titleOf } from "./document.ts";
import { lessons } from "./index.ts";

/** A file of the lessons: its path within `lessons/`, and its whole text. */
export interface PageFile {
  readonly path: string;
  readonly text: string;
}

const pageOf: Readonly<Record<Language, string>> = { en: "README.md", ko: "README.ko.md" };
const nameOf: Readonly<Record<Language, string>> = { en: "English", ko: "한국어" };
const all: Readonly<Record<Language, string>> = { en: "All lessons", ko: "전체 목록" };

/** The page of a lesson in both languages, and its pictures, computed now. */
export async function filesOf(number: number): Promise<PageFile[]> {
  const lesson = await lessons[number - 1]!();
  const inLanguage = await documents(lesson);
  const neighbors = await Promise.all(
    [number - 1, number + 1].map((other) => lessons[other - 1]?.() ?? Promise.resolve(undefined)),
  );
  return languages.flatMap((language) => {
    const document = inLanguage(language);
    const pictures = document.blocks.filter((block): block is PictureBlock => block.kind === "picture");
    const others = languages
      .filter((one) => one !== language)
      .map((one) => `[${nameOf[one]}](${pageOf[one]})`);
    const links = [
      ...others,
      `[${all[language]}](../${pageOf[language]})`,
      ...neighbors.flatMap((one) =>
        one ? [`[${titleOf(one, language)}](../${one.number}/${pageOf[language]})`] : [],
      ),
    ];
    const [title, ...rest] = markdown(document).split("\n");
    return [
      {
        path: `${number}/${pageOf[language]}`,
        text: [title, "", `*${links.join(" · ")}*`, ...rest].join("\n"),
      },
      ...pictures.map(({ file, svg }) => ({ path: `${number}/${file}`, text: `${svg}\n` })),
    ];
  });
}

const about: Readonly<Record<Language, { readonly title: string; readonly text: string }>> = {
  en: {
    title: "Five lessons",
    text: "How a neural network with hidden layers computes and learns, in five lessons. Each page shows a learner's NumPy beside what Chainrule computes. The program beside a page computes every result and draws every picture on it; `npx chainrule lesson 1` shows the same step by step in a terminal.",
  },
  ko: {
    title: "다섯 강으로 배우는 신경망",
    text: "은닉층이 있는 신경망이 어떻게 계산하고 어떻게 배우는지를 다섯 강에 나누어 살펴봅니다. 쪽마다 직접 짠 NumPy 코드와 Chainrule의 계산을 나란히 놓았습니다. 결과로 나오는 수와 그림은 모두 옆에 있는 프로그램이 만든 것입니다. 터미널에서 `npx chainrule lesson 1 --lang ko`를 실행하면 같은 내용을 한 단계씩 볼 수 있습니다.",
  },
};

/** The list of all lessons, in both languages. */
export async function listFiles(): Promise<PageFile[]> {
  const loaded = await Promise.all(lessons.map((load) => load()));
  return languages.map((language) => {
    const { title, text } = about[language];
    const others = languages
      .filter((one) => one !== language)
      .map((one) => `[${nameOf[one]}](${pageOf[one]})`);
    const lines = loaded.map(
      (lesson) => `${lesson.number}. [${lesson.title[language]}](${lesson.number}/${pageOf[language]})`,
    );
    return {
      path: pageOf[language],
      text: [`# ${title}`, `*${others.join(" · ")}*`, text, lines.join("\n")].join("\n\n").concat("\n"),
    };
  });
}
