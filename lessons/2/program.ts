import { type Lesson, said } from "../lesson.ts";
import { blame, hiddenWeight, outputWeight } from "./derivation.ts";
import { errata } from "./errata.ts";
import { deeper, elevenLines } from "./network.ts";

export const lesson: Lesson = {
  number: 2,
  title: said("Backpropagation derived, and a network in eleven lines", "역전파 유도와 열한 줄짜리 신경망"),
  steps: [outputWeight, blame, hiddenWeight, elevenLines, deeper, errata],
};
