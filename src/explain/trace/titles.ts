import { counted } from "../../base/counted.ts";
import { architecture } from "../language/architecture.ts";
import { sentences } from "../language/sentences.ts";
import type { Role } from "./roles.ts";

/** A sum, and the element it is in. */
interface Added {
  readonly total: string;
  readonly name: string;
  readonly value: string;
}

/** Headings, captions and the words around the numbers of a trace. */
export const titles = sentences<
  Record<Role, undefined> & {
    title: { step: number };
    sampleTitle: { step: number; sample: number };
    about: { layers: string; features: number; loss: string; optimizer: string; learningRate: string };
    batch: { examples: number; batch: number; epoch: number };
    lineSearch: { optimizer: string };
    shapes: { rows: string; columns: string };
    scalar: undefined;
    before: { name: string };
    change: { name: string };
    after: { name: string };
    contributionsOf: { name: string; count: number };
    largest: { shown: number; count: number };
    sequence: Added;
    lanes: Added;
    paths: { name: string };
    example: undefined;
    term: undefined;
    numbers: undefined;
    value: undefined;
  }
>({
  data: { en: () => "Data", ko: () => "데이터" },
  forward: { en: () => "Forward pass", ko: () => "순전파" },
  loss: { en: () => "Loss", ko: () => "손실" },
  backward: { en: () => "Backward pass", ko: () => "역전파" },
  update: { en: () => "Update", ko: () => "갱신" },
  title: {
    en: ({ step }) => `Step ${step} of training, value by value`,
    ko: ({ step }) => `학습 단계 ${step}의 값 하나하나`,
  },
  sampleTitle: {
    en: ({ step, sample }) => `Step ${step} with example ${sample} alone, value by value`,
    ko: ({ step, sample }) => `예제 ${sample}번만 쓴 학습 단계 ${step}의 값 하나하나`,
  },
  about: {
    en: ({ layers, features, loss, optimizer, learningRate }) =>
      `${architecture(features, layers).en}; loss ${loss}; optimizer ${optimizer}, learning rate ${learningRate}.`,
    ko: ({ layers, features, loss, optimizer, learningRate }) =>
      `${architecture(features, layers).ko}, 손실 함수 ${loss}, 옵티마이저 ${optimizer}, 학습률 ${learningRate}.`,
  },
  batch: {
    en: ({ examples, batch, epoch }) =>
      `m = ${counted(batch, "example")}${batch === examples ? "" : ` of ${examples}`}, epoch ${epoch}.`,
    ko: ({ examples, batch, epoch }) =>
      `예제 수 m = ${batch}${batch === examples ? "" : `(전체 ${examples}개 중)`}, 에포크 ${epoch}.`,
  },
  lineSearch: {
    en: ({ optimizer }) =>
      `${optimizer} searches along a line for how far to go, with several losses and gradients like these for each step.`,
    ko: ({ optimizer }) =>
      `${optimizer} 옵티마이저는 정한 방향으로 얼마나 갈지 찾느라(직선 탐색) 단계마다 이런 손실과 기울기를 여러 번 구합니다.`,
  },
  shapes: {
    en: ({ rows, columns }) =>
      rows === columns
        ? `shape ${rows}, whether an example is a row or a column`
        : `shape ${rows} with examples as rows, ${columns} with examples as columns`,
    ko: ({ rows, columns }) =>
      rows === columns
        ? `모양: ${rows}, 예제가 행이든 열이든 같음`
        : `모양: 예제가 행이면 ${rows}, 열이면 ${columns}`,
  },
  scalar: { en: () => "a single number", ko: () => "수 하나" },
  before: { en: ({ name }) => `${name} before`, ko: ({ name }) => `갱신 전 ${name}` },
  change: { en: ({ name }) => `change of ${name}`, ko: ({ name }) => `${name} 변화량` },
  after: { en: ({ name }) => `${name} after`, ko: ({ name }) => `갱신 후 ${name}` },
  contributionsOf: {
    en: ({ name, count }) => `The sum in ${name} has ${count} terms:`,
    ko: ({ name, count }) => `${name} 식의 합에는 항이 ${count}개 있습니다:`,
  },
  largest: {
    en: ({ shown, count }) => `The ${shown} largest of ${count} terms, in their order:`,
    ko: ({ shown, count }) => `항 ${count}개 중 가장 큰 ${shown}개(원래 순서대로):`,
  },
  sequence: {
    en: ({ total, name, value }) =>
      `Added one after the other, the terms give ${total}, to the bit; so ${name} = ${value}.`,
    ko: ({ total, name, value }) =>
      `항을 차례로 더한 값은 마지막 비트까지 ${total}입니다. 따라서 ${name} = ${value}입니다.`,
  },
  lanes: {
    en: ({ total, name, value }) =>
      `Added as the kernel does, term r in lane r mod 16 and then the lanes as a tree, the terms give ${total}, to the bit; so ${name} = ${value}.`,
    ko: ({ total, name, value }) =>
      `항을 커널과 같은 순서로 더한 값(항 r번은 r mod 16번 레인에 더하고, 레인끼리는 트리 모양으로 더함)은 마지막 비트까지 ${total}입니다. 따라서 ${name} = ${value}입니다.`,
  },
  paths: {
    en: ({ name }) => `Where ${name} comes from, back along the paths to the loss:`,
    ko: ({ name }) => `${name} 값이 온 길을 손실까지 거슬러 올라가면:`,
  },
  example: { en: () => "example", ko: () => "예제" },
  term: { en: () => "term", ko: () => "항" },
  numbers: { en: () => "numbers", ko: () => "수" },
  value: { en: () => "value", ko: () => "값" },
});
