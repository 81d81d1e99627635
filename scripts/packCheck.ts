/**
 * Packs the package, installs it into an empty project as a user would, and uses it from there: from TypeScript
 * (checked by the compiler and run), from JavaScript, and by its command. Fails where the package is over its size.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkInBrowser } from "./packBrowser.ts";
import { deadLinks } from "./packLinks.ts";
import { checkNames, compile, compileIn } from "./packTypes.ts";

const mostBytes = 2_000_000;
const root = fileURLToPath(new URL("..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "chainrule-pack-"));
const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

const program = `
const { x, y } = planar({ samples: 100, seed: 1 });
const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
const run = await model.fit(x, y, { optimizer: sgd(1.2), epochs: 20, seed: 3 });
const outputs = await model.predict(x);
const missing = await readFile("nothing.csv").catch((error) => error instanceof ChainruleError);
console.log(run.history.loss.length, outputs.shape.join(" "), outputs.dtype, missing, typeof ejectors.c);
`;
const imports = (type: string): string =>
  `import { ChainruleError, dense, mlp, planar, sgd${type} } from "chainrule";\nimport { ejectors } from "chainrule/formats";\nimport { readFile } from "chainrule/node";\n`;

try {
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", project], root)) as [
    { filename: string; size: number; unpackedSize: number; entryCount: number },
  ];
  const tarball = join(project, packed.filename);
  const { size } = statSync(tarball);
  process.stdout.write(
    `package: ${size} bytes packed, ${packed.unpackedSize} unpacked, ${packed.entryCount} files\n`,
  );
  if (size > mostBytes) throw new Error(`the package has ${size} bytes; at most ${mostBytes} are allowed`);

  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "user", private: true, type: "module" }),
  );
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", tarball], project);
  const folder = join(project, "node_modules", "chainrule");
  const dead = deadLinks(folder);
  if (dead.length > 0) throw new Error(`links lead to nothing in the package:\n${dead.join("\n")}`);

  const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as Record<string, Record<string, string>>;
  const code = readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" })
    .filter((file) => /^(chunks.)?[^/\\]+\.js$/.test(file))
    .map((file) => readFileSync(join(folder, "dist", file), "utf8"))
    .join("\n");
  const idle = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).filter(
    (name) => !["`", '"'].some((quote) => code.includes(quote + name)),
  );
  if (idle.length > 0) throw new Error(`no file of the package asks for ${idle.join(", ")}`);

  writeFileSync(join(project, "main.js"), imports("") + program);
  writeFileSync(
    join(project, "main.ts"),
    `${imports(", type History")}${program}const history: History = run.history;\nconsole.log(history.loss.length);\n`,
  );
  const expected = "20 100 1 float32 true object";
  compileIn(project);
  checkNames(folder);
  for (const [file, lines] of [
    ["main.js", expected],
    ["main.ts", `${expected}\n20`],
  ] as const) {
    const printed = run(process.execPath, [file], project).trim();
    if (printed !== lines)
      throw new Error(`${file} printed ${JSON.stringify(printed)} instead of ${JSON.stringify(lines)}`);
  }
  writeFileSync(join(project, "wrong.js"), `import { sgd } from "chainrule";\nsgd("fast");\n`);
  const { status, stderr } = spawnSync(process.execPath, ["wrong.js"], { cwd: project, encoding: "utf8" });
  const widest = Math.max(...stderr.split("\n").map((line) => line.length));
  if (status !== 1 || !stderr.includes("ChainruleError: sgd") || widest > 300)
    throw new Error(`an error nobody caught showed a line of ${widest} characters:\n${stderr}`);

  const bin = join(folder, "bin", "chainrule.js");
  const printed = run(
    process.execPath,
    [bin, "train", "xor", "--epochs", "5", "--out", "run", "--json"],
    project,
  );
  const { epochs } = JSON.parse(printed.trim().split("\n").at(-1)!) as { epochs: number };
  if (epochs !== 5) throw new Error(`the command trained ${epochs} epochs instead of 5`);
  JSON.parse(readFileSync(join(project, "run", "run.json"), "utf8"));

  run(process.execPath, [bin, "new", "app"], project);
  const app = join(project, "app");
  compile(app, "tsconfig.json");
  const told = run(process.execPath, ["train.ts"], app);
  if (!told.includes("the boundary is drawn in boundary.svg"))
    throw new Error(`the new project printed ${told}`);
  process.stdout.write(`package: ${await checkInBrowser(project)}\n`);
  process.stdout.write(
    "package: used from JavaScript, from TypeScript, by its command and by a new project\n",
  );
} finally {
  rmSync(project, { recursive: true, force: true });
}
