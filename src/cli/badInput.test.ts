import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeInputs } from "./badInputFiles.ts";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

/** A command, its exit code, and the sentence that it must print, as a whole or as a pattern. */
type Case = readonly [argv: string, code: number, sentence: string | RegExp];

const folder = scratchFolder();
beforeAll(() => writeInputs(folder));
afterAll(removeScratchFolders);

const usage: readonly Case[] = [
  ["trian planar", 2, 'unknown command "trian". Did you mean train?'],
  ["train", 2, /^train: expected the name of a data set or a file but got none\. Write train planar, or /],
  ["train planar moons", 2, /too many arguments/],
  ["train planar --lrr 1", 2, 'unknown option "--lrr". Did you mean --lr?'],
  ["train planar --lr", 2, 'option "--lr <rate>" argument missing.'],
  [
    "train planr",
    2,
    /^data: expected the name of a data set, or a file but got "planr"\. Did you mean "planar"\?/,
  ],
  ["train planar --layers 4:tnah,1:sigmoid", 2, /^layers, piece 1 of 2.*got "tnah"\. Did you mean "tanh"\?/],
  ["train planar --layers 4:tanh,,1:sigmoid", 2, /^layers, piece 2 of 3: expected units/],
  [
    "train planar --layers 0:tanh,1:sigmoid",
    2,
    /^layers, piece 1 of 2.*expected a positive whole number of units but got 0/,
  ],
  [
    "train planar --layers 4:tanh",
    2,
    '--layers: expected a last layer of 1 or 2 units, for two classes, but got "4:tanh". Write 4:tanh,1:sigmoid.',
  ],
  [
    "train planar --layers 4:tanh,3:softmax",
    2,
    '--layers: expected a last layer of 1 or 2 units, for two classes, but got "4:tanh,3:softmax". Write 4:tanh,1:sigmoid.',
  ],
  [
    "train blobs --layers 4:tanh,2:softmax",
    2,
    /^--layers: expected a last layer of 3 units, for 3 classes, but got "4:tanh,2:softmax"\. Write 4:tanh,3:softmax\.$/,
  ],
  [
    "train houses.csv --target price --layers 8:tanh,1:sigmoid",
    2,
    '--layers: expected a last layer without activation, as price is a number, but got "8:tanh,1:sigmoid". Write 8:tanh,1.',
  ],
  [
    "sweep houses.csv --target rooms,price --layers 2:softmax --loss crossEntropy",
    2,
    '--layers: expected a last layer without activation, as rooms, price are numbers, but got "2:softmax". Write 2 and leave --loss crossEntropy out.',
  ],
  ["train planar --layers dropout(2),1:sigmoid", 2, /dropout rate: expected a number from 0/],
  [
    "train planar --loss crossEntrpy",
    2,
    /^loss: expected a known loss but got "crossEntrpy"\. Did you mean "crossEntropy"\?/,
  ],
  ["train planar --loss crossEntropy", 2, /^loss crossEntropy: expected a last layer with softmax/],
  [
    "train planar --optimizer adm",
    2,
    /^optimizer: expected a known optimizer but got "adm"\. Did you mean "adam"\?/,
  ],
  ["train planar --optimizer adam(beta=0.9)", 2, /^adam: expected a known setting but got "beta"/],
  [
    "train planar --optimizer adam(beta1=2)",
    2,
    /^adam beta1: expected a number from 0 and below 1 but got 2/,
  ],
  [
    "train planar --optimizer sgd(0.5) --lr 0.1",
    2,
    "sgd: expected one learning rate but got 0.5 in --optimizer and 0.1 in --lr. Leave one of them out.",
  ],
  ["train planar --optimizer sgd(lr=0.5)", 2, /got lr=0.5\. Write learningRate=0.5\.$/],
  ["train planar --lr fast", 2, /^--lr: expected a number or a schedule but got "fast"\. Known: /],
  ["train planar --lr cosin(0.1)", 2, /^--lr: .* Did you mean "cosine"\?/],
  [
    "predict good 1 2",
    2,
    "predict: expected 2 numbers for each example, parted by commas, but got 1 2. One example is 1,2.",
  ],
  ["train planar --lr 0", 2, /expected a number above 0 but got 0/],
  ["train planar --init normall(0,1)", 2, /^initializer: .*got "normall\(0,1\)"\. Did you mean "normal"\?/],
  ["train planar --epochs many", 2, '--epochs: expected a whole number from 0 but got "many".'],
  ["train planar --epochs -3", 2, '--epochs: expected a whole number from 0 but got "-3".'],
  ["train planar --batch 2.5", 2, '--batch: expected a whole number from 1 but got "2.5".'],
  [
    "train planar --seed 4294967296",
    2,
    '--seed: expected a whole number from 0 to 4294967295 but got "4294967296".',
  ],
  [
    "train planar --dtype float16",
    2,
    '--dtype: expected float32 or float64 but got "float16". Did you mean "float32"?',
  ],
  ["train planar --l2 -1", 2, '--l2: expected a number from 0 but got "-1".'],
  ["train planar --class-weights 1,heavy", 2, '--class-weights: expected a number from 0 but got "heavy".'],
  [
    "train planar --checkpoint-every often",
    2,
    '--checkpoint-every: expected epochs or steps, as in 5 or 500steps but got "often".',
  ],
  [
    "train planar --test 400",
    2,
    /^split: expected a test part of at least 1 and at most 399 of 400 examples/,
  ],
  [
    "train planar --validation 1",
    2,
    '--validation: expected a share below 1, or a count from 2 but got "1".',
  ],
  ["train planar --test 1.0", 2, '--test: expected a share below 1, or a count from 2 but got "1.0".'],
  ["train planar --samples 1", 2, /^planar, option "samples": expected an integer from 2/],
  ["train planar --noise 0.1", 2, /^planar: expected options among samples, seed but got "noise"/],
  [
    "train planar --data-option samples",
    2,
    '--data-option: expected name=value, as in factor=0.4 but got "samples".',
  ],
  [
    "train planar --target y",
    2,
    '--target: expected a file, whose columns it names, but got the data set "planar".',
  ],
  [
    "train good.csv --samples 9",
    2,
    '--samples: expected a data set that is drawn but got the file "good.csv".',
  ],
  [
    "train good.csv --target knid",
    2,
    /^good\.csv, target: expected the name of a column but got "knid"\. Did you mean "kind"\?/,
  ],
  ["train good.csv --ignore wieght", 2, /^good\.csv, ignore: .*Did you mean "weight"\?/],
  ["train good.csv --types kind", 2, '--types: expected column=type, as in zip=category but got "kind".'],
  [
    "train good.csv --types kind=categry",
    2,
    '--types kind: expected category or number but got "categry". Did you mean "category"?',
  ],
  ["train good.csv --types knid=category", 2, /^good\.csv, types: .*Did you mean "kind"\?/],
  ["train good.csv --header maybe", 2, '--header: expected yes or no but got "maybe".'],
  [
    "train planar --header no",
    2,
    '--header: expected a file, whose columns it names, but got the data set "planar".',
  ],
  [
    "sweep planar --layers 10:relu,1:sigmoid 20:relu,1:sigmoid",
    2,
    'too many arguments for "sweep". Expected 1 argument but got 2: planar, 20:relu,1:sigmoid. A shell takes braces apart unless they stand in quotes: --layers "{10,20}:relu,10:softmax".',
  ],
  [
    "data planar",
    2,
    'too many arguments for "data". Expected 0 arguments but got 1: planar. Did you mean data describe planar?',
  ],
  ["data good.csv --target kind", 2, /\. Did you mean data describe good\.csv --target kind\?$/],
  ["data exprot planar", 2, /\. Did you mean data export planar\?$/],
  ["data --kind", 2, 'unknown option "--kind".'],
  ["sweep planar --lr {1,2", 2, '--lr: expected values in braces, as in {1,2,4} or {1..8} but got "{1,2".'],
  [
    "inspect good --stage grpah",
    2,
    '--stage: expected summary, graph, grad, simplified, kernels, wat or c but got "grpah". Did you mean "graph"?',
  ],
  [
    "explain",
    2,
    "explain: expected a run folder, data with --layers, or --preset worked-example but got none of them.",
  ],
  [
    "explain god",
    4,
    /^explain: expected a run folder, a data set, or a file but got "god"\. Did you mean "good"\? A run folder is/,
  ],
  ["report planr", 4, /^report: expected a run folder, .* but got "planr"\. Did you mean "planar"\?/],
  [
    "inspect xyzzyx",
    4,
    /but got "xyzzyx"\. A run folder is what `chainrule train` writes; `chainrule data` lists/,
  ],
  ["gradcheck god", 4, /^gradcheck: expected a run folder, a data set, or a file but got "god"\./],
  [
    "explain --preset worked-exmple",
    2,
    'preset: expected worked-example or two-outputs but got "worked-exmple". Did you mean "worked-example"?',
  ],
  [
    "explain planar --preset two-outputs",
    2,
    "--preset: expected no data and no other settings beside it but got planar.",
  ],
  [
    "explain --preset two-outputs --no-bias",
    2,
    "--preset: expected no data and no other settings beside it but got --no-bias.",
  ],
  ["explain planar moons", 2, 'explain: expected other data only after a run folder but got "planar".'],
  [
    "explain good --only dw1",
    2,
    /^explain: expected the name of a value of the update but got "dw1"\. Did you mean "dW1"\?/,
  ],
  [
    "explain good --only q*",
    2,
    /^explain: expected names of values of the update but got "q\*", which none of them matches\./,
  ],
  [
    "explain --preset two-outputs --only dW1[0,2]",
    2,
    'explain: expected an element of dW1, as in dW1[0,0], within its shape (2, 2) but got "dW1[0,2]".',
  ],
  [
    "explain good --sample 400",
    2,
    "--sample: expected a row of the training data, from 0 to 399 but got 400.",
  ],
  ["explain good --sample -1", 2, '--sample: expected a whole number from 0 but got "-1".'],
  ["explain good --step many", 2, '--step: expected a whole number from 0 but got "many".'],
  [
    "explain good --convention column",
    2,
    '--convention: expected rows or columns but got "column". Did you mean "columns"?',
  ],
  ["explain good --lang kr", 2, '--lang: expected en or ko but got "kr". Did you mean "ko"?'],
  ["explain good --format htm", 2, /^--format: .*Did you mean "html"\?$/],
  [
    "explain good --out page.doc",
    2,
    /^--out: expected a file name that ends in \.txt, \.md, \.html, \.tex or \.json/,
  ],
  [
    "explain planar --optimizer lbfgs --step 2",
    2,
    /^explain, optimizer lbfgs: expected an optimizer whose update/,
  ],
  ["evaluate wave --out matrix.svg", 2, /^--out: expected a network that tells classes apart/],
  [
    "predict good 1,2 --out answers.doc",
    2,
    /^--out: expected a file name that ends in \.csv, \.json or \.npy/,
  ],
  [
    "data export planar --out planar.xls",
    2,
    /^--out: expected a file name that ends in \.csv, \.json or \.npz/,
  ],
  ["data plot planar --out planar.gif", 2, /^--out: expected a file name that ends in \.svg or \.png/],
  [
    "data export planar --part test",
    2,
    '--part: expected data that comes with a test part but got "planar".',
  ],
  ["export good", 2, /^export: expected --to with a format but got none\. Known: safetensors, onnx, /],
  ["export good --to onxx", 2, /^--to: expected .* but got "onxx"\. Did you mean "onnx"\?$/],
  ["export good --to npz --logits", 2, "--logits: expected a format of onnx but got npz."],
  ["export wave --to onnx --logits", 2, /^writeOnnx: expected a network that ends in softmax or sigmoid/],
  [
    "export good.safetensors --to safetensors",
    2,
    '--out: expected another file than the one that is read but got "good.safetensors". Name another one with --out.',
  ],
  ["eject good", 2, /^eject: expected --to with a language but got none\. Known: javascript, /],
  ["eject good --to javascrpt", 2, /^--to: expected .* Did you mean "javascript"\?$/],
  [
    "eject good --to javascript --training",
    2,
    /^--training: expected a language of .* but got javascript\.$/,
  ],
  [
    "eject good --to javascript --out net.py",
    2,
    '--out: expected a folder, or a file name that ends in .js, but got "net.py".',
  ],
  ["eject good --to wasm --out a#b.wasm", 2, /^--out: expected a file name of letters, .* but got "a#b"\.$/],
  ["verify good", 4, /^good: expected a file that export or eject wrote but got a run folder/],
  [
    "verify nothing",
    4,
    "nothing: expected a file that export or eject wrote but got a folder. Name the files in it.",
  ],
  ["export good.csv --to onnx", 3, /^good\.csv: .* If these are data, train a network on them first/],
  [
    "import good.safetensors --layers 4:tanh,1:sigmoid",
    2,
    "--layers: expected a file of weights alone but got good.safetensors, which says its own layers. Leave it out.",
  ],
  ["import torch.safetensors --layers 3:tanh", 3, /^torch\.safetensors.*: expected .* but got /],
  ["predict torch.safetensors 1,2", 2, /expected the layers with their activations, .* --layers 1:/],
  ["import torch.safetensors", 2, /expected the layers with their activations, .* --layers /],
  [
    "import learner.npz --layers 2:tanh --convention row",
    2,
    '--convention: expected rows or columns but got "row". Did you mean "rows"?',
  ],
  [
    "import learner.npz --layers 2:tanh",
    3,
    /Say --convention rows .* for inputs x units, or --convention columns/,
  ],
  ["verify good.safetensors --time-limit 0", 2, /^--time-limit: expected a number above 0/],
  ["verify", 2, 'missing required argument "files".'],
  ["completion tcsh", 2, 'completion: expected bash, zsh or fish but got "tcsh". Did you mean "bash"?'],
  [
    "train planar --resume good --seed 5",
    2,
    /^resume: expected seed 0 as in the checkpoint but got seed 5\./,
  ],
  ["train moons --resume good", 2, /^resume: expected .* checkpoint but got/],
];

const data: readonly Case[] = [
  ["train ragged.csv", 3, /^ragged\.csv, line 3: expected 3 fields, as on line 1 but got 2\./],
  [
    "train text.csv",
    3,
    /^text\.csv, line 4, column "a": expected a number, as most of the column holds but got "five"\. .*text: --types "a=category"\.$/,
  ],
  [
    "train good.csv --delimiter ;",
    3,
    'good.csv: expected fields parted by ";" but got one column, "size,weight,kind". Is the delimiter right?',
  ],
  ["train empty.csv", 3, "empty.csv: expected a file with data but got an empty file."],
  ["train header.csv", 3, "header.csv: expected lines of data below the names of the columns but got none."],
  ["train infinite.csv", 3, /^infinite\.csv, line 3, column "b": expected a finite number but got "inf"\./],
  [
    "train far.csv --scale none",
    3,
    "x, row 0, column 0: expected a number within float32 but got 1e+39. Train with --dtype float64 or --standardize.",
  ],
  ["train quote.csv", 3, /^quote\.csv, line 2: expected quotes that open and close/],
  [
    "train twice.csv",
    3,
    /^twice\.csv, line 1: expected a different name for each column.* say so with --header no\.$/,
  ],
  [
    "train oneClass.csv",
    3,
    /^oneClass\.csv, target "kind": expected at least two classes to tell apart but got only "cat"/,
  ],
  [
    "train gap.csv",
    3,
    /^gap\.csv, line 3, column "kind": expected a target in every row but got a missing value\. .*with --missing drop\.$/,
  ],
  ["train column.csv", 3, /^column\.csv: expected a column to learn from besides the target/],
  [
    "train names.csv",
    3,
    /^names\.csv, column "name": expected at most 100 categories but got 200 different texts.*Leave the column out with --ignore/,
  ],
  ["train cut.csv.gz", 3, /^cut\.csv\.gz: /],
  ["train sheet.xlsx", 3, /^sheet\.xlsx: .*Save it as CSV\.$/],
  ["train broken.json", 3, /^broken\.json: expected JSON but got text that is not/],
  ["train nested.json", 3, /^nested\.json, row 0, column "a": expected a number, a text or null/],
  ["train nan.npz", 3, /^nan\.npz, x, row 1, column 0: expected a finite number but got NaN\./],
  ["train counts.npz", 3, /^counts\.npz, y: expected 2 rows, as x has but got shape \(3,\)\./],
  [
    "train objects.npy",
    3,
    /^objects\.npy: expected an array of numbers or booleans but got Python objects\./,
  ],
  ["train unnamed.npz", 3, /^unnamed\.npz: expected an array named x/],
  ["train cut.npz", 3, /^cut\.npz: expected an npz file/],
  [
    "train mnist --data-dir badMagic",
    3,
    /^train-images-idx3-ubyte\.gz: expected an IDX file.*got first bytes 01 02 03 04\./,
  ],
  ["train mnist --data-dir badCount", 3, /^train-images-idx3-ubyte\.gz: /],
  [
    "predict good 1,2,3,4",
    3,
    /^values: expected 2 columns \(x1, x2\), with or without the target but got 4 columns/,
  ],
  [
    "predict good one,two",
    3,
    /^values, line 1, column "x1": expected a number, as in the training part but got "one"\./,
  ],
  ["predict animals 1,heavy", 3, /^values, line 1, column "weight": expected a number/],
  ["evaluate good animals.csv.npz", 4, /expected a file to read/],
  [
    "evaluate good blobs --data-option features=3",
    3,
    /^blobs: expected the 2 inputs that the network was trained on but got 3\./,
  ],
  [
    "evaluate good.csv",
    3,
    /^good\.csv: expected a trained network in a file of .* but got text that begins "size,weight,kind"\. If these are data, train /,
  ],
  [
    "evaluate newer",
    3,
    /run\.json: expected a run file of version 1, .*got version 99, written by Chainrule 9\.0\.0\./,
  ],
  ["evaluate half", 3, /run\.json: expected a field network but got none\.$/],
  ["evaluate alien", 2, /^network: expected layers of known types but got "quantum"\./],
  ["evaluate swapped", 3, /weights\.safetensors: expected the weights that run\.json names/],
  ["import good.csv", 3, /^good\.csv: expected a trained network in a file of .* but got text that begins /],
  ["import empty.csv", 3, /but got an empty file\.$/],
  ["import objects.npy", 3, /but got a single array, as np\.save writes it\.$/],
  [
    "import run.zip",
    3,
    /but got a zip archive of good\/run\.json\. It is a run folder: unpack it, and name the folder\.$/,
  ],
  ["import sheet.xlsx", 3, /^sheet\.xlsx: expected .* but got a zip archive of nothing\.$/],
  ["import cut.safetensors", 3, /^cut\.safetensors: expected a header/],
  [
    "import lying.safetensors",
    3,
    /^lying\.safetensors: expected what its 8 test vectors say, within 0 but got at most .* off\. The file is damaged, or was changed after it was written\.$/,
  ],
  ["import program.js", 3, /It is a program: chainrule verify runs it\.$/],
  ["predict cut.safetensors 1,2", 3, /^cut\.safetensors: expected a header/],
  [
    "verify program.js",
    3,
    "program.js: expected a file with test vectors (chainrule.proof) but got one without. Name the run that it was made from: verify --against run/.",
  ],
  [
    "verify cutProof.js",
    3,
    /^cutProof\.js: expected test vectors in JSON but got a line that is cut off or changed\./,
  ],
  ["train planar --resume cut.safetensors", 3, /cut\.safetensors: expected/],
  [
    "train planar --resume good/weights.safetensors",
    3,
    /expected a checkpoint but got a safetensors file without/,
  ],
];

const files: readonly Case[] = [
  ["train missing.csv", 4, /missing\.csv: expected a file to read but got none of that name\./],
  ["train god.csv", 4, /Did you mean "good\.csv"\?$/],
  [
    "train ./good",
    4,
    /^\.\/good: expected data but got a run folder\. `train --config \.\/good` trains it again, and with `--resume \.\/good` goes on/,
  ],
  ["train ./nothing", 4, /nothing: expected a file to read but got a folder\./],
  ["train mnist --data-dir missing", 4, /^data folder: expected a folder/],
  ["evaluate nowhere", 4, /nowhere: expected a run folder but got no folder of that name\./],
  ["evaluate god", 4, /god: expected a run folder but got no folder of that name\. Did you mean "good"\?$/],
  ["evaluate nothing", 4, /nothing: expected a run folder but got a folder without run\.json\./],
  [
    "evaluate unfinished",
    4,
    /unfinished: expected a run folder but got one of a run that has not finished\. Go on/,
  ],
  ["explain noWeights", 4, /weights\.safetensors: expected a file to read but got none/],
  ["explain nothing", 4, /nothing: expected a run folder but got a folder without run\.json\./],
  ["explain unfinished", 4, /unfinished: expected a run folder but got one of a run that has not finished\./],
  ["evaluate noWeights", 4, /weights\.safetensors: expected a file to read but got none/],
  ["train planar --resume nothing", 4, /checkpoint\.safetensors: expected a file to read/],
  [
    "train planar --out foreign",
    4,
    /foreign: expected a new folder, or that of an earlier run but got a folder with other things in it \(thesis\.txt\)\. Choose another one with --out\.$/,
  ],
  [
    "train planar --out good.csv",
    4,
    /good\.csv: expected a folder to write to but got a file in its place\.$/,
  ],
  ["train planar --out good.csv/run", 4, /expected a folder to write to but got a file in its place\.$/],
  ["export good --to npz --out missing/net.npz", 4, /expected a folder that exists but got none\./],
  ["export nowhere --to npz", 4, /nowhere: expected a run folder but got no folder of that name\./],
  [
    "eject good --to javascript --out good.csv/x",
    4,
    /expected a folder to write to but got a file in its place\.$/,
  ],
  ["import missing.onnx", 4, /missing\.onnx: expected a file to read but got none of that name\./],
  ["verify missing.js", 4, /missing\.js: expected a file to read but got none of that name\./],
  ["verify good.safetensors --against nowhere", 4, /nowhere: expected a run folder/],
  ["train planar --out /proc/run", 4, /^\/proc\/run: expected/],
  ["data export planar --out missing/planar.csv", 4, /expected a folder that exists but got none\./],
  [
    "new foreign",
    4,
    /^foreign: expected a folder that is not there yet, or is empty but got one with thesis\.txt in it\./,
  ],
  [
    "train planar --lr 1e30 --layers 4:relu,1 --epochs 50",
    5,
    /^fit: expected a finite loss but got .* Try a smaller learning rate \(--lr 1e\+29\), .*--clip-norm 1.*--standardize/,
  ],
  [
    "train good.csv --target size --layers 4:relu,1 --lr 5 --epochs 50 --quiet",
    5,
    / Try a smaller learning rate \(--lr 0\.5\) or clipping the gradients \(--clip-norm 1\)\.$/,
  ],
];

/** Names and contents of all that lies in the folder. */
function inventory(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const path = join(folder, name);
    hash.update(name);
    if (statSync(path).isFile()) hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}

describe.each([
  ["wrong usage", usage],
  ["bad data", data],
  ["files, and training that diverges", files],
])("%s", (_, cases) => {
  test.each(cases)("chainrule %s", async (argv, code, sentence) => {
    const before = inventory();
    const outcome = await runCli(argv.split(" "), { cwd: folder });
    const said = outcome.stderr.split("\n").filter((line) => line.startsWith("error: "));
    expect(said).toHaveLength(1);
    const text = said[0]!.slice("error: ".length);
    if (typeof sentence === "string") expect(text).toBe(sentence);
    else expect(text).toMatch(sentence);
    expect(outcome.code).toBe(code);
    expect(outcome.stdout).toBe("");
    expect(outcome.stderr).not.toMatch(/\n\s+at |TypeError|undefined/);
    expect(inventory()).toBe(before);
  });
});
