import { type Lesson, said } from "../lesson.ts";
import { derivationSteps } from "./derivation.ts";
import { errata } from "./errata.ts";
import { data, network } from "./flower.ts";
import { symmetry, tanhOrSigmoid } from "./start.ts";
import { hiddenSizes, overfitting } from "./sweep.ts";
import { training } from "./training.ts";

export const lesson: Lesson = {
  number: 4,
  title: said("One hidden layer on planar data, by hand", "손으로 짜는 은닉층 하나: 평면 데이터 분류"),
  steps: [
    data,
    network,
    derivationSteps,
    training,
    hiddenSizes,
    overfitting,
    symmetry,
    tanhOrSigmoid,
    errata,
  ],
};
