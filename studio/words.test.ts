import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { gluedParticles } from "../test/support/particles.ts";

/** Korean that ends a sentence in the plain style (`~한다`), where the library speaks the polite one (`~합니다`). */
const plainStyle = [
  /[가-힣]*(?<![니마])다(?=[.?!:…("'`)]|$)/gm,
  /[가-힣]*(?:(?<!니)까|는가|은가|인가|느냐|으냐)(?=\?)/g,
  /[가-힣]*(?:[어아여해]라|[가-힣] 보라|[하보]자)(?=[.!"'`]|$)/gm,
];

const plainEndings = (source: string): string[] => plainStyle.flatMap((ending) => source.match(ending) ?? []);

const root = fileURLToPath(new URL(".", import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith(".test.ts"))
  .map((file) => ({ file, source: readFileSync(join(root, file), "utf8") }));

test("a sentence in the plain style is found, and a polite one or a noun is not", () => {
  const plain = [
    "`값이 줄었다`",
    '"계산한다."',
    "줄어드는 중이다...",
    "왜 움직일까?",
    "않았는가?",
    "눌러 보라.",
  ];
  expect(plain.flatMap(plainEndings)).toEqual([
    "줄었다",
    "계산한다",
    "중이다",
    "움직일까",
    "않았는가",
    "눌러 보라",
  ]);
  for (const polite of ["줄었습니다.", "움직일까요?", "큽니까?", "보세요.", "`층마다`", '"보다 큼"', "글자."])
    expect(plainEndings(polite)).toEqual([]);
});

test("no Korean sentence of the studio ends in the plain style", () => {
  expect(sources.length).toBeGreaterThan(150);
  expect(
    sources.flatMap(({ file, source }) => plainEndings(source).map((text) => `${file} ${text}`)),
  ).toEqual([]);
});

test("no sentence of the studio glues a particle to a placeholder", () => {
  expect(
    sources.flatMap(({ file, source }) =>
      gluedParticles(source).map(({ line, text }) => `${file}:${line} ${text}`),
    ),
  ).toEqual([]);
});
