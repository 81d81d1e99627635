import { expect, test } from "vitest";
import { materialOf } from "../../engine/material.ts";
import { sessionOf } from "../../engine/session.ts";
import type { Stage } from "../../engine/stage.ts";
import { initialSettings, type RunSettings, runOf } from "../../state/settings.ts";
import { exampleFile, judge, saveSnippet, slipsToShow } from "./engine.ts";
import type { LearnersNetwork } from "./view.ts";

function stageAt(step: number, changed: Partial<RunSettings> = {}): Stage {
  const settings = runOf({ ...initialSettings(), ...changed });
  const session = sessionOf(settings, materialOf(settings));
  session.advance(step);
  return { session: () => session };
}

const asStage: LearnersNetwork = { layers: "", loss: "", optimizer: "", names: "" };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each(["rows", "columns"] as const)(
  "a file with each slip is found out, examples as %s",
  async (convention) => {
    const stage = stageAt(500);
    const offered = slipsToShow(stage);
    expect(offered.map(({ slip, at }) => `${slip} ${at}`)).toEqual([
      "derivativeLeftOut dZ1",
      "noMean dW2",
      "sameLogTwice loss",
      "transpose dW1",
      "sign dZ2",
      "biasForgotten Z1",
      "activationForgotten A1",
      "ascent W1_new",
    ]);
    for (const planting of offered) {
      const bytes = await exampleFile(stage, { planting, convention });
      const found = await judge(stage, { name: "mine.npz", bytes, network: asStage, language: "en" });
      expect(found.title).toBe(`The first slip is in ${planting.at}`);
      expect(found.first).toBe(planting.at);
      const stands: Readonly<Record<string, string>> = { loss: "A2", W1_new: "W1" };
      expect(found.slip).toEqual([stands[planting.at] ?? planting.at]);
      expect(found.chain.filter(({ state }) => state === "wrong").map(({ name }) => name)).toEqual([
        planting.at,
      ]);
    }
  },
);

test("a file without a slip is right, value for value", async () => {
  const stage = stageAt(500);
  const bytes = await exampleFile(stage, { convention: "rows" });
  const found = await judge(stage, { name: "mine.npz", bytes, network: asStage, language: "en" });
  expect(found.title).toBe("Right: all 16 values agree");
  expect(found.slip).toEqual([]);
});

test("the chain says of each value whether it was given, judged, or is not in the file", async () => {
  const text = "X = 1 2\nW1 = [[0.5] [0.25]]\nb1 = 0\nZ1 = 1\nA1 = 0.5\n";
  const found = await judge(stageAt(0), {
    name: "mine.txt",
    bytes: bytesOf(text),
    network: { ...asStage, layers: "1:sigmoid" },
    language: "en",
  });
  const state = Object.fromEntries(found.chain.map((one) => [one.name, one.state]));
  expect(state).toMatchObject({
    X: "given",
    W1: "given",
    Z1: "right",
    A1: "wrong",
    dZ1: "absent",
    Y: "absent",
  });
  expect(found.blocks.find(({ kind }) => kind === "table")).toEqual({
    kind: "table",
    head: ["element", "yours", "right"],
    rows: [["A1", "0.5", "0.731059"]],
  });
});

test("names of the learner's own are read by what is said of them", async () => {
  const found = await judge(stageAt(0), {
    name: "mine.txt",
    bytes: bytesOf("X = 1 2\nW1 = [[0.5] [0.25]]\nb1 = 0\nhidden = 1\n"),
    network: { ...asStage, layers: "1:sigmoid", names: "hidden=Z1" },
    language: "en",
  });
  expect(found.chain.find(({ name }) => name === "Z1")).toMatchObject({ state: "right", written: "hidden" });
});

test("what is no such file is refused in the library's sentence", async () => {
  const work = { name: "cat.png", bytes: bytesOf("\u0089PNG"), network: asStage, language: "en" } as const;
  await expect(judge(stageAt(0), work)).rejects.toThrow("cat.png");
  const other = { ...work, name: "mine.txt", bytes: bytesOf("X = 1 2 3\nW1 = 1 2 3\nZ1 = 4\nA1 = 5") };
  await expect(judge(stageAt(0), other)).rejects.toThrow("4:tanh,1:sigmoid");
});

test("what to save names every value of the step", () => {
  const snippet = saveSnippet(stageAt(0, { layers: "2:relu,1:sigmoid", optimizer: "adam", rate: "0.01" }));
  expect(snippet.split("\n")[0]).toBe('np.savez("mine.npz",');
  for (const name of ["X=X", "learning_rate=learning_rate", "dZ1=dZ1", "dW2=dW2", "b2_new=b2_new)"])
    expect(snippet).toContain(name);
});

test("what cannot be shown on a network is not offered, and one that draws masks is refused", () => {
  const numbers = stageAt(0, { layers: "4:tanh,1", data: "sineRegression" });
  expect(slipsToShow(numbers).map(({ slip }) => slip)).not.toContain("sameLogTwice");
  expect(() => slipsToShow(stageAt(0, { layers: "4:tanh,dropout(0.5),1:sigmoid" }))).toThrow("dropout");
});
