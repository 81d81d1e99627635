import { sentences } from "../../../../src/explain/language/sentences.ts";

/** What is said of a file and how it becomes data. */
export const words = sentences<{
  drop: undefined;
  dropHint: undefined;
  choose: undefined;
  paste: undefined;
  pasteLabel: undefined;
  usePasted: undefined;
  otherFile: { name: string; wanted: string; sha: string };
  rightFile: { name: string };
  facts: { rows: string; columns: string };
  text: { encoding: string; delimiter: string; header: boolean };
  tabs: undefined;
  commas: undefined;
  semicolons: undefined;
  pipes: undefined;
  columns: undefined;
  column: undefined;
  type: undefined;
  typeOf: { name: string };
  number: undefined;
  category: undefined;
  role: undefined;
  roleOf: { name: string };
  input: undefined;
  target: undefined;
  ignored: undefined;
  missing: undefined;
  scaling: undefined;
  categories: { count: string; some: string };
  firstRows: undefined;
  scale: undefined;
  standardize: undefined;
  minMax: undefined;
  none: undefined;
  scaleHint: undefined;
  minMaxHint: undefined;
  gaps: undefined;
  fill: undefined;
  leaveOut: undefined;
  task: undefined;
  auto: undefined;
  classes: undefined;
  numbers: undefined;
  share: undefined;
  seed: undefined;
  layers: undefined;
  inputsOf: { count: string; names: string };
  willLearn: { examples: string; fresh: string };
  classTask: { count: string; names: string };
  numberTask: { names: string };
  settings: { rate: string; epochs: string; batch: string };
  train: undefined;
  trained: { name: string };
  command: undefined;
  copy: undefined;
  copied: undefined;
  missingValue: undefined;
}>({
  drop: { en: () => "Drop a file here", ko: () => "파일을 여기에 놓는다" },
  dropHint: {
    en: () => "CSV, TSV, JSON, npy or npz. It stays in this page and goes nowhere.",
    ko: () => "CSV, TSV, JSON, npy, npz. 파일은 이 페이지에만 머물고 어디로도 보내지 않는다.",
  },
  choose: { en: () => "Choose a file", ko: () => "파일 고르기" },
  paste: { en: () => "Or paste a table", ko: () => "또는 표를 붙여 넣기" },
  pasteLabel: {
    en: () => "Rows of a table, with a comma, semicolon or tab between values",
    ko: () => "표의 행들. 값 사이는 쉼표, 쌍반점 또는 탭",
  },
  usePasted: { en: () => "Read it", ko: () => "읽기" },
  otherFile: {
    en: ({ name, wanted, sha }) =>
      `${name} is another file than the link asks for (${wanted}, SHA-256 ${sha}...). It is shown below, and the link still waits for its own.`,
    ko: ({ name, wanted, sha }) =>
      `${name} 파일은 링크가 찾는 파일(${wanted}, SHA-256 ${sha}...)이 아니다. 아래에 보여 주지만 링크는 여전히 제 파일을 기다린다.`,
  },
  rightFile: {
    en: ({ name }) => `${name} is the file of the link: its run is on the stage.`,
    ko: ({ name }) => `${name} 파일이 링크의 파일이 맞다. 그 학습을 무대에 올렸다.`,
  },
  facts: {
    en: ({ rows, columns }) => `${rows} rows, ${columns} columns`,
    ko: ({ rows, columns }) => `행 ${rows}개, 열 ${columns}개`,
  },
  text: {
    en: ({ encoding, delimiter, header }) =>
      `Read as ${encoding}, fields parted by ${delimiter}, ${header ? "the first line names the columns" : "no line names the columns"}.`,
    ko: ({ encoding, delimiter, header }) =>
      `인코딩은 ${encoding}, 구분 문자는 ${delimiter}, ${header ? "첫 줄은 열 이름이다." : "열 이름을 적은 줄은 없다."}`,
  },
  tabs: { en: () => "tabs", ko: () => "탭" },
  commas: { en: () => "commas", ko: () => "쉼표" },
  semicolons: { en: () => "semicolons", ko: () => "쌍반점" },
  pipes: { en: () => "vertical bars", ko: () => "세로줄" },
  columns: { en: () => "Columns", ko: () => "열" },
  column: { en: () => "Column", ko: () => "열" },
  type: { en: () => "Type", ko: () => "형식" },
  typeOf: { en: ({ name }) => `Type of ${name}`, ko: ({ name }) => `${name} 열의 형식` },
  number: { en: () => "number", ko: () => "수" },
  category: { en: () => "text", ko: () => "글자" },
  role: { en: () => "Use", ko: () => "쓰임" },
  roleOf: { en: ({ name }) => `Use of ${name}`, ko: ({ name }) => `${name} 열의 쓰임` },
  input: { en: () => "input", ko: () => "입력" },
  target: { en: () => "target", ko: () => "목표" },
  ignored: { en: () => "left out", ko: () => "제외" },
  missing: { en: () => "Missing", ko: () => "빠진 값" },
  scaling: { en: () => "How it becomes numbers", ko: () => "수로 바꾸는 방법" },
  categories: {
    en: ({ count, some }) => `${count} values: ${some}`,
    ko: ({ count, some }) => `값 ${count}개: ${some}`,
  },
  firstRows: { en: () => "First rows", ko: () => "첫 행들" },
  scale: { en: () => "Scaling of numbers", ko: () => "수의 척도 바꾸기" },
  standardize: { en: () => "standardize", ko: () => "표준화" },
  minMax: { en: () => "onto 0 to 1", ko: () => "0부터 1까지로" },
  none: { en: () => "as they are", ko: () => "그대로" },
  scaleHint: {
    en: () =>
      "μ is the mean of the column and σ its standard deviation, both of the examples to learn from alone.",
    ko: () => "μ는 열의 평균, σ는 표준편차이다. 둘 다 배우는 데 쓰는 예제만으로 잰다.",
  },
  minMaxHint: {
    en: () => "The least and the most of the column are those of the examples to learn from alone.",
    ko: () => "열의 최솟값과 최댓값은 배우는 데 쓰는 예제만으로 잰다.",
  },
  gaps: { en: () => "Rows with missing values", ko: () => "빠진 값이 있는 행" },
  fill: { en: () => "fill in the mean", ko: () => "평균으로 채우기" },
  leaveOut: { en: () => "leave out", ko: () => "빼기" },
  task: { en: () => "To predict", ko: () => "예측할 것" },
  auto: { en: () => "as the target suggests", ko: () => "목표를 보고 정하기" },
  classes: { en: () => "a class", ko: () => "클래스" },
  numbers: { en: () => "a number", ko: () => "수" },
  share: { en: () => "Share kept to judge by", ko: () => "평가용으로 남기는 비율" },
  seed: { en: () => "Seed of that choice", ko: () => "나누기 시드" },
  layers: { en: () => "Layers", ko: () => "층" },
  inputsOf: {
    en: ({ count, names }) => `${count} inputs: ${names}.`,
    ko: ({ count, names }) => `입력 ${count}개: ${names}.`,
  },
  willLearn: {
    en: ({ examples, fresh }) =>
      `${examples} examples to learn from${fresh === "0" ? "" : `, ${fresh} to judge by`}.`,
    ko: ({ examples, fresh }) =>
      `배우는 예제 ${examples}개${fresh === "0" ? "" : `, 평가하는 예제 ${fresh}개`}.`,
  },
  classTask: {
    en: ({ count, names }) => `${count} classes to tell apart: ${names}.`,
    ko: ({ count, names }) => `구분할 클래스 ${count}개: ${names}.`,
  },
  numberTask: {
    en: ({ names }) => `A number to predict: ${names}.`,
    ko: ({ names }) => `예측할 수: ${names}.`,
  },
  settings: {
    en: ({ rate, epochs, batch }) =>
      `Trained with Adam, learning rate ${rate}, ${epochs} epochs, ${batch === "0" ? "all examples in an update" : `${batch} examples in an update`}, seed 0.`,
    ko: ({ rate, epochs, batch }) =>
      `Adam, 학습률 ${rate}, 에폭 ${epochs}번, ${batch === "0" ? "갱신마다 모든 예제" : `갱신마다 예제 ${batch}개`}, 시드 0으로 훈련한다.`,
  },
  train: { en: () => "Train on it", ko: () => "이 데이터로 훈련하기" },
  trained: {
    en: ({ name }) => `The stage learns from ${name}.`,
    ko: ({ name }) => `무대의 신경망이 ${name} 파일로 배운다.`,
  },
  command: {
    en: () => "The command line gives the same weights, to the last bit:",
    ko: () => "명령줄에서도 마지막 비트까지 같은 가중치가 나온다.",
  },
  copy: { en: () => "Copy", ko: () => "복사" },
  copied: { en: () => "Copied", ko: () => "복사했다" },
  missingValue: { en: () => "missing", ko: () => "빠짐" },
});
