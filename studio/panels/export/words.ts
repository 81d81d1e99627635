import { sentences } from "../../../src/explain/language/sentences.ts";

/** What the panel that gives things away says, and what stands in its pictures. */
export const words = sentences<{
  boundary: undefined;
  loss: undefined;
  network: undefined;
  lossAxis: undefined;
  accuracyAxis: undefined;
  epochAxis: undefined;
  inputs: undefined;
  positive: undefined;
  negative: undefined;
  about: undefined;
  link: undefined;
  linkAbout: undefined;
  fingerprint: undefined;
  fingerprintAbout: { parameters: string; steps: string };
  whilePlaying: undefined;
  copy: undefined;
  copied: undefined;
  notCopied: undefined;
  saved: { name: string };
  show: undefined;
  hide: undefined;
  print: undefined;
  of: { action: string; title: string };
  pictures: undefined;
  numbers: undefined;
  history: undefined;
  data: undefined;
  weights: undefined;
  arrays: undefined;
  run: undefined;
  folder: undefined;
  folderAbout: undefined;
  settings: undefined;
  settingsAbout: undefined;
  changed: undefined;
  papers: undefined;
  derivation: undefined;
  questions: undefined;
  questionsAbout: undefined;
  answers: undefined;
  example: undefined;
  programs: undefined;
  typescript: undefined;
  typescriptAbout: undefined;
  numpy: undefined;
  numpyAbout: undefined;
  open: undefined;
  openAbout: undefined;
  choose: undefined;
}>({
  boundary: { en: () => "Decision boundary", ko: () => "결정 경계" },
  loss: { en: () => "Loss over epochs", ko: () => "에포크별 손실" },
  network: { en: () => "Network", ko: () => "신경망" },
  lossAxis: { en: () => "loss", ko: () => "손실" },
  accuracyAxis: { en: () => "accuracy", ko: () => "정확도" },
  epochAxis: { en: () => "epoch", ko: () => "에포크" },
  inputs: { en: () => "input", ko: () => "입력" },
  positive: { en: () => "positive weight", ko: () => "양의 가중치" },
  negative: { en: () => "negative weight", ko: () => "음의 가중치" },
  about: {
    en: () => "Everything of the run as it stands now. Nothing leaves this machine.",
    ko: () => "지금 상태를 그대로 가져갑니다. 아무것도 이 컴퓨터 밖으로 나가지 않습니다.",
  },
  link: { en: () => "Link", ko: () => "링크" },
  linkAbout: {
    en: () => "Opens data, network, weights and position again, to the last bit.",
    ko: () => "데이터, 신경망, 가중치, 학습 위치를 마지막 비트까지 그대로 다시 엽니다.",
  },
  fingerprint: { en: () => "Fingerprint of the weights", ko: () => "가중치 지문" },
  fingerprintAbout: {
    en: ({ parameters, steps }) =>
      `Of all ${parameters} numbers after ${steps} updates. Whoever opens the link sees the same twelve digits: then it is the same network.`,
    ko: ({ parameters, steps }) =>
      `${steps}번 갱신한 뒤의 수 ${parameters}개 전체에서 구했습니다. 링크를 연 사람에게도 같은 열두 자리가 보이면 같은 신경망입니다.`,
  },
  whilePlaying: { en: () => "Pause to see it.", ko: () => "멈추면 보입니다." },
  copy: { en: () => "Copy", ko: () => "복사" },
  copied: { en: () => "Copied.", ko: () => "복사했습니다." },
  notCopied: {
    en: () => "This page may not use the clipboard: download it.",
    ko: () => "이 페이지에서는 클립보드를 쓸 수 없습니다. 대신 내려받으세요.",
  },
  saved: { en: ({ name }) => `Downloaded: ${name}`, ko: ({ name }) => `내려받았습니다: ${name}` },
  show: { en: () => "Show", ko: () => "보기" },
  hide: { en: () => "Hide", ko: () => "숨기기" },
  print: { en: () => "Print", ko: () => "인쇄" },
  of: { en: ({ action, title }) => `${title}: ${action}`, ko: ({ action, title }) => `${title}: ${action}` },
  pictures: { en: () => "Pictures", ko: () => "그림" },
  numbers: { en: () => "Numbers", ko: () => "수치" },
  history: { en: () => "Loss and accuracy, each epoch", ko: () => "에포크별 손실과 정확도" },
  data: { en: () => "Data, as the network gets it", ko: () => "신경망에 들어가는 데이터" },
  weights: { en: () => "Weights and biases", ko: () => "가중치와 편향" },
  arrays: { en: () => "Weights and data for NumPy", ko: () => "NumPy용 가중치와 데이터" },
  run: { en: () => "The run", ko: () => "학습 결과" },
  folder: { en: () => "Run folder", ko: () => "학습 결과 폴더" },
  folderAbout: {
    en: () =>
      "Unpacked, chainrule evaluate, explain and studio open it; train --resume goes on from where it stands.",
    ko: () =>
      "압축을 풀면 chainrule evaluate, explain, studio로 열 수 있고 train --resume으로 이어서 학습할 수 있습니다.",
  },
  settings: { en: () => "Settings", ko: () => "설정" },
  settingsAbout: {
    en: () => "chainrule train --config run.json trains the same run from its beginning.",
    ko: () => "chainrule train --config run.json 명령을 쓰면 처음부터 똑같이 학습합니다.",
  },
  changed: {
    en: () =>
      "This run was changed on the way (a learning rate, an activation or a weight). The command line and the programs repeat the settings that it began with, without the changes; the link and the studio repeat it all.",
    ko: () =>
      "학습 도중에 바꾼 것(학습률, 활성화 함수 또는 가중치)이 있습니다. 명령줄과 프로그램은 처음 설정대로만 학습하고 바꾼 것은 반영하지 않습니다. 링크와 스튜디오는 모두 그대로 재현합니다.",
  },
  papers: { en: () => "On paper", ko: () => "인쇄용" },
  derivation: { en: () => "Derivation", ko: () => "유도 과정" },
  questions: { en: () => "Worksheet", ko: () => "연습지" },
  questionsAbout: {
    en: () => "The next update by one example, with blanks to calculate.",
    ko: () => "예제 하나로 하는 다음 갱신을 빈칸 문제로 냅니다.",
  },
  answers: { en: () => "Its answer key", ko: () => "연습지 정답" },
  example: { en: () => "Example", ko: () => "예제" },
  programs: { en: () => "Programs", ko: () => "프로그램" },
  typescript: { en: () => "TypeScript", ko: () => "TypeScript" },
  typescriptAbout: {
    en: () => "With this library: ends in the same bits.",
    ko: () => "이 라이브러리로 학습하며 마지막 비트까지 같은 결과가 나옵니다.",
  },
  numpy: { en: () => "NumPy", ko: () => "NumPy" },
  numpyAbout: {
    en: () => "Everything written out: forward, backward, update.",
    ko: () => "순전파, 역전파, 갱신을 모두 직접 적은 프로그램입니다.",
  },
  open: { en: () => "Open a run", ko: () => "학습 결과 열기" },
  openAbout: {
    en: () =>
      "Drop a run folder's files or its zip here: run.json with weights.safetensors, and the data file where there is one.",
    ko: () =>
      "학습 결과 폴더의 파일이나 zip 파일을 여기에 끌어다 놓으세요. run.json과 weights.safetensors가 필요하고, 데이터 파일이 있으면 함께 놓으세요.",
  },
  choose: { en: () => "Choose files", ko: () => "파일 선택" },
});
