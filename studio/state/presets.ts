import type { Said } from "../../src/explain/language/sentences.ts";
import { writeChanges } from "./changes.ts";
import { initialSettings, type RunSettings, runOf, type Settings } from "./settings.ts";

/** A run worth seeing, whole: what it does not say is as in a new page. */
export interface Preset {
  readonly name: string;
  readonly title: Said;
  readonly run: Partial<RunSettings>;
  /** How it is best looked at. */
  readonly view?: Partial<Pick<Settings, "panel" | "convention" | "subject">>;
}

/** Weights by name, row by row, as a run is given them before its first update. */
const weights = (arrays: Readonly<Record<string, readonly number[]>>): string =>
  writeChanges(
    Object.entries(arrays).flatMap(([name, values]) =>
      values.map((value, place) => ({ step: 0, kind: "weight" as const, name, place, value })),
    ),
  );

const lesson2: Partial<RunSettings> = {
  data: "xor",
  bias: false,
  init: "uniform(-1,1)",
  loss: "halfSquaredError",
  rate: "1",
  epochs: 60_000,
  seed: 1,
  dtype: "float64",
};

export const presets: readonly Preset[] = [
  { name: "flower", title: { en: "The flower", ko: "꽃 데이터" }, run: {} },
  {
    name: "lesson1",
    title: { en: "Lesson 1: one step by hand, 2-1-1", ko: "1강: 손으로 계산하는 한 단계, 2-1-1" },
    run: {
      layers: "1:sigmoid,1:sigmoid",
      bias: false,
      loss: "halfSquaredError",
      rate: "0.5",
      dtype: "float64",
      changes: weights({ W1: [0.4, -0.2], W2: [0.1] }),
    },
    view: { panel: "step", subject: "worked-example" },
  },
  {
    name: "lesson2",
    title: { en: "Lesson 2: XOR in eleven lines", ko: "2강: 열한 줄로 푸는 XOR" },
    run: { ...lesson2, layers: "4:sigmoid,1:sigmoid" },
  },
  {
    name: "lesson2deep",
    title: { en: "Lesson 2: XOR with two hidden layers", ko: "2강: 은닉층 두 개로 푸는 XOR" },
    run: { ...lesson2, layers: "4:sigmoid,4:sigmoid,1:sigmoid" },
  },
  {
    name: "lesson3",
    title: { en: "Lesson 3: forward pass, 2-3-2-2", ko: "3강: 순전파, 2-3-2-2" },
    run: {
      data: "points",
      source: "1,0.5,1;-1,-0.5,0",
      layers: "3:sigmoid,2:sigmoid,2",
      loss: "meanSquaredError",
      rate: "0.1",
      dtype: "float64",
      changes: weights({
        W1: [0.1, 0.3, 0.5, 0.2, 0.4, 0.6],
        b1: [0.1, 0.2, 0.3],
        W2: [0.1, 0.4, 0.2, 0.5, 0.3, 0.6],
        b2: [0.1, 0.2],
        W3: [0.1, 0.3, 0.2, 0.4],
        b3: [0.1, 0.2],
      }),
    },
  },
  {
    name: "lesson3digits",
    title: { en: "Lesson 3: digits (give it MNIST's files)", ko: "3강: 손글씨 숫자(MNIST 파일 필요)" },
    run: {
      data: "mnist",
      layers: "50:sigmoid,100:sigmoid,10:softmax",
      init: "lecunNormal",
      rate: "0.5",
      batch: 100,
      epochs: 5,
      seed: 0,
    },
    view: { panel: "data" },
  },
  {
    name: "lesson4",
    title: { en: "Lesson 4: one hidden layer, by hand", ko: "4강: 손으로 짜는 은닉층 하나" },
    run: { dtype: "float64" },
  },
  {
    name: "lesson5",
    title: { en: "Lesson 5: gradient descent in columns", ko: "5강: 예제를 열로 쓰는 경사 하강법" },
    run: { dtype: "float64", epochs: 6000 },
    view: { convention: "columns" },
  },
  {
    name: "vanishing",
    title: {
      en: "Six sigmoid layers: the gradient vanishes",
      ko: "시그모이드 여섯 층의 기울기 소실",
    },
    run: { layers: `${"8:sigmoid,".repeat(6)}1:sigmoid`, init: "", rate: "0.5", seed: 1 },
    view: { panel: "depth" },
  },
  {
    name: "spirals",
    title: { en: "Spirals with relu", ko: "ReLU로 나누는 나선" },
    run: {
      data: "spirals",
      layers: "16:relu,16:relu,1:sigmoid",
      init: "",
      optimizer: "adam",
      rate: "0.01",
      epochs: 3000,
      seed: 1,
    },
  },
  {
    name: "sine",
    title: { en: "A sine, from one input", ko: "입력 하나로 배우는 사인 곡선" },
    run: {
      data: "sineRegression",
      layers: "8:tanh,1",
      init: "",
      optimizer: "adam",
      rate: "0.02",
      epochs: 2000,
      seed: 1,
    },
  },
];

/** The whole run of a preset. */
export const runOfPreset = ({ run }: Pick<Preset, "run">): RunSettings => ({
  ...runOf(initialSettings()),
  ...run,
});

/** The preset that a run is, if it is one. */
export function presetOf(settings: Settings): Preset | undefined {
  const own = JSON.stringify(runOf(settings));
  return presets.find((preset) => JSON.stringify(runOf({ ...settings, ...runOfPreset(preset) })) === own);
}
