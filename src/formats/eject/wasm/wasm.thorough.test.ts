import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cases, inNode, interpreted, modelOf, rowsFor } from "../../../../test/support/ejected.ts";
import { dense, fitEncoding, mlp, readCsv } from "../../../index.ts";
import { findProof } from "../../proof/text.ts";
import { ejectWasm } from "./wasm.ts";

const folder = mkdtempSync(join(tmpdir(), "chainrule-wasm-"));
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes files, and gives the path of the loader. */
function written(files: ReadonlyMap<string, string | Uint8Array>): string {
  for (const [name, contents] of files) writeFileSync(join(folder, name), contents);
  return join(folder, [...files.keys()].find((name) => name.endsWith(".js"))!);
}

/** What a loader of the folder makes of an expression over its exports `m` and the network `net`. */
const evaluate = (path: string, expression: string): unknown =>
  inNode(
    folder,
    `const m = await import(${JSON.stringify(path)});\nconst net = await m.load();\nreturn ${expression};`,
  );

const half = () => {
  const model = mlp(2, dense(1, "sigmoid"));
  model.setWeights({ W1: [[2], [2]], b1: [-1] });
  return model;
};

describe("A network in WebAssembly", () => {
  let outputs: { lists: number[][]; flat: number[]; alone: number[][] }[];

  beforeAll(async () => {
    const given: { path: string; rows: number[][] }[] = [];
    for (const [i, each] of cases.entries())
      given.push({ path: written(await ejectWasm(modelOf(each), { name: `case${i}` })), rows: many(i) });
    outputs = inNode(
      folder,
      `const outputs = [];
       for (const { path, rows } of given) {
         const { predict } = await (await import(path)).load();
         outputs.push({
           lists: predict(rows),
           flat: [...predict(Float64Array.from(rows.flat()))],
           alone: rows.slice(0, 3).flatMap((row) => predict([row])),
         });
       }
       return outputs;`,
      given,
    ) as typeof outputs;
  }, 120_000);

  /** More rows than are computed at once, and some that are left over. */
  const many = (i: number): number[][] => {
    const rows = rowsFor(cases[i]!);
    return [...rows, ...rows, ...rows.slice(0, 3)];
  };

  it.each(cases.map((each, i) => [each.title, i] as const))(
    "gives the interpreter's bits, for one row and for many: %s",
    async (_, i) => {
      const expected = await interpreted(modelOf(cases[i]!), many(i));
      expect(outputs[i]!.lists).toStrictEqual(expected);
      expect(outputs[i]!.flat).toStrictEqual(expected.flat());
      expect(outputs[i]!.alone).toStrictEqual(expected.slice(0, 3));
    },
  );

  it("loads from bytes, from a module, from an address and from a response", async () => {
    const files = await ejectWasm(half(), { name: "sources" });
    const path = written(files);
    const loaded = evaluate(
      path,
      `await (async () => {
        const { readFileSync } = await import("node:fs");
        const file = new URL("./sources.wasm", import.meta.url);
        const bytes = readFileSync(file);
        const sources = [bytes, new Uint8Array(bytes).buffer, new WebAssembly.Module(bytes), file.href, new Response(bytes)];
        const outputs = [];
        for (const source of sources) outputs.push((await m.load(source)).predict([[0.5, 0]])[0][0]);
        return outputs;
      })()`,
    );
    expect(loaded).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  it("starts without the whole of fetch, which Node loads when it is first named", async () => {
    const path = written(await ejectWasm(half(), { name: "start" }));
    const outputs = inNode(
      folder,
      `const refuse = { get: () => { throw new Error("fetch was named"); } };
       for (const name of ["Response", "Request", "fetch"]) Object.defineProperty(globalThis, name, refuse);
       const { predict } = await (await import(${JSON.stringify(path)})).load();
       return predict([[0.5, 0]]);`,
    );
    expect(outputs).toEqual([[0.5]]);
  });

  it("refuses rows of another width and a module of another program, and says what it wants", async () => {
    const path = written(await ejectWasm(half(), { name: "refuses" }));
    const messageOf = (expression: string) =>
      evaluate(
        path,
        `await (async () => { try { await ${expression}; } catch (error) { return error.message; } })()`,
      );
    expect(messageOf("net.predict([[1, 2], [1]])")).toBe("predict, row 1: expected 2 numbers but got 1.");
    expect(messageOf('net.predict([[1, 2], [1, "a"]])')).toBe(
      'predict, row 1: expected 2 numbers but got "a" at 1.',
    );
    expect(messageOf("net.predict(new Float32Array(3))")).toBe(
      "predict: expected 2 numbers for each row but got 3 in all.",
    );
    expect(messageOf("m.load(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))")).toBe(
      "load: expected a module that Chainrule wrote.",
    );
    expect(messageOf("m.load(new Response(null, { status: 404 }))")).toContain("got status 404.");
  });

  it("names classes and encodes records where they are known", async () => {
    const table = readCsv(new TextEncoder().encode("x,y,kind\n0,0,cat\n1,1,dog\n"));
    const about = {
      features: ["x", "y"],
      classes: ["cat", "dog"],
      encoding: fitEncoding(table, { target: "kind" }),
    };
    const path = written(await ejectWasm(half(), { name: "names", about }));
    expect(evaluate(path, "net.classify([m.encode({ x: 0, y: 0 }), m.encode({ x: 1, y: 1 })])")).toEqual([
      "cat",
      "dog",
    ]);
    expect(evaluate(path, "[m.features, m.classes]")).toEqual([
      ["x", "y"],
      ["cat", "dog"],
    ]);
  });

  it("has types that the compiler takes", async () => {
    const about = { features: ["x", "y"], classes: ["cat", "dog"] };
    for (const [name, options] of [
      ["types", { about }],
      ["bare", {}],
    ] as const)
      written(await ejectWasm(half(), { name, ...options }));
    writeFileSync(
      join(folder, "use.ts"),
      `import { load as bare } from "./bare.js";
       import { classes, load } from "./types.js";
       const net = await load(new Uint8Array(1));
       export const all: [number[][], Float32Array, string[], readonly string[]] = [
         (await bare()).predict([[1, 2]]), net.predict(new Float32Array(2)), net.classify([[1, 2]]), classes,
       ];`,
    );
    const compilerOptions = {
      ...{
        target: "es2022",
        module: "nodenext",
        lib: ["es2023", "dom"],
        types: [],
        noEmit: true,
        strict: true,
      },
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
    const compiler = new URL("../../../../node_modules/@typescript/native/bin/tsc", import.meta.url);
    const { stdout } = spawnSync(process.execPath, [fileURLToPath(compiler), "-p", folder], {
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  });

  it("holds its test vectors and names in sections of their own", async () => {
    const about = { classes: ["cat", "dog"] };
    const bytes = (await ejectWasm(half(), { about })).get("model.wasm") as Uint8Array<ArrayBuffer>;
    const module = new WebAssembly.Module(bytes);
    const text = (name: string) =>
      new TextDecoder().decode(WebAssembly.Module.customSections(module, name)[0]);
    expect(findProof(text("chainrule.proof"), "model.wasm")).toMatchObject({
      dtype: "float32",
      tolerance: 0,
    });
    expect(JSON.parse(text("chainrule.about"))).toEqual(about);
    expect(JSON.parse(text("chainrule.network"))).toMatchObject({
      version: 1,
      features: 2,
      outputs: 1,
      pages: 1,
    });
  });
});
