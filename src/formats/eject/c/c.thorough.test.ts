import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cFolder, isThere, strict } from "../../../../test/support/c.ts";
import { type Case, cases, interpreted, modelOf, rowsFor } from "../../../../test/support/ejected.ts";
import { dense, type Model, mlp } from "../../../index.ts";
import { findProof } from "../../proof/text.ts";
import { ejectC } from "./c.ts";

const hasCompiler = isThere("cc");
const title = (text: string) => (hasCompiler ? text : `${text} (skipped: no cc)`);
const folder = cFolder();
afterAll(folder.remove);

const bytesOf = (values: Float32Array | Float64Array): Uint8Array => new Uint8Array(values.buffer);
const arrayOf = ({ dtype }: Case) => (dtype === "float32" ? Float32Array : Float64Array);

/** The rows as the program takes them: numbers of its own type. */
const rowsOf = (each: Case): number[][] => rowsFor(each).map((row) => [...arrayOf(each).from(row)]);

/** A program that gives the rows of each case to the function of each, as bytes. */
function driver(outputs: readonly number[]): string {
  const type = (i: number) => (cases[i]!.dtype === "float32" ? "float" : "double");
  return [
    "#include <stddef.h>\n#include <stdio.h>",
    ...cases.map((_, i) => `void case${i}_predict_rows(const ${type(i)} *x, ${type(i)} *y, size_t rows);`),
    "int main(void) {",
    ...cases.map((each, i) => {
      const rows = rowsFor(each).length;
      return `{ static ${type(i)} x[${rows * each.features}], y[${rows * outputs[i]!}]; if (fread(x, sizeof x, 1, stdin) != 1) return 1; case${i}_predict_rows(x, y, ${rows}); fwrite(y, sizeof y, 1, stdout); }`;
    }),
    "return 0; }",
  ].join("\n");
}

describe.skipIf(!hasCompiler)(title("A network in C"), () => {
  const given: number[][][] = [];

  beforeAll(async () => {
    const files = new Map<string, string>();
    const outputs: number[] = [];
    for (const [i, each] of cases.entries()) {
      const model = modelOf(each);
      for (const [name, text] of await ejectC(model, { name: `case${i}` })) files.set(name, text);
      outputs.push((await model.predict(rowsOf(each).slice(0, 1))).shape[1]!);
    }
    files.set("driver.c", driver(outputs));
    expect(folder.compile("all", files)).toBe("");
    const { stdout } = folder.run(
      "all",
      Buffer.concat(cases.map((each) => bytesOf(arrayOf(each).from(rowsOf(each).flat())))),
    );
    let start = 0;
    for (const [i, each] of cases.entries()) {
      const count = rowsFor(each).length * outputs[i]!;
      const values = new (arrayOf(each))(stdout.slice(start).buffer, 0, count);
      start += values.byteLength;
      given.push(
        rowsFor(each).map((_, row) => [...values.subarray(row * outputs[i]!, (row + 1) * outputs[i]!)]),
      );
    }
  }, 240_000);

  it.each(cases.map((each, i) => [each.title, i] as const))(
    "gives the interpreter's bits: %s",
    async (_, i) => {
      expect(given[i]).toStrictEqual(await interpreted(modelOf(cases[i]!), rowsOf(cases[i]!)));
    },
  );
});

function small(): Model {
  const model = mlp(2, dense(3, "tanh"), dense(1, "sigmoid"));
  const scaling = { offset: [1, -2], scale: [0.5, 3] };
  model.setWeights(
    {
      W1: [
        [1, -2, 0.1],
        [0.5, 0.25, 3],
      ],
      b1: [0, 1, -1],
      W2: [[2], [-1], [0.5]],
      b2: [0.125],
    },
    "float32",
    scaling,
  );
  return model;
}

const lines = (rows: readonly (readonly (number | string)[])[]): string =>
  rows.map((row) => `${row.join(",")}\n`).join("");

describe.skipIf(!hasCompiler)(title("A C program"), () => {
  const proof = async () => {
    const files = await ejectC(small(), { name: "my-net" });
    return { files, proof: findProof(files.get("my-net.c")!, "my-net.c")! };
  };
  const main = [...strict, "-DCHAINRULE_MAIN"];
  const outputs = (stdout: Uint8Array) =>
    new TextDecoder()
      .decode(stdout)
      .trim()
      .split("\n")
      .map((row) => row.split(",").map((value) => Math.fround(Number(value))));

  it("reads rows and prints outputs that are those of its proof", async () => {
    const { files, proof: vectors } = await proof();
    expect(folder.compile("main", files, main)).toBe("");
    expect(outputs(folder.run("main", lines(vectors.inputs)).stdout)).toEqual(vectors.outputs);
    expect(
      outputs(folder.run("main", lines(vectors.inputs).replaceAll("\n", "\r\n").trimEnd()).stdout),
    ).toEqual(vectors.outputs);
  });

  it("says which row is not what it takes", async () => {
    folder.compile("wrong", (await proof()).files, main);
    for (const row of ["3\n", "3,x\n", "1,2,3\n"]) {
      const { status, stderr } = folder.run("wrong", `1,2\n${row}`);
      expect([status, stderr]).toEqual([1, "row 2: expected 2 numbers with commas between them\n"]);
    }
    expect(folder.run("wrong", "").status).toBe(0);
  });

  const native = ["-std=gnu11", "-O3", "-march=native", "-DCHAINRULE_MAIN"];
  for (const compiler of ["gcc", "clang"])
    it.skipIf(!isThere(compiler))(
      `keeps its bits where ${compiler} may fuse products and sums${isThere(compiler) ? "" : " (skipped: none)"}`,
      async () => {
        // Of a network this large some bit changes where a single product is fused.
        const files = await ejectC(modelOf(cases.findLast(({ dtype }) => dtype === "float32")!), {
          name: "large",
        });
        const vectors = findProof(files.get("large.c")!, "large.c")!;
        expect(folder.compile(compiler, files, native, compiler)).toBe("");
        expect(outputs(folder.run(compiler, lines(vectors.inputs)).stdout)).toEqual(vectors.outputs);
        expect(folder.compile("strict", files, main, compiler)).toBe("");
      },
    );

  it("has no comment that a name could end, not even by a line that goes on", async () => {
    const classes = ["*/ int a; /*", "*\\\n/ int b; /*", "\u2028*??/\n/"];
    const about = { task: "multiclass", features: ["/*", "//"], classes } as const;
    const files = await ejectC(small(), { about });
    const text = files.get("model.c")!;
    const outside = text.replaceAll("\\\n", "").replace(/\/\*.*?\*\//gs, "");
    expect(outside).not.toContain("int a");
    expect(outside).not.toContain("int b");
    expect(folder.compile("names", files, main)).toBe("");
  });

  it("does not compile where a compiler may calculate otherwise", async () => {
    expect(folder.compile("fast", (await proof()).files, [...main, "-ffast-math"])).toContain(
      "Compile without -ffast-math",
    );
  });

  it.skipIf(!isThere("c++"))("has a header that C++ takes", async () => {
    const { files } = await proof();
    const use = new Map([
      ["my-net.h", files.get("my-net.h")!],
      [
        "use.cpp",
        '#include "my-net.h"\n#include "my-net.h"\nint main() { return my_net_predict == nullptr; }\n',
      ],
    ]);
    expect(folder.compile("use.o", use, ["-Wall", "-Wextra", "-Werror", "-Wno-address", "-c"], "c++")).toBe(
      "",
    );
  });
});

describe("The text of a C program", () => {
  it("needs no library and no memory from the heap", async () => {
    for (const each of cases.filter((_, i) => i % 7 === 0)) {
      const text = (await ejectC(modelOf(each))).get("model.c")!;
      const predicts = text.slice(0, text.indexOf("#ifdef CHAINRULE_MAIN")).replace(/\/\*.*?\*\//gs, "");
      const called = [...predicts.matchAll(/\b(\w+)\(/g)].map(([, name]) => name!);
      const defined = [...predicts.matchAll(/^(?:static .*?|void )(\w+)\(/gm)].map(([, name]) => name!);
      const words = ["for", "if", "while", "sizeof", "memcpy", "float", "double", "defined", "optimize"];
      expect(
        called.filter((name) => !defined.includes(name) && !words.includes(name) && !/^fp_/.test(name)),
      ).toEqual([]);
    }
  });

  it("has functions named as the file, and the names of inputs and classes", async () => {
    const about = { task: "binary", features: ["size", "age"], classes: ["cat", "dog"] } as const;
    const files = await ejectC(small(), { name: "7 pets", about });
    expect([...files.keys()]).toEqual(["7 pets.c", "7 pets.h"]);
    expect(files.get("7 pets.h")).toContain("void model_7_pets_predict(const float *x, float *y);");
    expect(files.get("7 pets.c")).toContain("  inputs   size, age\n     classes  cat, dog\n");
  });
});
