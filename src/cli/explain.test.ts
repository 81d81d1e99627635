import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSafetensors } from "../formats/safetensors.ts";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

afterAll(removeScratchFolders);

const cwd = scratchFolder();
const run = async (line: string) => {
  const outcome = await runCli(line.split(" "), { cwd });
  expect(outcome.stderr).toBe("");
  expect(outcome.code).toBe(0);
  return outcome.stdout;
};
const json = async (line: string) => JSON.parse(await run(`${line} --format json`));

/** The number at the end of the line that begins with `name =`, to as many decimals as asked. */
const read = (printed: string, name: string, decimals: number): string => {
  const lines = printed.split("\n").filter((line) => line.trim().startsWith(`${name} = `));
  return Number(/(\S+)$/.exec(lines.at(-1)!)![1]).toFixed(decimals);
};

/** The numbers in the lines right below a caption. */
const below = (printed: string, caption: string): readonly string[] => {
  const lines = printed.split("\n");
  const start = lines.findIndex((line) => line.trim().startsWith(caption));
  return lines.slice(start + 1, lines.indexOf("", start)).flatMap((line) => line.trim().split(/ +/));
};

test("the worked example of lesson 1 stands in what is printed", async () => {
  const printed = await run("explain --preset worked-example");
  expect(read(printed, "Z1[0,0]", 2)).toBe("-0.02");
  expect(read(printed, "A1[0,0]", 3)).toBe("0.495");
  expect(read(printed, "A2[0,0]", 3)).toBe("0.512");
  expect(read(printed, "dZ2[0,0]", 3)).toBe("-0.122");
  expect(read(printed, "dZ1[0,0]", 3)).toBe("-0.003");
  // The lesson's error terms have the other sign: it adds its updates.
  const errorTerms = [
    ...printed.matchAll(/With the\s+other\s+sign,\s+([\d.]+),\s+it\s+is\s+the\s+error\s+term/g),
  ];
  expect(errorTerms.map(([, value]) => Number(value).toFixed(3))).toEqual(["0.122", "0.003"]);
  expect(/W2 rose by ([\d.]+),/.exec(printed)![1]).toBe("0.0302");
  expect(below(printed, "change of W1").map((value) => Number(value).toFixed(5))).toEqual([
    "0.00015",
    "0.00046",
  ]);
});

test("a network with two outputs agrees with what is worked out by hand", async () => {
  // x = (1, 2), y = (1, 0); W1 = [[.1, .3], [.2, -.1]], b1 = (.1, -.2); W2 = [[.4, -.5], [.6, .2]], b2 = (.05, .1).
  // z1 = (.1 + .4 + .1, .3 - .2 - .2) = (.6, -.1); a1 = s(z1) = (.645656, .475021)
  // z2 = (.4 .645656 + .6 .475021 + .05, -.5 .645656 + .2 .475021 + .1) = (.593275, -.127824)
  // a2 = s(z2) = (.644116, .468087); loss = ((.644116 - 1)^2 + .468087^2) / 2 = (.126653 + .219106) / 2 = .172880
  // dz2 = (a2 - y) a2 (1 - a2) = (-.355884 .644116 .355884, .468087 .468087 .531913) = (-.081579, .116545)
  // da1 = (.4 -.081579 - .5 .116545, .6 -.081579 + .2 .116545) = (-.090904, -.025639)
  // dz1 = da1 a1 (1 - a1) = (-.090904 .645656 .354344, -.025639 .475021 .524979) = (-.020797, -.006394)
  // W2 - .5 a1 dz2: .4 + .5 .645656 .081579 = .426336, -.5 - .5 .645656 .116545 = -.537624,
  //   .6 + .5 .475021 .081579 = .619376, .2 - .5 .475021 .116545 = .172319; b2 - .5 dz2 = (.090790, .041727)
  // W1 - .5 x dz1: .1 + .5 .020797 = .110399, .3 + .5 .006394 = .303197, .2 + .020797 = .220797,
  //   -.1 + .006394 = -.093606; b1 - .5 dz1 = (.110399, -.196803)
  const printed = await run("explain --preset two-outputs");
  const expected = {
    Z1: ["0.60000", "-0.10000"],
    A1: ["0.64566", "0.47502"],
    Z2: ["0.59327", "-0.12782"],
    A2: ["0.64412", "0.46809"],
    dZ2: ["-0.08158", "0.11654"],
    dA1: ["-0.09090", "-0.02564"],
    dZ1: ["-0.02080", "-0.00639"],
  };
  for (const [name, values] of Object.entries(expected))
    expect([read(printed, `${name}[0,0]`, 5), read(printed, `${name}[0,1]`, 5)], name).toEqual(values);
  expect(read(printed, "loss", 5)).toBe("0.17288");
  const after = {
    "W2[0,0]": "0.42634",
    "W2[0,1]": "-0.53762",
    "W2[1,0]": "0.61938",
    "W2[1,1]": "0.17232",
    "b2[0]": "0.09079",
    "b2[1]": "0.04173",
    "W1[0,0]": "0.11040",
    "W1[0,1]": "0.30320",
    "W1[1,0]": "0.22080",
    "W1[1,1]": "-0.09361",
    "b1[0]": "0.11040",
    "b1[1]": "-0.19680",
  };
  for (const [name, value] of Object.entries(after)) expect(read(printed, name, 5), name).toBe(value);
});

describe("a run folder", () => {
  const adam = "train planar --layers 4:tanh,1:sigmoid --samples 60 --batch 16 --epochs 3 --seed 4 --quiet";
  beforeAll(async () => {
    await run(`${adam} --out whole`);
    await run(`${adam} --test 0.2 --validation 0.25 --data-seed 9 --out parts`);
    writeFileSync(
      join(cwd, "rows.csv"),
      "a,b,kind\n1,2,cat\n2,1,dog\n3,3,cat\n4,1,dog\n5,2,cat\n6,1,dog\n7,3,cat\n8,2,dog\n",
    );
    await run("train rows.csv --layers 3:relu,1:sigmoid --epochs 5 --test 2 --quiet --out rows");
  }, 60_000);

  test.each(["whole", "parts", "rows"])(
    "%s is replayed step by step to the weights it ended with",
    async (name) => {
      const { steps } = JSON.parse(readFileSync(join(cwd, name, "run.json"), "utf8")).result;
      const { entries } = await json(`explain ${name} --step ${steps - 1} --only W*,b*`);
      const { tensors } = readSafetensors(readFileSync(join(cwd, name, "weights.safetensors")), name);
      for (const [weight, array] of tensors)
        expect(entries.find((entry: { name: string }) => entry.name === weight).value).toEqual(
          array.tolist(),
        );
    },
  );

  test("shows the update that comes next, with what the optimizer remembers", async () => {
    const now = await json("explain whole");
    const replayed = await json("explain whole --step 12");
    expect(now.step).toBe(12);
    expect(now.entries).toEqual(replayed.entries);
  });

  test("other data can be looked at, and one example of it", async () => {
    writeFileSync(join(cwd, "more.csv"), "a,b,kind\n4,4,dog\n9,9,cat\n");
    const { entries, sample, batch } = await json("explain rows more.csv --sample 1 --only Y");
    expect([sample, batch, entries[0].value]).toEqual([1, 1, [[0]]]);
  });
});

test("an element prints the terms that add up to it and the path to the loss", async () => {
  const printed = await runCli(["explain", "--preset", "two-outputs", "--only", "dW1[0,1]", "--lang", "ko"], {
    cwd,
  });
  expect(printed.stdout).toContain("dW1[0,1] = X[0,0] * dZ1[0,1]\n");
  expect(printed.stdout).toContain("dA1[0,1] = dZ2[0,0] * W2[1,0] + dZ2[0,1] * W2[1,1]\n");
  expect(printed.stdout).toMatch(/dZ2\[0,1\] \* W2\[1,1\] +0\.116545 \* 0\.2 +0\.023309/);
  expect(printed.stdout).toContain("항을 차례로 더한 값은 마지막 비트까지 -0.025638620003108924입니다.");
});

test("a page, a paper, a note and data are written by the ending of the file", async () => {
  const files = { html: "<!doctype html>", tex: "\\documentclass", md: "# Step 0", json: "{", txt: "Step 0" };
  for (const [ending, start] of Object.entries(files)) {
    expect(await run(`explain --preset worked-example --out page.${ending}`)).toBe(
      `Written to page.${ending}\n`,
    );
    expect(readFileSync(join(cwd, `page.${ending}`), "utf8").startsWith(start)).toBe(true);
  }
});

test("a worksheet leaves out what its key says, in JSON too", async () => {
  const sheet = await run("explain --preset two-outputs --worksheet questions");
  expect(sheet).toContain("Z1 (1, 2) = ____  ____");
  expect(sheet).not.toContain("0.645656");
  expect(await run("explain --preset two-outputs --worksheet answers")).toContain("= 0.645656");
  const { title, blocks } = await json("explain --preset two-outputs --worksheet answers --lang ko");
  expect(title).toBe("정답: 학습 한 단계를 손으로 계산하기");
  expect(blocks[1]).toEqual({ kind: "heading", level: 2, text: "모양" });
});

test.each([
  ["--worksheet blanks", '--worksheet: expected questions or answers but got "blanks"'],
  [
    "--worksheet answers --only Z1",
    "--worksheet: expected all values of the update but got --only beside it.",
  ],
])("%s is refused", async (options, sentence) => {
  const { code, stderr } = await runCli(["explain", "--preset", "two-outputs", ...options.split(" ")], {
    cwd,
  });
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});
