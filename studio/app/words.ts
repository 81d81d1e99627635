import { sentences } from "../../src/explain/language/sentences.ts";

/** What the frame of the page says. */
export const words = sentences<{
  tagline: undefined;
  language: undefined;
  theme: undefined;
  auto: undefined;
  light: undefined;
  dark: undefined;
  tools: undefined;
  close: undefined;
  stage: undefined;
  badLink: { keys: string };
  newerLink: undefined;
  noWorker: undefined;
  noWasm: undefined;
  noIsolation: undefined;
  skip: undefined;
}>({
  tagline: { en: () => "neural networks that show their work", ko: () => "풀이 과정을 보여 주는 신경망" },
  language: { en: () => "Language", ko: () => "언어" },
  theme: { en: () => "Theme", ko: () => "화면 모드" },
  auto: { en: () => "As the system", ko: () => "시스템 설정" },
  light: { en: () => "Light", ko: () => "밝게" },
  dark: { en: () => "Dark", ko: () => "어둡게" },
  tools: { en: () => "Tools", ko: () => "도구" },
  close: { en: () => "Close", ko: () => "닫기" },
  stage: { en: () => "The network, learning", ko: () => "학습하는 신경망" },
  badLink: {
    en: ({ keys }) => `The link says something this studio cannot read (${keys}); the rest of it is used.`,
    ko: ({ keys }) => `링크에 이 스튜디오가 읽을 수 없는 부분(${keys})이 있어 나머지만 썼습니다.`,
  },
  newerLink: {
    en: () => "The link comes from a newer studio: some of it may be missing here.",
    ko: () => "더 새로운 스튜디오에서 만든 링크라서 여기서는 일부가 빠질 수 있습니다.",
  },
  noWorker: {
    en: () => "This page may start no worker: it trains in the page itself, and is slower while it does.",
    ko: () =>
      "이 페이지에서는 워커를 쓸 수 없어 페이지 안에서 직접 학습합니다. 학습하는 동안 페이지가 느려집니다.",
  },
  noWasm: {
    en: () =>
      "This browser or page allows no WebAssembly: networks are interpreted, which is slower, and drawn numbers may differ from NumPy's in the last digit.",
    ko: () =>
      "이 브라우저나 페이지에서는 WebAssembly를 쓸 수 없습니다. 인터프리터로 느리게 계산하며, 무작위로 뽑은 수의 마지막 자리가 NumPy와 다를 수 있습니다.",
  },
  noIsolation: {
    en: () => "The page is not isolated: training runs on one thread.",
    ko: () => "페이지가 격리되지 않아 스레드 하나로 학습합니다.",
  },
  skip: { en: () => "Skip to the tools", ko: () => "도구로 건너뛰기" },
});
