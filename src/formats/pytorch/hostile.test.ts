import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RandomState } from "../../array/random.ts";
import { writeZip } from "../../array/writeZip.ts";
import { readZip } from "../../array/zip.ts";
import { ChainruleError } from "../../base/error.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { readPytorch } from "./read.ts";

/** Files that mean harm, made by hand. */

type Part = string | number | readonly Part[];

/** Opcodes as letters or bytes, one after the other. */
const bytesOf = (...parts: readonly Part[]): Uint8Array => Uint8Array.from(parts.flatMap(flat));
const flat = (part: Part): number[] => {
  if (typeof part === "number") return [part];
  return typeof part === "string" ? [...new TextEncoder().encode(part)] : part.flatMap(flat);
};

const u32 = (n: number): number[] => [n & 255, (n >>> 8) & 255, (n >>> 16) & 255, n >>> 24];
const u64 = (n: bigint): number[] => Array.from({ length: 8 }, (_, i) => Number((n >> BigInt(8 * i)) & 255n));
const text = (s: string): Part => ["X", u32(s.length), s];
const whole = (n: number): Part => [0x8a, 8, u64(BigInt(n))];
const tuple = (...items: readonly Part[]): Part => ["(", items, "t"];
const global = (module: string, name: string): Part => ["c", `${module}\n${name}\n`];
const proto = [0x80, 2];

const storage = (key: string, length: number, type = "FloatStorage"): Part => [
  tuple(text("storage"), global("torch", type), text(key), text("cpu"), whole(length)),
  "Q",
];
const tensor = (of: Part, offset: number, shape: readonly number[], strides: readonly number[]): Part => [
  global("torch._utils", "_rebuild_tensor_v2"),
  tuple(of, whole(offset), tuple(...shape.map(whole)), tuple(...strides.map(whole)), 0x89, "}"),
  "R",
];
const dict = (entries: Readonly<Record<string, Part>>): Part => [
  proto,
  "}(",
  Object.entries(entries).map(([name, value]) => [text(name), value]),
  "u.",
];

const archive = (
  pickle: Uint8Array,
  storages: Readonly<Record<string, Uint8Array>> = { 0: new Uint8Array(24) },
) =>
  writeZip(
    new Map([
      ["net/data.pkl", pickle],
      ...Object.entries(storages).map(([key, data]) => [`net/data/${key}`, data] as const),
    ]),
  );

/** What the reader says to a file; fails for any other error than the library's own. */
async function said(file: Uint8Array, layers = "2"): Promise<string> {
  try {
    await readPytorch(file, { layers: parseLayers(layers) }, "net.pt");
  } catch (error) {
    expect(error).toBeInstanceOf(ChainruleError);
    expect((error as ChainruleError).code).toBe("data");
    return (error as ChainruleError).message;
  }
  return "read";
}

const pickled = (...parts: readonly Part[]) => said(archive(bytesOf(...parts)));

test("the assembler of these tests makes files that are read", async () => {
  const good = dict({ "0.weight": tensor(storage("0", 6), 0, [2, 3], [3, 1]) });
  expect(await said(archive(bytesOf(good)))).toBe("read");
});

describe("A pickle that asks for more than tensors is refused by name:", () => {
  test.each<[string, Part, string]>([
    [
      "a call of a function",
      [global("os", "system"), tuple(text("id")), "R."],
      "a pickle that calls os.system",
    ],
    [
      "by the other opcode",
      [0x8c, 8, "builtins", 0x8c, 4, "eval", 0x93, "."],
      "a pickle that calls builtins.eval",
    ],
    ["an object", [global("subprocess", "Popen"), ")", 0x81, "."], "an object of class subprocess.Popen"],
    [
      "a module",
      [global("torch.nn.modules.linear", "Linear"), "."],
      "a whole model (torch.nn.modules.linear.Linear)",
    ],
    [
      "a name that looks alike",
      [global("collections", "OrderedDict.fromkeys"), "."],
      "collections.OrderedDict.fromkeys",
    ],
    ["a name of every object", [global("collections", "__proto__"), "."], "calls collections.__proto__"],
    ["the name of a property", [global("", "constructor"), "."], "calls .constructor"],
    ["an instance in text", ["(", "ios\nsystem\n", "."], "but got opcode 0x69"],
    ["an extension", [0x82, 1, "."], "but got opcode 0x82"],
    ["a buffer from outside", [0x97, "."], "but got opcode 0x97"],
    ["a new object", [global("collections", "OrderedDict"), ")", 0x81, "."], "but got opcode 0x81"],
    ["a call of a value", ["})R."], "expected a call of a function with its arguments"],
    ["a call of a storage", [global("torch", "FloatStorage"), ")R."], "a call of torch.FloatStorage"],
    ["attributes of a list", ["]}b."], "expected attributes of a dictionary only"],
    [
      "a full OrderedDict",
      [global("collections", "OrderedDict"), tuple("]"), "R."],
      "an OrderedDict that begins empty",
    ],
    ["another persistent id", [text("os"), "Q."], "expected storages as PyTorch writes them"],
    ["complex numbers", [global("torch", "ComplexFloatStorage"), "."], "torch.ComplexFloatStorage"],
  ])("%s", async (_about, part, message) => {
    expect(await pickled(proto, part)).toContain(message);
  });
});

test("files of PyTorch that hold a whole model, or are of the old format, say what to do", async () => {
  const golden = (file: string) =>
    new Uint8Array(readFileSync(new URL(`../../../test/golden/pytorch/${file}`, import.meta.url)));
  expect(await said(golden("wholeModel.pt"))).toBe(
    'net.pt, byte 41 of the pickle: expected tensors, numbers, texts and lists of them but got a whole model (torch.nn.modules.container.Sequential). Save the tensors alone: torch.save(model.state_dict(), "net.pt").',
  );
  expect(await said(golden("old.pt"))).toBe(
    'net.pt: expected the zip archive that torch.save writes since PyTorch 1.6 but got a file of the older format. Write it anew in Python: torch.save(torch.load("old.pt", weights_only=True), "new.pt").',
  );
});

describe("A pickle that does not hold together is refused:", () => {
  test.each<[string, Part, string]>([
    ["it ends before its end", ["}"], "expected 1 more bytes but got 0. Is the file complete?"],
    ["it begins with its end", ["."], "expected a value on the stack but got an empty one"],
    ["a tuple of nothing", [0x87], "expected a value on the stack"],
    ["a value below a mark", ["](0."], "expected a value on the stack"],
    ["no mark", ["u."], "expected a mark on the stack but got none"],
    ["nothing put aside", ["h", 7, "."], "expected a value that was put aside before but got number 7"],
    ["a text longer than the file", [0x8d, u64(2n ** 62n), "a."], "more bytes but got 2"],
    ["bytes longer than the file", [0x8e, u64(2n ** 63n), "a."], "more bytes"],
    ["a text of 4 GB", ["X", u32(0xffffffff), "."], "expected 4294967295 more bytes but got 1"],
    ["a number of 4 GB", [0x8b, u32(0x7fffffff), "."], "expected 2147483647 more bytes"],
    [
      "a number beyond 8 bytes",
      [0x8a, 9, u64(1n), 1, "."],
      "whole numbers of at most 8 bytes but got one of 9",
    ],
    ["a name without end", ["cos"], "expected a name that ends with its line"],
    ["no UTF-8", ["X", u32(1), 0xff, "."], "expected text in UTF-8"],
    ["a key without value", ["}(N", "u."], "expected a value for each key"],
    ["a list as a key", ["}]Ns."], "expected texts and numbers as keys"],
    ["an item of a number", ["K", 1, "Na."], "expected a list to add to"],
    ["an entry of a list", ["]NNs."], "expected a dictionary to add to"],
    ["a name that is a number", ["K", 1, "K", 2, 0x93, "."], "expected a name in text"],
    [
      "no dictionary",
      ["]."],
      "expected a state dict, or a checkpoint with one under model_state_dict or state_dict",
    ],
    ["nothing in it", ["}."], "but got a value without tensors by name"],
  ])("%s", async (_about, part, message) => {
    expect(await pickled(proto, part)).toContain(message);
  });

  test("more opcodes than a checkpoint needs", async () => {
    expect(await pickled(proto, "]".repeat(200_000))).toContain(
      "expected at most 100000 opcodes but got more",
    );
  });
});

/** A list of ten times the same list, sixty times over: 10^60 elements to whoever walks through them. */
const memoBomb: Part = [
  ["]q", 0, "0"],
  Array.from({ length: 60 }, () => ["](", Array(10).fill(["h", 0]), "eq", 0, "0"]),
  ["h", 0],
];
const loop: Part = ["]q", 1, "h", 1, "a"];
const weight = tensor(storage("0", 6), 0, [2, 3], [3, 1]);

test("lists within lists without end are not walked through", async () => {
  for (const bomb of [memoBomb, loop]) {
    expect(await pickled(proto, bomb, ".")).toContain("a value without tensors by name");
    expect(await said(archive(bytesOf(dict({ "0.weight": weight, bomb }))))).toBe("read");
    const shaped = [
      global("torch._utils", "_rebuild_tensor_v2"),
      tuple(storage("0", 6), whole(0), bomb, bomb),
      "R",
    ];
    expect(await pickled(dict({ "0.weight": shaped }))).toContain(
      "as a tensor's shape but got something else",
    );
    expect(await pickled(proto, bomb, "Q.")).toContain("expected storages as PyTorch writes them");
  }
});

describe("A tensor that reaches outside its storage is refused:", () => {
  test.each<[string, Part, string]>([
    [
      "beyond its end",
      tensor(storage("0", 6), 1, [2, 3], [3, 1]),
      "expected elements inside a storage of 6 but got one at place 6",
    ],
    ["by its strides", tensor(storage("0", 6), 0, [2, 3], [4, 1]), "one at place 6"],
    [
      "by large strides",
      tensor(storage("0", 6), 0, [2, 3], [2 ** 52, 2 ** 52]),
      "expected elements inside a storage",
    ],
    [
      "a negative stride",
      tensor(storage("0", 6), 5, [2, 3], [-3, -1]),
      "2 whole numbers from 0 as a tensor's strides but got (-3, -1)",
    ],
    ["a negative size", tensor(storage("0", 6), 0, [-2, -3], [3, 1]), "as a tensor's shape but got (-2, -3)"],
    ["a negative offset", tensor(storage("0", 6), -1, [2, 3], [3, 1]), "as a tensor's offset but got -1"],
    [
      "fewer strides than axes",
      tensor(storage("0", 6), 0, [2, 3], [1]),
      "2 whole numbers from 0 as a tensor's strides but got (1)",
    ],
    [
      "one number 10^12 times",
      tensor(storage("0", 6), 0, [10 ** 6, 10 ** 6], [0, 0]),
      "expected no more elements than the file has bytes but got shape (1000000, 1000000)",
    ],
    [
      "more than numbers can say",
      tensor(storage("0", 6), 0, Array(40).fill(2 ** 52), Array(40).fill(0)),
      "expected no more elements",
    ],
    [
      "and nothing times that",
      tensor(storage("0", 6), 0, [...Array(40).fill(2 ** 52), 0], Array(41).fill(0)),
      "expected no more elements",
    ],
    [
      "more axes than NumPy has",
      tensor(storage("0", 6), 0, Array(65).fill(1), Array(65).fill(1)),
      "as a tensor's shape",
    ],
    [
      "a storage of another size",
      tensor(storage("0", 7), 0, [2, 3], [3, 1]),
      "expected 28 bytes in data/0 but got 24",
    ],
    [
      "of another type",
      tensor(storage("0", 6, "DoubleStorage"), 0, [2, 3], [3, 1]),
      "expected 48 bytes in data/0 but got 24",
    ],
    [
      "a storage that is not there",
      tensor(storage("1", 6), 0, [2, 3], [3, 1]),
      "expected a file data/1 in the archive but got none",
    ],
    [
      "a storage outside the archive",
      tensor(storage("../../etc/passwd", 6), 0, [2, 3], [3, 1]),
      "expected a file data/../../etc/passwd in the archive but got none",
    ],
    [
      "a storage of negative length",
      tensor(storage("0", -6), 0, [2, 3], [3, 1]),
      "expected storages as PyTorch writes them",
    ],
    ["over no storage", tensor("N", 0, [2, 3], [3, 1]), "expected a tensor over a storage"],
    [
      "a parameter without a tensor",
      [global("torch._utils", "_rebuild_parameter"), tuple("N"), "R"],
      "expected a parameter that is a tensor",
    ],
  ])("%s", async (_about, value, message) => {
    expect(await pickled(dict({ "0.weight": value }))).toContain(message);
  });

  test("a storage that a thousand tensors read whole", async () => {
    const big = tensor(storage("0", 2500), 0, [50, 50], [50, 1]);
    const entries = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`${i}.weight`, big]));
    const file = archive(bytesOf(dict(entries)), { 0: new Uint8Array(10_000) });
    expect(await said(file)).toContain(
      "expected no more elements than the file has bytes but got shape (50, 50)",
    );
  });
});

describe("An archive that is none of torch.save is refused:", () => {
  const pickle = bytesOf(dict({ "0.weight": weight }));
  const files = (entries: Readonly<Record<string, Uint8Array | string>>) =>
    writeZip(new Map(Object.entries(entries)));

  test("no zip, or one cut short", async () => {
    expect(await said(bytesOf("text"))).toContain("expected a file that torch.save wrote (a zip archive)");
    expect(await said(archive(pickle).slice(0, -30))).toContain("no zip directory at its end");
    expect(await said(new Uint8Array(0))).toContain("no zip directory at its end");
  });

  test("no pickle in it, or two", async () => {
    expect(await said(files({ "a/b": "" }))).toContain(
      "expected an archive with one data.pkl, as torch.save writes it but got 0",
    );
    expect(await said(files({ "a/data.pkl": pickle, "b/data.pkl": pickle }))).toContain("but got 2");
  });

  test("names that lead out of it, or stand there twice", async () => {
    expect(await said(files({ "net/data.pkl": pickle, "net/../../x": "" }))).toContain(
      'expected files inside the archive but got "net/../../x"',
    );
    const twice = files({ "net/data.pkl": pickle, "net/data/0": new Uint8Array(24), "net/data/1": "" });
    for (let at = 0; at < twice.length - 1; at++)
      if (twice[at] === 0x2f && twice[at + 1] === 0x31) twice[at + 1] = 0x30;
    expect(await said(twice)).toContain('"net/data/0" stands in it twice');
  });

  test("another byte order than there are", async () => {
    expect(await said(files({ "net/data.pkl": pickle, "net/byteorder": "middle" }))).toContain(
      'expected little or big as byteorder but got "middle"',
    );
  });

  test("contents that are far larger than it", async () => {
    const zip = archive(pickle, { 0: new Uint8Array(24) });
    const view = new DataView(zip.buffer);
    // The size in the directory's last entry: 64 MB.
    const entry = zip.length - 22 - (46 + "net/data/0".length);
    view.setUint32(entry + 24, 2 ** 26, true);
    expect(await said(zip)).toContain("its contents are larger than 8 MiB");
  });
});

test("of a checkpoint with several networks the usual name is taken, or none", async () => {
  const inner: Part = ["}(", text("0.weight"), weight, "u"];
  const read = async (entries: Readonly<Record<string, Part>>) =>
    readPytorch(archive(bytesOf(dict(entries))), { layers: parseLayers("2") }, "net.pt");
  expect((await read({ ema: inner, state_dict: inner, "a\nb": "N" })).notes).toEqual([
    "The weights stand under state_dict of the checkpoint.",
    "Left out, since it is no weight: ema, a\\nb.",
    "Without a bias, as in the file: 0.",
  ]);
  await expect(read({ generator: inner, critic: inner })).rejects.toThrow(
    "but got dictionaries of tensors under generator, critic.",
  );
});

test("files with bytes changed at random are read or refused, and nothing else", async () => {
  const folder = new URL("../../../test/golden/pytorch/", import.meta.url);
  const random = new RandomState(7);
  const below = (n: number) => Math.min(n - 1, Math.floor(random.rand(1)[0]! * n));
  const interesting = [0, 1, 0x28, 0x2e, 0x52, 0x63, 0x7f, 0x80, 0x94, 0xff];
  for (const file of ["checkpoint.pt", "class.pt", "protocol4.pt", "strided.pt"]) {
    const files = await readZip(new Uint8Array(readFileSync(new URL(file, folder))));
    const [[name, pickle]] = [...files].filter(([name]) => name.endsWith("data.pkl")) as [
      [string, Uint8Array],
    ];
    for (let trial = 0; trial < 500; trial++) {
      const mutant = pickle.slice(0, trial % 5 === 0 ? below(pickle.length) : undefined);
      for (let change = 0; change <= trial % 4; change++)
        mutant[below(mutant.length)] = trial % 2 === 0 ? below(256) : interesting[below(interesting.length)]!;
      await said(writeZip(new Map(files).set(name, mutant)), "4:elu,2");
    }
  }
}, 60_000);
