import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { asArray } from "../array/convert.ts";
import { NDArray } from "../array/ndarray.ts";
import { writeNpz } from "../array/npy.ts";
import { writeZip } from "../array/writeZip.ts";
import { readModelFile, writeModel } from "../formats/model.ts";
import { writeSafetensors } from "../formats/safetensors.ts";
import { runCli } from "./testing.ts";

/** Writes the files and run folders that the commands of bad input name: most are broken, each in its own way. */
export async function writeInputs(folder: string): Promise<void> {
  const write = (name: string, contents: string | Uint8Array) => writeFileSync(join(folder, name), contents);
  const rows = "size,weight,kind\n1,2,cat\n2,1,dog\n3,3,cat\n4,1,dog\n5,2,cat\n6,1,dog\n";
  write("good.csv", rows);
  write("houses.csv", "rooms,age,price\n1,9,100\n2,4,140\n3,7,200\n4,1,250\n5,5,260\n");
  write("ragged.csv", "a,b,c\n1,2,0\n3,4\n5,6,1\n");
  write("text.csv", "a,b\n1,2\n3,4\nfive,6\n7,8\n");
  write("empty.csv", "");
  write("header.csv", "a,b,c\n");
  write("infinite.csv", "a,b\n1,2\n3,inf\n5,6\n");
  write("far.csv", "a,b\n1e39,0\n2e39,1\n3e39,0\n4e39,1\n");
  write("quote.csv", 'a,b\n1,"2\n3,4\n');
  write("twice.csv", "a,a\n1,2\n3,4\n");
  write("oneClass.csv", "a,kind\n1,cat\n2,cat\n3,cat\n");
  write("gap.csv", "a,kind\n1,cat\n2,\n3,dog\n4,cat\n");
  write("column.csv", "a\n1\n2\n3\n");
  write("names.csv", `name,y\n${Array.from({ length: 200 }, (_, i) => `person${i},${i % 2}`).join("\n")}\n`);
  write("cut.csv.gz", gzipSync(rows.repeat(1000)).subarray(0, 60));
  write("sheet.xlsx", "PK\u0003\u0004");
  write("broken.json", '[{"a": 1}, {"a": ');
  write("nested.json", '[{"a": {"b": 1}, "y": 1}]');
  write(
    "nan.npz",
    await writeNpz({
      x: asArray([
        [1, 2],
        [Number.NaN, 4],
      ]),
      y: asArray([0, 1]),
    }),
  );
  write(
    "counts.npz",
    await writeNpz({
      x: asArray([
        [1, 2],
        [3, 4],
      ]),
      y: asArray([0, 1, 1]),
    }),
  );
  write("objects.npy", objectArray());
  write("unnamed.npz", await writeNpz({ a: asArray([[1]]), b: asArray([[2]]) }));
  write("cut.npz", (await writeNpz({ x: asArray([[1, 2]]), y: asArray([0]) })).subarray(0, 100));
  writeIdx(folder, "badMagic", Uint8Array.of(1, 2, 3, 4, 0, 0, 0, 1));
  writeIdx(folder, "badCount", Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4));
  mkdirSync(join(folder, "noMnist"));
  mkdirSync(join(folder, "foreign"));
  write("foreign/thesis.txt", "years of work");
  mkdirSync(join(folder, "nothing"));
  await runCli("train planar --epochs 2 --quiet --out good".split(" "), { cwd: folder });
  await runCli("train good.csv --epochs 2 --quiet --out animals".split(" "), { cwd: folder });
  await runCli("train sineRegression --epochs 2 --quiet --out wave".split(" "), { cwd: folder });
  await writeExports(folder);
  const copy = (name: string, change: (run: Record<string, unknown>) => unknown) => {
    mkdirSync(join(folder, name));
    const text = readFileSync(join(folder, "good/run.json"), "utf8");
    write(`${name}/run.json`, JSON.stringify(change(JSON.parse(text))));
    write(`${name}/weights.safetensors`, readFileSync(join(folder, "good/weights.safetensors")));
  };
  copy("newer", (run) => ({ ...run, version: 99, chainrule: "9.0.0" }));
  copy("half", ({ network: _, ...run }) => run);
  copy("alien", (run) => ({ ...run, network: { features: 2, layers: [{ type: "quantum" }] } }));
  copy("swapped", (run) => run);
  write("swapped/weights.safetensors", writeSafetensors(new Map([["W1", asArray([[1]])]])));
  mkdirSync(join(folder, "noWeights"));
  write("noWeights/run.json", readFileSync(join(folder, "good/run.json")));
  mkdirSync(join(folder, "unfinished"));
  write("unfinished/checkpoint.safetensors", readFileSync(join(folder, "good/checkpoint.safetensors")));
  write("cut.safetensors", readFileSync(join(folder, "good/checkpoint.safetensors")).subarray(0, 400));
}

/** Files of trained networks, and what is taken for one. */
async function writeExports(folder: string): Promise<void> {
  const write = (name: string, contents: string | Uint8Array) => writeFileSync(join(folder, name), contents);
  await runCli("export good --to safetensors".split(" "), { cwd: folder });
  const { model, proof } = readModelFile(readFileSync(join(folder, "good.safetensors")));
  const [name = "", array] = Object.entries(model.weights!)[0]!;
  const { data, shape, dtype } = array!;
  const changed = new NDArray(
    data.map((value) => value + 1),
    shape,
    dtype,
  );
  model.setWeights({ ...model.weights, [name]: changed });
  write("lying.safetensors", writeModel(model, { proof: proof! }));
  write(
    "learner.npz",
    await writeNpz({
      W1: asArray([
        [1, 2],
        [3, 4],
      ]),
      b1: asArray([0, 0]),
    }),
  );
  write(
    "torch.safetensors",
    writeSafetensors(
      new Map([
        ["0.weight", asArray([[1, 2]])],
        ["0.bias", asArray([3])],
      ]),
    ),
  );
  write("run.zip", writeZip(new Map([["good/run.json", "{}"]])));
  write("program.js", "export const predict = (rows) => rows;\n");
  write("cutProof.js", '// chainrule.proof {"version":1,\n');
}

/** The bytes of np.save("objects.npy", np.array([[1], [2, 3]], dtype=object)), as far as its header goes. */
function objectArray(): Uint8Array {
  const header = `${"{'descr': '|O', 'fortran_order': False, 'shape': (2,), }".padEnd(117)}\n`;
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), Buffer.of(118, 0), Buffer.from(header)]);
}

/** A folder with MNIST's four files, all of the same bytes. */
function writeIdx(folder: string, name: string, bytes: Uint8Array): void {
  mkdirSync(join(folder, name, "mnist"), { recursive: true });
  for (const part of ["train", "t10k"])
    for (const kind of ["images-idx3", "labels-idx1"])
      writeFileSync(join(folder, name, "mnist", `${part}-${kind}-ubyte.gz`), gzipSync(bytes));
}
