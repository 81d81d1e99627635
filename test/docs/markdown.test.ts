import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../../src/cli/testing.ts";
import * as formats from "../../src/formats.ts";
import * as library from "../../src/index.ts";
import * as node from "../../src/node.ts";
import { runExample } from "../support/example.ts";
import { type Block, blocksOf, shellWords } from "../support/markdown.ts";

/** Every code block of the documents runs here, and prints what the document says it prints. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const documents = [
  ...readdirSync(root).filter((file) => file.endsWith(".md")),
  ...readdirSync(join(root, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
];
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

/** Lines of a shell that are not run here, and why. */
const notRun: readonly (readonly [line: RegExp, reason: string])[] = [
  [/^npm ci$/, "it has run: these tests need what it installs"],
  [/^npm ci --prefix bench\b/, "the benchmark's peers: CI has installed them"],
  [/^npm run bench\b/, "measures for minutes"],
  [/^npm test\b/, "it is what runs now"],
  [
    /^npm run (build|types|lint|format|floors|sizes|soak|native-exits|fuzz|pack-check|pictures|test:studio|test:thorough)$/,
    "a script of its own in CI",
  ],
  [/^npm run studio(:figures)?\b/, "serves until it is interrupted, or measures a browser"],
  [/^git /, "changes the reader's repository"],
  [/^cd /, "the reader's folders"],
];
/** Commands that are not run here, and why. */
const notRunCommands: readonly (readonly [words: RegExp, reason: string])[] = [
  [/\b(fashionMnist|mnist)\b/, "needs 60,000 images: lesson 3's test trains on them where they are"],
  [/[<|>]/, "a shell's pipe: the commands' own tests feed the standard input"],
  [
    /^(train|evaluate|predict|check|parity|data \w+|sweep|inspect) \S*\.(csv|json|npz|npy)\b/,
    "a file of the reader's",
  ],
  [/^import (\S+\.pt|mlp\.npz|mine\.npz)\b/, "a file that a program of the reader's wrote"],
  [/^(studio|serve)\b/, "serves until it is interrupted: the command's own tests start it"],
  [/--resume/, "needs an interrupted run: the command's own tests interrupt one"],
];

/** Epochs are cut to this where the document does not show the output. */
const fewEpochs = 20;

const silent = { log: () => undefined };

const folders = new Map<string, string>();
beforeAll(() => {
  for (const file of documents)
    folders.set(file, mkdtempSync(join(tmpdir(), `chainrule-${basename(file, ".md")}-`)));
});
afterAll(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
});

describe.each(documents.filter((file) => file !== "README.ko.md"))("%s", (file) => {
  const blocks = blocksOf(file, read(file));

  test("marks each block with a language the tests know", () => {
    for (const { place, language } of blocks)
      expect(["ts", "sh", "text", "json", "csv"], place).toContain(language);
  });

  const sections = Map.groupBy(
    blocks.filter(({ language }) => language === "ts"),
    ({ section }) => section,
  );
  for (const [section, parts] of sections) {
    const shown = parts.filter(({ code }) => code.startsWith("// src/"));
    for (const { place, code } of shown)
      test(`the block at ${place} stands so in the source`, () => {
        const [first, ...lines] = code.split("\n");
        expect(read(first!.slice("// ".length))).toContain(lines.join("\n"));
      });
    const program = parts.filter((part) => !shown.includes(part));
    if (program.length > 0)
      test(`the program under "${section}" gives what it says`, async () => {
        const code = program.map((part) => part.code).join("\n");
        await runExample(code, { ...(await importsOf(code)), console: silent });
      }, 120_000);
  }

  const shell = blocks.flatMap((block, i) =>
    block.language === "sh" ? [{ block, output: outputAfter(blocks, i) }] : [],
  );
  for (const { block, output } of shell)
    test(`the lines at ${block.place} run`, async () => {
      const printed: string[] = [];
      for (const line of linesOf(block.code))
        printed.push(await runLine(line, folders.get(file)!, output === undefined));
      if (output !== undefined) expectOutput(printed.join("\n"), output);
    }, 120_000);
});

test("every program of the documents passes the compiler as it stands", () => {
  const folder = mkdtempSync(join(tmpdir(), "chainrule-docs-"));
  const files = documents.flatMap((file) =>
    programsOf(file).map((code, i) => {
      const name = `${basename(file, ".md")}-${i + 1}.ts`;
      writeFileSync(join(folder, name), `${code}\nexport {};\n`);
      return name;
    }),
  );
  const compilerOptions = {
    noUnusedLocals: false,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
    paths: {
      chainrule: [join(root, "src/index.ts")],
      "chainrule/formats": [join(root, "src/formats.ts")],
      "chainrule/node": [join(root, "src/node.ts")],
    },
  };
  const tsconfig = { extends: join(root, "tsconfig.json"), compilerOptions, include: [], files };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  const tsc = join(root, "node_modules/@typescript/native/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  expect(stdout).toBe("");
}, 120_000);

test("the Korean README holds the code of the English one, block by block", () => {
  const code = (file: string) => blocksOf(file, read(file)).map(({ language, code }) => ({ language, code }));
  expect(code("README.ko.md")).toEqual(code("README.md"));
});

test.each(documents)("the links of %s lead to files and headings that are there", (file) => {
  const text = read(file).replaceAll(/```[\s\S]*?```/g, "");
  const targets = [...text.matchAll(/(?:\]\(|src="|srcset="|href=")(?!https?:)([^)"]+)/g)].map(
    (found) => found[1]!,
  );
  for (const target of targets) {
    const [path = "", anchor] = target.split("#");
    const whole = path === "" ? file : join(dirname(file), path);
    const content = path.endsWith("/") ? readdirSync(join(root, whole)).join() : read(whole);
    if (anchor) expect(anchorsOf(content), `${file}: ${target}`).toContain(anchor);
  }
});

/** The programs of a document, one for each section. */
function programsOf(file: string): string[] {
  const blocks = blocksOf(file, read(file)).filter(
    ({ language, code }) => language === "ts" && !code.startsWith("// src/"),
  );
  return [...Map.groupBy(blocks, ({ section }) => section).values()].map((parts) =>
    parts.map(({ code }) => code).join("\n"),
  );
}

/** Headings as GitHub names them. */
const anchorsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^#+ (.*)$/gm)].map((found) =>
    found[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** The output a document shows after a block of commands. */
function outputAfter(blocks: readonly Block[], i: number): string | undefined {
  const next = blocks[i + 1];
  return next?.language === "text" && next.section === blocks[i]!.section ? next.code : undefined;
}

/** Lines of a shell, those that end in a backslash joined. */
const linesOf = (code: string): string[] =>
  code
    .replaceAll("\\\n", " ")
    .split("\n")
    .flatMap((line) => line.split("&&"))
    .map((line) => line.replace(/(^|\s+)#.*$/, "").trim())
    .filter((line) => line !== "");

async function runLine(line: string, cwd: string, short: boolean): Promise<string> {
  if (notRun.some(([pattern]) => pattern.test(line))) {
    const script = /^npm run ([\w-]+)/.exec(line)?.[1];
    if (script) expect(Object.keys(scripts)).toContain(script);
    return "";
  }
  const words = line === "npm start" ? shellWords(scripts.start!) : shellWords(line);
  const [program, name, ...argv] = words;
  expect(`${program} ${name}`, `${line}: neither run nor excused`).toMatch(
    /^(npx chainrule|node bin\/chainrule\.js)$/,
  );
  if (notRunCommands.some(([pattern]) => pattern.test(line.replace("npx chainrule ", "")))) return "";
  return runCommand(short ? shortened(argv) : argv, cwd, line === "npm start");
}

const shortened = (argv: readonly string[]): string[] =>
  argv.map((word, i) =>
    argv[i - 1] === "--epochs" && /^\d+$/.test(word) ? String(Math.min(Number(word), fewEpochs)) : word,
  );

/** Runs the command line in this process; returns what it prints: progress first, then the result. */
async function runCommand(argv: readonly string[], cwd: string, terminal: boolean): Promise<string> {
  const { code, stdout, stderr } = await runCli(argv, { cwd, terminal });
  expect(code, `${argv.join(" ")}: ${stderr}`).toBe(0);
  return stripVTControlCharacters(`${stderr}\n${stdout}`);
}

/** Each line that is shown was printed, in this order; `...` stands for others. Times and wide gaps may differ. */
function expectOutput(printed: string, shown: string): void {
  const plain = (line: string) =>
    line
      .trimEnd()
      .replaceAll(/\b\d+(\.\d+)? (ms|s|min)\b/g, "n s")
      .replaceAll(/ {3,}/g, "   ");
  const lines = printed.split("\n").map(plain);
  let at = 0;
  for (const line of shown.split("\n").map(plain)) {
    if (line.trim() === "..." || line === "") continue;
    const found = lines.indexOf(line, at);
    expect(
      found,
      `"${line}" is not among what was printed after line ${at}:\n${printed}`,
    ).toBeGreaterThanOrEqual(0);
    at = found + 1;
  }
}

/** What a program imports, by name. */
async function importsOf(code: string): Promise<Record<string, unknown>> {
  const scope: Record<string, unknown> = {};
  for (const [, names, from] of code.matchAll(/^import \{ (.*) \} from "([^"]+)";$/gm)) {
    const own = { chainrule: library, "chainrule/formats": formats, "chainrule/node": node }[from!];
    if (!own) expect(from, "neither this package nor a module of Node").toMatch(/^node:/);
    const entry = (own ?? (await import(from!))) as Record<string, unknown>;
    for (const name of names!.split(", ").filter((one) => !one.startsWith("type "))) {
      expect(Object.keys(entry), `import from ${from}`).toContain(name);
      scope[name] = entry[name];
    }
  }
  return scope;
}
