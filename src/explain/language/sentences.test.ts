import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { gluedParticles } from "../../../test/support/particles.ts";
import { joined, sentences } from "./sentences.ts";

const text = sentences<{ fell: { name: string; by: string }; done: undefined }>({
  fell: {
    en: ({ name, by }) => `${name} fell by ${by}.`,
    ko: ({ name, by }) => `${name} 값이 ${by}만큼 줄었다.`,
  },
  done: { en: () => "Done.", ko: () => "끝났다." },
});

test("a sentence is said in every language from the same values", () => {
  expect(text.fell({ name: "W2", by: "0.0302" })).toEqual({
    en: "W2 fell by 0.0302.",
    ko: "W2 값이 0.0302만큼 줄었다.",
  });
  expect(joined([text.fell({ name: "b1", by: "1" }), text.done()])).toEqual({
    en: "b1 fell by 1. Done.",
    ko: "b1 값이 1만큼 줄었다. 끝났다.",
  });
});

test("a missing language, a missing value and an unknown name do not compile", () => {
  // @ts-expect-error the Korean is missing
  sentences<{ hello: undefined }>({ hello: { en: () => "Hello" } });
  // @ts-expect-error `by` is not given
  expect(text.fell({ name: "W2" }).en).toContain("undefined");
  // @ts-expect-error no such value
  sentences<{ rose: { by: string } }>({ rose: { en: ({ to }) => to, ko: ({ by }) => by } });
});

test("a particle glued to a placeholder is found, through quotes too, and a noun between them is not", () => {
  const bad = [
    "`$" + "{name}은 줄었다`",
    '`"$' + '{name}"를 읽을 수 없다`',
    "`$" + "{a}으로 나눈 값$" + "{b}이다.`",
    "`($" + "{a})를`",
  ];
  expect(bad.flatMap((line) => gluedParticles(line)).map(({ text }) => text)).toEqual([
    "}은",
    '}"를',
    "}으로",
    "}이다",
    "})를",
  ]);
  for (const good of ["} 값이 줄었다", "}개", "}번째", "}만큼", "}에서", "}이전", "오차항($" + "{name})을"])
    expect(gluedParticles(good)).toEqual([]);
});

test("no sentence of the program glues a particle to a placeholder", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const found = files.flatMap((file) =>
    gluedParticles(readFileSync(join(root, file), "utf8")).map(({ line, text }) => `${file}:${line} ${text}`),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
});
