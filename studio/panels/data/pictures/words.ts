import { sentences } from "../../../../src/explain/language/sentences.ts";

/** What is said of pictures of digits. */
export const words = sentences<{
  about: undefined;
  drop: undefined;
  choose: undefined;
  have: { names: string };
  served: undefined;
  load: { name: string };
  reading: undefined;
  there: { name: string; examples: string; fresh: string };
  train: { name: string };
  noPlane: undefined;
  draw: undefined;
  drawHint: undefined;
  drawHelp: undefined;
  clear: undefined;
  seen: undefined;
  outputs: undefined;
  says: { name: string; share: string };
  tiles: { shown: string; units: string };
  tilesHint: undefined;
  tile: { unit: string };
  confusion: { part: "fresh" | "training"; examples: string };
  judge: undefined;
  accuracy: { share: string; step: string };
  axes: undefined;
  cell: { actual: string; predicted: string; count: string };
  wrong: { actual: string; predicted: string; count: string; shown: string };
  right: { actual: string; count: string; shown: string };
  cellHint: undefined;
}>({
  about: {
    en: () =>
      "70,000 handwritten digits of 28 x 28 pixels: 60,000 to learn from and 10,000 to judge by. Its four files are published; the studio reads them here and sends them nowhere.",
    ko: () =>
      "28×28픽셀 손글씨 숫자 70,000개. 60,000개로 학습하고 10,000개로 평가합니다. 공개된 파일 네 개를 이 페이지 안에서 읽으며 어디로도 보내지 않습니다.",
  },
  drop: {
    en: () => "Drop the files here: all four, or the two to train on (train-images, train-labels)",
    ko: () => "파일을 여기에 끌어다 놓으세요. 네 개 모두 또는 학습용 두 개(train-images, train-labels)",
  },
  choose: { en: () => "Choose the files", ko: () => "파일 선택" },
  have: { en: ({ names }) => `There so far: ${names}.`, ko: ({ names }) => `지금까지 받은 파일: ${names}.` },
  served: {
    en: () => "This machine has the files.",
    ko: () => "이 컴퓨터에 파일이 있습니다.",
  },
  load: { en: ({ name }) => `Load ${name}`, ko: ({ name }) => `${name} 불러오기` },
  reading: { en: () => "Reading the files ...", ko: () => "파일을 읽는 중 ..." },
  there: {
    en: ({ name, examples, fresh }) =>
      `${name}: ${examples} pictures to learn from${fresh === "0" ? ", none to judge by" : `, ${fresh} to judge by`}.`,
    ko: ({ name, examples, fresh }) =>
      `${name}: 학습용 그림 ${examples}개, ${fresh === "0" ? "평가용 그림 없음" : `평가용 그림 ${fresh}개`}.`,
  },
  train: { en: ({ name }) => `Train on ${name}`, ko: ({ name }) => `${name} 데이터로 학습하기` },
  noPlane: {
    en: () =>
      "A picture has 784 inputs: no plane over two of them says anything, so look at the network here.",
    ko: () =>
      "그림 하나는 입력이 784개입니다. 그중 둘로 평면을 그려도 알 수 있는 것이 없으므로 신경망이 하는 일은 여기에서 보세요.",
  },
  draw: { en: () => "Draw a digit", ko: () => "숫자 그리기" },
  drawHint: {
    en: () => "With the mouse, a finger or the keys.",
    ko: () => "마우스나 손가락, 키보드로 그리세요.",
  },
  drawHelp: {
    en: () => "Arrow keys move the pen, Space puts it down or lifts it, Delete clears.",
    ko: () => "화살표 키로 펜을 옮기고, 스페이스 키로 펜을 대거나 떼고, Delete 키로 지웁니다.",
  },
  clear: { en: () => "Clear", ko: () => "지우기" },
  seen: {
    en: () => "What the network sees: scaled to 20 pixels and centered, as MNIST's digits are",
    ko: () => "신경망이 보는 그림: MNIST 숫자처럼 20픽셀에 맞추고 가운데로 옮긴 것",
  },
  outputs: { en: () => "Probability of each class", ko: () => "클래스별 확률" },
  says: {
    en: ({ name, share }) => `The network says ${name} (${share}).`,
    ko: ({ name, share }) => `신경망의 답: ${name}(${share}).`,
  },
  tiles: {
    en: ({ shown, units }) => `Weights of the first layer: ${shown} of ${units} units`,
    ko: ({ shown, units }) => `첫 층의 가중치: 유닛 ${units}개 중 ${shown}개`,
  },
  tilesHint: {
    en: () => "Each tile is what a unit looks for: orange ink speaks for it, blue ink against it.",
    ko: () =>
      "타일 하나는 유닛 하나가 찾는 모양입니다. 주황색 자리에 획이 있으면 유닛의 값이 커지고 파란색 자리에 있으면 작아집니다.",
  },
  tile: { en: ({ unit }) => `Unit ${unit}`, ko: ({ unit }) => `유닛 ${unit}` },
  confusion: {
    en: ({ part, examples }) =>
      `Confusion matrix on ${part === "fresh" ? "the test part" : "the training part"}: ${examples} pictures`,
    ko: ({ part, examples }) => `혼동 행렬: ${part === "fresh" ? "평가용" : "학습용"} 그림 ${examples}개`,
  },
  judge: { en: () => "Judge now", ko: () => "지금 평가하기" },
  accuracy: {
    en: ({ share, step }) => `${share} are classified right after ${step} updates.`,
    ko: ({ share, step }) => `${step}번 갱신한 뒤의 정확도: ${share}.`,
  },
  axes: {
    en: () =>
      "Each row is a class, each column what the network takes it for: mistakes are off the diagonal.",
    ko: () => "행은 실제 클래스, 열은 신경망의 답입니다. 대각선을 벗어난 칸이 틀린 것입니다.",
  },
  cell: {
    en: ({ actual, predicted, count }) => `${actual} taken for ${predicted}: ${count}`,
    ko: ({ actual, predicted, count }) => `실제 ${actual}, 신경망의 답 ${predicted}: ${count}개`,
  },
  wrong: {
    en: ({ actual, predicted, count, shown }) => `${actual} taken for ${predicted}: ${shown} of ${count}`,
    ko: ({ actual, predicted, count, shown }) =>
      `실제 ${actual}, 신경망의 답 ${predicted}: ${count}개 중 ${shown}개`,
  },
  right: {
    en: ({ actual, count, shown }) => `${actual} taken for itself: ${shown} of ${count}`,
    ko: ({ actual, count, shown }) => `${actual}, 맞게 분류한 것: ${count}개 중 ${shown}개`,
  },
  cellHint: {
    en: () => "Choose a cell to see its pictures.",
    ko: () => "칸을 고르면 그 칸의 그림이 보입니다.",
  },
});
