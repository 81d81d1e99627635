import type { Said } from "../../../../src/explain/language/sentences.ts";

/** What a data set is called, and one line about it. */
interface Named {
  readonly title: Said;
  readonly about: Said;
}

/** Of every data set that is drawn, by its name in the library. */
export const names: Readonly<Record<string, Named>> = {
  planar: {
    title: { en: "Flower", ko: "꽃" },
    about: { en: "petals of two classes in turn", ko: "꽃잎마다 클래스가 바뀜" },
  },
  xor: {
    title: { en: "Exclusive or", ko: "XOR" },
    about: { en: "four rows that no line parts", ko: "직선으로 나눌 수 없는 네 점" },
  },
  moons: {
    title: { en: "Moons", ko: "초승달" },
    about: { en: "two half circles, interleaved", ko: "서로 맞물린 두 반원" },
  },
  circles: {
    title: { en: "Circles", ko: "동심원" },
    about: { en: "a circle inside another", ko: "원 안에 든 원" },
  },
  blobs: {
    title: { en: "Clouds", ko: "구름" },
    about: { en: "round clouds, one a class", ko: "클래스마다 둥근 구름 하나" },
  },
  gaussianQuantiles: {
    title: { en: "Rings", ko: "고리" },
    about: { en: "one cloud cut into nested rings", ko: "구름 하나를 여러 겹의 고리로 나눔" },
  },
  spirals: {
    title: { en: "Spirals", ko: "나선" },
    about: { en: "two spirals; hard for small networks", ko: "두 나선, 작은 신경망에는 어려움" },
  },
  checkerboard: {
    title: { en: "Checkerboard", ko: "체스판" },
    about: { en: "squares of two classes in turn", ko: "칸마다 클래스가 바뀜" },
  },
  linearRegression: {
    title: { en: "Line", ko: "직선" },
    about: { en: "numbers on a line or plane, with noise", ko: "잡음이 섞인 직선이나 평면 위의 수" },
  },
  sineRegression: {
    title: { en: "Sine wave", ko: "사인 곡선" },
    about: { en: "numbers on a wave, with noise", ko: "잡음이 섞인 사인 곡선 위의 수" },
  },
};

/** Of every option of a data set, by its name in the library. */
export const optionNames: Readonly<Record<string, Said>> = {
  samples: { en: "Examples", ko: "예제 수" },
  noise: { en: "Noise (standard deviation)", ko: "잡음(표준편차)" },
  seed: { en: "Seed of the data", ko: "데이터 시드" },
  factor: { en: "Radius of the inner circle", ko: "안쪽 원의 반지름" },
  centers: { en: "Clouds, that is classes", ko: "구름 수(클래스 수)" },
  features: { en: "Inputs of an example", ko: "예제 하나의 입력 수" },
  spread: { en: "Standard deviation of a cloud", ko: "구름의 표준편차" },
  classes: { en: "Rings, that is classes", ko: "고리 수(클래스 수)" },
  variance: { en: "Variance of each coordinate", ko: "좌표별 분산" },
  turns: { en: "Turns of each spiral", ko: "나선이 감긴 횟수" },
  cells: { en: "Squares along a side", ko: "한 변의 칸 수" },
  bias: { en: "Height over the origin", ko: "원점에서의 높이" },
  waves: { en: "Waves between 0 and 1", ko: "0과 1 사이의 파동 수" },
};
