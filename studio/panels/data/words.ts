import { counted } from "../../../src/base/counted.ts";
import { sentences } from "../../../src/explain/language/sentences.ts";

/** What the panel of the data says, but for files and pictures, which have catalogues of their own. */
export const words = sentences<{
  kinds: undefined;
  gallery: undefined;
  draw: undefined;
  file: undefined;
  pictures: undefined;
  loading: undefined;
  galleryHint: undefined;
  options: { name: string };
  noOptions: { name: string };
  roll: undefined;
  drawHint: undefined;
  plane: undefined;
  planeHelp: undefined;
  classes: undefined;
  classOf: { label: string };
  erase: undefined;
  undo: undefined;
  clear: undefined;
  count: { counts: string };
  needTwo: undefined;
  cursor: { x: string; y: string; points: string };
  inputs: undefined;
  inputsHint: undefined;
  acrossAxis: undefined;
  upAxis: undefined;
  heldAt: { name: string };
  toMeans: undefined;
}>({
  kinds: { en: () => "Where the data comes from", ko: () => "데이터 출처" },
  gallery: { en: () => "Gallery", ko: () => "내장 데이터" },
  draw: { en: () => "Draw points", ko: () => "점 그리기" },
  file: { en: () => "File or text", ko: () => "파일·텍스트" },
  pictures: { en: () => "Digits (MNIST)", ko: () => "손글씨" },
  loading: { en: () => "Loading ...", ko: () => "불러오는 중 ..." },
  galleryHint: {
    en: () =>
      "Choose a data set: training begins anew on it, and the last layer follows what is to be told apart.",
    ko: () =>
      "데이터를 고르면 그 데이터로 학습을 새로 시작합니다. 마지막 층은 데이터의 클래스 수에 맞추어 바뀝니다.",
  },
  options: { en: ({ name }) => `Options of ${name}`, ko: ({ name }) => `${name}: 옵션` },
  noOptions: {
    en: ({ name }) => `${name} has no options.`,
    ko: ({ name }) => `${name}: 바꿀 수 있는 옵션이 없습니다.`,
  },
  roll: { en: () => "Another seed", ko: () => "다른 시드" },
  drawHint: {
    en: () =>
      "Click, tap or drag to add points of the chosen class. As soon as there are two classes, training begins.",
    ko: () => "누르거나 끌면 고른 클래스의 점이 생깁니다. 클래스가 둘이 되면 바로 학습을 시작합니다.",
  },
  plane: { en: () => "Plane to draw points on", ko: () => "점을 그리는 평면" },
  planeHelp: {
    en: () =>
      "Arrow keys move the crosshair (with Shift farther), Enter adds a point, 0 to 5 choose its class, Delete removes the nearest point, Ctrl+Z undoes.",
    ko: () =>
      "화살표 키로 십자선을 옮깁니다(Shift 키를 함께 누르면 더 멀리). Enter 키는 점 추가, 0부터 5까지의 숫자 키는 클래스 선택, Delete 키는 가장 가까운 점 지우기, Ctrl+Z는 되돌리기입니다.",
  },
  classes: { en: () => "Class of new points", ko: () => "새 점의 클래스" },
  classOf: { en: ({ label }) => `Class ${label}`, ko: ({ label }) => `클래스 ${label}` },
  erase: { en: () => "Erase", ko: () => "지우개" },
  undo: { en: () => "Undo", ko: () => "되돌리기" },
  clear: { en: () => "Clear", ko: () => "모두 지우기" },
  count: { en: ({ counts }) => `Points: ${counts}`, ko: ({ counts }) => `점: ${counts}` },
  needTwo: {
    en: () => "Training begins when there are points of two classes.",
    ko: () => "두 클래스의 점이 있어야 학습을 시작합니다.",
  },
  cursor: {
    en: ({ x, y, points }) => `Crosshair at (${x}, ${y}), ${counted(points, "point")}.`,
    ko: ({ x, y, points }) => `십자선 위치 (${x}, ${y}), 점 ${points}개.`,
  },
  inputs: { en: () => "Which inputs are drawn", ko: () => "그림에 쓰는 입력" },
  inputsHint: {
    en: () => "The picture on the stage is a cut through all inputs: two of them vary, the others are held.",
    ko: () => "화면의 그림은 입력 공간을 자른 단면입니다. 두 입력만 변하고 나머지는 고정됩니다.",
  },
  acrossAxis: { en: () => "Across", ko: () => "가로축" },
  upAxis: { en: () => "Upward", ko: () => "세로축" },
  heldAt: { en: ({ name }) => `${name} held at`, ko: ({ name }) => `${name} 고정값` },
  toMeans: { en: () => "Back to the means", ko: () => "평균으로 되돌리기" },
});
