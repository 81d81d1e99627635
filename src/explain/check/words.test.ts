import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formats } from "../document/index.ts";
import type { Language } from "../language/sentences.ts";
import { check } from "./check.ts";
import { checkDocument } from "./document.ts";
import type { Arrays } from "./entries.ts";
import { readArrays } from "./read.ts";

const settings = { layers: "2:tanh,1:sigmoid" };
const said = (arrays: Arrays, language: Language = "en") =>
  formats.text(checkDocument(check(arrays, settings), { language })).replaceAll(/\s+/g, " ");

const X = [
  [1, 2],
  [3, 5],
];
const W1 = [
  [0.5, 1],
  [0.25, 2],
];
const b1 = [0, 0];
const Z1 = [
  [1, 5],
  [2.75, 13],
];

test("an array without numbers is passed over and said, where its name is that of no value", async () => {
  const golden = JSON.parse(
    readFileSync(new URL("../../../test/golden/dataFiles.json", import.meta.url), "utf8"),
  ) as { npzObject: string };
  const bytes = Uint8Array.from(atob(golden.npzObject), (c) => c.charCodeAt(0));
  const objects = (await readArrays(bytes, "d.npz")).get("names")!;
  const work = { X, W1, b1, Z1, note: objects };
  expect(check(work, settings)).toMatchObject({
    verdict: "right",
    notes: expect.arrayContaining([{ kind: "noNumbers", names: ["note"] }]),
  });
  expect(said(work)).toContain("Holds no numbers, and was left out: note.");
  expect(() => check({ X, b1, Z1, W1: objects }, settings)).toThrow(
    "expected an array of numbers or booleans but got Python",
  );
});

test("NaN without a known slip is said to be NaN, with its first place in the learner's own array", () => {
  const columns = [
    [1, 2.75, 4],
    [5, Number.NaN, Number.NaN],
  ];
  const turned = {
    X: [
      [1, 3, 4],
      [2, 5, 8],
    ],
    W1: [
      [0.5, 0.25],
      [1, 2],
    ],
    b1: [[0], [0]],
    Z1: columns,
  };
  expect(said(turned)).toContain("Z1 holds NaN, first at Z1[1, 1], and no slip that is known gives");
  expect(said(turned, "ko")).toContain("Z1 배열에 NaN이 있습니다(첫 위치: Z1[1, 1]).");
});

test("where no known slip gives a gradient, the error terms that would place it are asked for", () => {
  const work = {
    X,
    Y: [[0], [1]],
    W1,
    b1,
    W2: [[0.5], [-0.25]],
    b2: [0.125],
    dW1: [
      [0.7, 0.1],
      [0.3, 0.9],
    ],
  };
  expect(said(work)).toContain("Save dZ2, dZ1 too, and check again: that would place the slip.");
  expect(said(work, "ko")).toContain("찾을 수 있습니다: dZ2, dZ1.");
  expect(
    said({
      ...work,
      dZ2: [[0.1], [0.2]],
      dZ1: [
        [0, 1],
        [2, 3],
      ],
    }),
  ).not.toContain("Save");
});
