import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesOf, listFiles, type PageFile } from "../../lessons/page.ts";
import { removeScratchFolders, runCli, scratchFolder } from "../../src/cli/testing.ts";
import golden from "../golden/lessonPages.json" with { type: "json" };
import { blocksOf, shellWords } from "../support/markdown.ts";
import { gluedParticles } from "../support/particles.ts";

const folder = fileURLToPath(new URL("../../lessons/", import.meta.url));
const read = (path: string): string => readFileSync(join(folder, path), "utf8");
afterAll(removeScratchFolders);
const numbers = [1, 2, 3, 4, 5] as const;

/** The results that the lessons are known by: NumPy's digits, and the texts' own. */
const facts: Readonly<Record<(typeof numbers)[number], readonly string[]>> = {
  1: [
    "[0.41492192 0.42604313 0.5002434 ]",
    "[0.49815196 0.48539772]",
    "[0.00804047 0.00555918]",
    "[[ 1.77005547e-04 -5.11178506e-04]\n [ 3.54011093e-05 -1.02235701e-04]\n [-7.08022187e-05  2.04471402e-04]]",
    ...[-0.02, 0.495, 0.512, 0.122, 0.003, 0.0302, 0.00015, 0.00046].map((value) => `| ${value} |`),
  ],
  2: ["[0.0026 0.9967 0.997  0.0039]", "[0.002  0.9966 0.9973 0.0037]", "(3, 4)", "| 0.8 |", "| -0.1 |"],
  3: [
    "[0.3 0.7 1.1]",
    "[0.57444252 0.66818777 0.75026011]",
    "[0.62624937 0.7710107 ]",
    "[0.31682708 0.69627909]",
    "[nan nan nan]",
    "[9.99954600e-01 4.53978686e-05 2.06106005e-09]",
  ],
  4: ["| 0 | 0.693162 |", "| 1000 | 0.258625 |", "0.218526", "90.5 %", "60.25 %", "dZ_2 = A_2 - Y"],
  5: ["(n1, n0)", "(n1, 1)", "dZ_1 = (W_2^\\top dZ_2) \\odot g'(Z_1)", "(4, 4) (4, 1)"],
};

describe.each(numbers)("lesson %i", (number) => {
  let files: PageFile[] = [];
  beforeAll(async () => {
    files = await filesOf(number);
  }, 60_000);

  test("is the page and the pictures that its program makes, byte for byte", () => {
    for (const { path, text } of files)
      expect(text === read(path), `lessons/${path} is not what node scripts/lessons.ts writes`).toBe(true);
    const made = new Set(files.map(({ path }) => path.slice(2)).filter((path) => /\.(md|svg)$/.test(path)));
    const there = readdirSync(join(folder, String(number))).filter((file) => /\.(md|svg)$/.test(file));
    expect(there.sort()).toEqual([...made].sort());
  });

  test("holds the numbers it is known by, in both languages", () => {
    for (const page of ["README.md", "README.ko.md"])
      for (const fact of facts[number]) expect(read(`${number}/${page}`), page).toContain(fact);
  });

  test.each(["README.md", "README.ko.md"])("prints in %s what NumPy prints", (page) => {
    const blocks = blocksOf(page, read(`${number}/${page}`));
    const programs = blocks.flatMap(({ language, code }, i) => {
      if (language !== "python") return [];
      const next = blocks[i + 1];
      const isOutput = golden.pages[number].some((one) => one.code === code && one.prints !== "");
      return [{ code, prints: isOutput && next?.language === "text" ? next.code : "" }];
    });
    expect(programs).toEqual(golden.pages[number]);
  });

  test("links to files that are there", () => {
    for (const page of ["README.md", "README.ko.md"])
      for (const [, target] of read(`${number}/${page}`).matchAll(/\]\(([^)]+\.(?:md|svg))\)/g))
        expect(() => read(join(String(number), target!)), target).not.toThrow();
  });
});

test("the list of lessons is what the lessons say of themselves, and leads to their pages", async () => {
  for (const { path, text } of await listFiles()) {
    expect(text).toBe(read(path));
    for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) expect(() => read(target!)).not.toThrow();
  }
});

test("every command on the pages runs", async () => {
  const lines = numbers.flatMap((number) =>
    blocksOf("page", read(`${number}/README.md`)).flatMap(({ language, code }) =>
      language === "sh" ? code.split("\n") : [],
    ),
  );
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) {
    const [, , ...argv] = shellWords(line);
    // MNIST needs its files; the epochs of the others take longer than the whole test may.
    if (argv.includes("mnist")) continue;
    const short = argv.map((word, i) => (argv[i - 1] === "--epochs" ? "20" : word));
    const { code, stderr } = await runCli(short, { cwd: scratchFolder() });
    expect(code, `${line}: ${stderr}`).toBe(0);
  }
});

test("no particle of Korean is glued to a placeholder", () => {
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  for (const file of sources) expect(gluedParticles(read(file)), file).toEqual([]);
});
