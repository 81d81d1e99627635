import { type Lesson, said } from "../lesson.ts";
import { repeat } from "./descent.ts";
import { errata } from "./errata.ts";
import { keepdims, shapes, sixEquations } from "./shapes.ts";

export const lesson: Lesson = {
  number: 5,
  title: said("Gradient descent for one hidden layer", "은닉층이 하나인 신경망의 경사 하강법"),
  steps: [shapes, keepdims, sixEquations, repeat, errata],
};
