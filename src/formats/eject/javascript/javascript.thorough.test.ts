import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cases, inNode, interpreted, modelOf, rowsFor } from "../../../../test/support/ejected.ts";
import { dense, encodeInputs, fitEncoding, type Model, mlp, readCsv } from "../../../index.ts";
import { findProof } from "../../proof/text.ts";
import { ejectJavaScript, ejectTypeScript } from "./javascript.ts";

const folder = mkdtempSync(join(tmpdir(), "chainrule-javascript-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes files, and gives the path of the first. */
function written(files: ReadonlyMap<string, string>): string {
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  return join(folder, [...files.keys()][0]!);
}

/** What a program of the folder makes of an expression over its exports `m`. */
const evaluate = (path: string, expression: string): unknown =>
  inNode(folder, `const m = await import(${JSON.stringify(path)});\nreturn ${expression};`);

const languages = { JavaScript: ejectJavaScript, TypeScript: ejectTypeScript };

describe.each(Object.entries(languages))("A network in %s", (language, eject) => {
  // Both languages are one text but for the types: half of the cases do for the second.
  const tried = language === "JavaScript" ? cases : cases.filter((_, i) => i % 4 === 0 || i % 4 === 3);
  let outputs: number[][][];

  beforeAll(async () => {
    const paths: string[] = [];
    for (const [i, each] of tried.entries())
      paths.push(written(await eject(modelOf(each), { name: `case${i}` })));
    const given = paths.map((path, i) => ({ path, rows: rowsFor(tried[i]!) }));
    outputs = inNode(
      folder,
      `const outputs = [];
       for (const { path, rows } of given) outputs.push((await import(path)).predict(rows));
       return outputs;`,
      given,
    ) as number[][][];
  }, 120_000);

  it.each(tried.map((each, i) => [each.title, i] as const))(
    "gives the interpreter's bits: %s",
    async (_, i) => {
      const each = tried[i]!;
      expect(outputs[i]).toStrictEqual(await interpreted(modelOf(each), rowsFor(each)));
    },
  );

  it("passes the compiler, strict and with every element in doubt", async () => {
    const files: string[] = [];
    for (const [i, each] of cases.entries())
      if (i % 4 === 0 || each.features === 40) {
        const made = await eject(modelOf(each), { name: `typed${language}${i}` });
        written(made);
        files.push(...made.keys());
      }
    const made = await eject(named(), { name: `typed${language}`, about: aboutOf() });
    written(made);
    const use = `use${language}.ts`;
    const from = language === "JavaScript" ? `./typed${language}.js` : `./typed${language}.ts`;
    writeFileSync(
      join(folder, use),
      `import { classes, classify, encode, features, predict } from ${JSON.stringify(from)};
       const lists: number[][] = predict([encode({ size: 1, color: "red" })]);
       const flat: Float32Array = predict(new Float32Array(3));
       const texts: readonly string[] = [...classes, ...features, ...classify(lists)];
       export { flat, lists, texts };`,
    );
    files.push(...made.keys(), use);
    expect(compiled(files)).toBe("");
  }, 60_000);
});

/** What the TypeScript compiler says to some files of the folder. */
function compiled(files: readonly string[]): string {
  const tsconfig = {
    compilerOptions: {
      ...{ target: "es2022", module: "nodenext", lib: ["es2023", "dom"], types: [], noEmit: true },
      ...{ strict: true, noUncheckedIndexedAccess: true, noUnusedLocals: true, noUnusedParameters: true },
      ...{ isolatedDeclarations: false, erasableSyntaxOnly: true, allowImportingTsExtensions: true },
    },
    files: files.filter((file) => file.endsWith(".ts")),
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const compiler = fileURLToPath(
    new URL("../../../../node_modules/@typescript/native/bin/tsc", import.meta.url),
  );
  return spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" }).stdout;
}

const table = readCsv(
  new TextEncoder().encode("size,color,kind\n1,red,cat\n3,blue,dog\n,red,dog\n5,,cat\n2,blue,cat\n"),
);
const encoding = fitEncoding(table, { target: "kind", scale: "standardize" });
const aboutOf = () => ({
  task: "binary" as const,
  features: ["size", "color=blue", "color=red", "color=(missing)"],
  targets: ["kind"],
  classes: ["cat", "dog"],
  encoding,
});

function named(): Model {
  const model = mlp(4, dense(1, "sigmoid"));
  model.setWeights({ W1: [[2], [-1], [0.5], [3]], b1: [-0.25] });
  return model;
}

describe("An ejected module", () => {
  it("takes rows of any iterable, and one flat array", async () => {
    const path = written(await ejectJavaScript(named(), { name: "rows" }));
    expect(
      evaluate(
        path,
        `[
          m.predict(new Set([[1, 2, 3, 4], Float64Array.of(0, 0, 0, 0)])),
          m.predict(Float32Array.of(1, 2, 3, 4, 0, 0, 0, 0)),
          m.predict([]),
        ]`,
      ),
    ).toStrictEqual([
      [[0.9999982118606567], [0.43782350420951843]],
      Float32Array.of(0.9999982118606567, 0.43782350420951843),
      [],
    ]);
  });

  it("refuses rows of another width, and says which", async () => {
    const path = written(await ejectJavaScript(named(), { name: "width" }));
    const messageOf = (rows: string) =>
      evaluate(path, `(() => { try { m.predict(${rows}); } catch (error) { return error.message; } })()`);
    expect(messageOf("[[1, 2, 3, 4], [1, 2]]")).toBe("predict, row 1: expected 4 numbers but got 2.");
    expect(messageOf("[1, 2, 3, 4]")).toBe("predict, row 0: expected 4 numbers but got no list.");
    expect(messageOf("new Float32Array(6)")).toBe(
      "predict: expected 4 numbers for each row but got 6 in all.",
    );
  });

  it("refuses what is no number, and says where", async () => {
    const path = written(await ejectJavaScript(named(), { name: "texts" }));
    const errorOf = (rows: string) =>
      evaluate(path, `(() => { try { m.predict(${rows}); } catch (error) { return String(error); } })()`);
    const message = (got: string) => `TypeError: predict, row 1: expected 4 numbers but got ${got}.`;
    expect(errorOf('[[1, 2, 3, 4], [1, "a", 3, 4]]')).toBe(message('"a" at 1'));
    expect(errorOf("[[1, 2, 3, 4], [1, 2, 3, ,]]")).toBe(message('"undefined" at 3'));
    expect(errorOf("[[1, 2, 3, 4], [null, 2, 3, 4]]")).toBe(message('"null" at 0'));
    expect(evaluate(path, "m.predict([[1, 2, 3, NaN]]).map(String)")).toEqual(["NaN"]);
  });

  it("encodes records as the training data was, and names the classes", async () => {
    const path = written(await ejectJavaScript(named(), { name: "named", about: aboutOf() }));
    const records: Record<string, unknown>[] = [
      { size: 1, color: "red" },
      { size: "3", color: "blue" },
      { size: null, color: "red" },
      { size: 5, color: null },
      { size: 2, color: "blue" },
    ];
    const rows = encodeInputs(encoding, table).tolist() as number[][];
    expect(evaluate(path, `${JSON.stringify(records)}.map(m.encode)`)).toStrictEqual(rows);
    const classes = (await interpreted(named(), rows)).map(([p]) => (p! >= 0.5 ? "dog" : "cat"));
    expect(evaluate(path, `m.classify(${JSON.stringify(records)}.map(m.encode))`)).toEqual(classes);
    expect(evaluate(path, "[m.classes, m.features.length]")).toEqual([["cat", "dog"], 4]);
    expect(() => evaluate(path, 'm.encode({ size: 1, color: "green" })')).toThrow(
      'encode, color: expected one of blue, red but got "green".',
    );
    expect(() => evaluate(path, 'm.encode({ size: "much", color: "red" })')).toThrow(
      "encode, size: expected a number but got much.",
    );
  });

  it("takes names of any letters as they are", async () => {
    const odd = ['a]!b"', "</script>\u2028x", "`$"];
    const rows = odd.map((name, i) => `"${name.replaceAll('"', '""')}",${i % 2}`);
    const oddTable = readCsv(new TextEncoder().encode(`"x]!",y\n${[...rows, ...rows].join("\n")}\n`));
    const about = {
      classes: odd.slice(0, 2),
      encoding: fitEncoding(oddTable, { target: "y", task: "binary" }),
    };
    const model = mlp(3, dense(1, "sigmoid"));
    model.setWeights({ W1: [[2], [-1], [0.5]], b1: [-0.25] });
    for (const eject of Object.values(languages)) {
      const path = written(await eject(model, { name: "odd", about }));
      const expected = encodeInputs(about.encoding, oddTable).tolist() as number[][];
      const records = odd.map((name) => ({ "x]!": name }));
      expect(evaluate(path, `[m.classes, ${JSON.stringify(records)}.map(m.encode)]`)).toEqual([
        odd.slice(0, 2),
        expected.slice(0, 3),
      ]);
    }
  });

  it("gives the targets of a regression in their own unit", async () => {
    const model = mlp(1, dense(1));
    model.setWeights({ W1: [[2]], b1: [0.1] });
    const prices = readCsv(new TextEncoder().encode("size,price\n1,10.5\n3,30\n4,44\n"));
    const about = {
      task: "regression" as const,
      targets: ["price"],
      encoding: fitEncoding(prices, { scaleTarget: "standardize" }),
    };
    const path = written(await ejectJavaScript(model, { name: "price", about }));
    const { target } = about.encoding;
    const { offset, scale } = target.task === "regression" ? target.columns[0]! : { offset: 0, scale: 0 };
    expect(evaluate(path, "[m.targets, m.decode([0.5])]")).toStrictEqual([
      ["price"],
      [Math.fround(0.5 * scale + offset)],
    ]);
  });

  it("carries the test vectors of its network", async () => {
    const [text] = (await ejectJavaScript(named())).values();
    expect(findProof(text!, "model.js")).toMatchObject({ dtype: "float32", tolerance: 0 });
    expect(findProof(text!, "model.js")!.inputs.length).toBe(8);
  });

  it("holds no name of an array that is one of its own", async () => {
    const model = mlp(2, dense(300, "relu"), dense(1));
    model.setWeights({
      W1: [new Array(300).fill(0.1), new Array(300).fill(-0.3)],
      b1: new Array(300).fill(0),
      W2: new Array(300).fill([Number.MIN_VALUE]),
      b2: [-0],
    });
    const path = written(await ejectJavaScript(model, { name: "wide" }));
    expect(evaluate(path, "m.predict([[1, -2]])")).toStrictEqual(await interpreted(model, [[1, -2]]));
  });

  it("reads as it did", async () => {
    const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
    model.setWeights(
      {
        W1: [
          [0.5, -1.25, 2, 0.1],
          [-0.75, 0.3, 1e-8, -2],
        ],
        b1: [0, 0.5, -0.5, 1],
        W2: [[1], [-1], [0.25], [3]],
        b2: [-0.125],
      },
      "float32",
      { offset: [0.5, -0.25], scale: [2, 0.1] },
    );
    const about = { features: ["x1", "x2"], classes: ["red", "blue"] };
    const files = [
      ...(await ejectJavaScript(model, { about })),
      ...(await ejectTypeScript(model, { about })),
    ];
    const golden = new URL("../../../../test/golden/eject/", import.meta.url);
    for (const [name, text] of files)
      await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(`${name}.txt`, golden)));
    const page = readFileSync(new URL("../../../../docs/eject.md", import.meta.url), "utf8");
    const shown = /```text\n(\/\*\* The outputs for the row .*?)\n```/s.exec(page)![1]!;
    expect(files[0]![1]).toContain(shown);
  });
});
