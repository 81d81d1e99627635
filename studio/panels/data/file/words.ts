import { counted } from "../../../../src/base/counted.ts";
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
  drop: { en: () => "Drop a file here", ko: () => "파일을 여기에 끌어다 놓으세요" },
  dropHint: {
    en: () => "CSV, TSV, JSON, npy or npz. It stays in this page and goes nowhere.",
    ko: () => "CSV, TSV, JSON, npy, npz. 파일은 이 페이지 안에서만 쓰고 어디로도 보내지 않습니다.",
  },
  choose: { en: () => "Choose a file", ko: () => "파일 선택" },
  paste: { en: () => "Or paste a table", ko: () => "또는 표를 붙여 넣기" },
  pasteLabel: {
    en: () => "Rows of a table, with a comma, semicolon or tab between values",
    ko: () => "표의 행. 값 사이는 쉼표, 세미콜론 또는 탭",
  },
  usePasted: { en: () => "Read it", ko: () => "읽기" },
  otherFile: {
    en: ({ name, wanted, sha }) =>
      `${name} is another file than the link asks for (${wanted}, SHA-256 ${sha}...). It is shown below, and the link still waits for its own.`,
    ko: ({ name, wanted, sha }) =>
      `${name} 파일은 링크가 찾는 파일(${wanted}, SHA-256 ${sha}...)이 아닙니다. 아래에 보여 주지만 링크에는 여전히 그 파일이 필요합니다.`,
  },
  rightFile: {
    en: ({ name }) => `${name} is the file of the link: its run is on the stage.`,
    ko: ({ name }) => `링크가 찾는 파일(${name})이 맞습니다. 링크의 신경망을 화면에 불러왔습니다.`,
  },
  facts: {
    en: ({ rows, columns }) => `${counted(rows, "row")}, ${counted(columns, "column")}`,
    ko: ({ rows, columns }) => `행 ${rows}개, 열 ${columns}개`,
  },
  text: {
    en: ({ encoding, delimiter, header }) =>
      `Read as ${encoding}, fields parted by ${delimiter}, ${header ? "the first line names the columns" : "no line names the columns"}.`,
    ko: ({ encoding, delimiter, header }) =>
      `인코딩은 ${encoding}, 구분 문자는 ${delimiter}, ${header ? "첫 줄은 열 이름입니다." : "열 이름을 적은 줄은 없습니다."}`,
  },
  tabs: { en: () => "tabs", ko: () => "탭" },
  commas: { en: () => "commas", ko: () => "쉼표" },
  semicolons: { en: () => "semicolons", ko: () => "세미콜론" },
  pipes: { en: () => "vertical bars", ko: () => "세로줄" },
  columns: { en: () => "Columns", ko: () => "열" },
  column: { en: () => "Column", ko: () => "열" },
  type: { en: () => "Type", ko: () => "형식" },
  typeOf: { en: ({ name }) => `Type of ${name}`, ko: ({ name }) => `${name} 열의 형식` },
  number: { en: () => "number", ko: () => "수" },
  category: { en: () => "text", ko: () => "텍스트" },
  role: { en: () => "Use", ko: () => "용도" },
  roleOf: { en: ({ name }) => `Use of ${name}`, ko: ({ name }) => `${name} 열의 용도` },
  input: { en: () => "input", ko: () => "입력" },
  target: { en: () => "target", ko: () => "목표값" },
  ignored: { en: () => "left out", ko: () => "제외" },
  missing: { en: () => "Missing", ko: () => "결측값" },
  scaling: { en: () => "How it becomes numbers", ko: () => "수로 바꾸는 방법" },
  categories: {
    en: ({ count, some }) => `${count} values: ${some}`,
    ko: ({ count, some }) => `값 ${count}개: ${some}`,
  },
  firstRows: { en: () => "First rows", ko: () => "처음 몇 행" },
  scale: { en: () => "Scaling of numbers", ko: () => "수의 스케일링" },
  standardize: { en: () => "standardize", ko: () => "표준화" },
  minMax: { en: () => "onto 0 to 1", ko: () => "0과 1 사이로" },
  none: { en: () => "as they are", ko: () => "그대로" },
  scaleHint: {
    en: () =>
      "μ is the mean of the column and σ its standard deviation, both of the examples to learn from alone.",
    ko: () => "μ는 열의 평균, σ는 표준편차입니다. 둘 다 학습용 예제만으로 계산합니다.",
  },
  minMaxHint: {
    en: () => "The least and the most of the column are those of the examples to learn from alone.",
    ko: () => "열의 최솟값과 최댓값은 학습용 예제만으로 구합니다.",
  },
  gaps: { en: () => "Rows with missing values", ko: () => "결측값이 있는 행" },
  fill: { en: () => "fill in the mean", ko: () => "평균으로 채우기" },
  leaveOut: { en: () => "leave out", ko: () => "제외" },
  task: { en: () => "To predict", ko: () => "예측할 것" },
  auto: { en: () => "as the target suggests", ko: () => "목표값에 따라 자동" },
  classes: { en: () => "a class", ko: () => "클래스" },
  numbers: { en: () => "a number", ko: () => "수" },
  share: { en: () => "Share kept to judge by", ko: () => "평가용으로 떼어 둘 비율" },
  seed: { en: () => "Seed of that choice", ko: () => "나누는 시드" },
  layers: { en: () => "Layers", ko: () => "층" },
  inputsOf: {
    en: ({ count, names }) => `${counted(count, "input")}: ${names}.`,
    ko: ({ count, names }) => `입력 ${count}개: ${names}.`,
  },
  willLearn: {
    en: ({ examples, fresh }) =>
      `${counted(examples, "example")} to learn from${fresh === "0" ? "" : `, ${fresh} to judge by`}.`,
    ko: ({ examples, fresh }) =>
      `학습용 예제 ${examples}개${fresh === "0" ? "" : `, 평가용 예제 ${fresh}개`}.`,
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
      `Trained with Adam, learning rate ${rate}, ${counted(epochs, "epoch")}, ${batch === "0" ? "all examples" : counted(batch, "example")} in an update, seed 0.`,
    ko: ({ rate, epochs, batch }) =>
      `학습 설정: Adam, 학습률 ${rate}, 에포크 ${epochs}회, ${batch === "0" ? "갱신마다 모든 예제" : `갱신마다 예제 ${batch}개`}, 시드 0.`,
  },
  train: { en: () => "Train on it", ko: () => "이 데이터로 학습하기" },
  trained: {
    en: ({ name }) => `The stage learns from ${name}.`,
    ko: ({ name }) => `화면의 신경망이 ${name} 데이터로 학습합니다.`,
  },
  command: {
    en: () => "The command line gives the same weights, to the last bit:",
    ko: () => "명령줄에서도 마지막 비트까지 같은 가중치가 나옵니다:",
  },
  copy: { en: () => "Copy", ko: () => "복사" },
  copied: { en: () => "Copied", ko: () => "복사했습니다" },
  missingValue: { en: () => "missing", ko: () => "결측" },
});
