import { type Lesson, said } from "../lesson.ts";
import { six } from "./activations.ts";
import { collapse } from "./collapse.ts";
import { digits } from "./digits.ts";
import { errata } from "./errata.ts";
import { forward, overflow } from "./forward.ts";

export const lesson: Lesson = {
  number: 3,
  title: said(
    "Activation functions, feed-forward, softmax, digits",
    "활성화 함수, 순전파, 소프트맥스, 손글씨 숫자",
  ),
  steps: [six, collapse, forward, overflow, digits, errata],
};
