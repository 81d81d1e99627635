import { type Lesson, said } from "../lesson.ts";
import { byHand, inMatrices } from "./backward.ts";
import { errata } from "./errata.ts";
import { forward, shapes, weights } from "./forward.ts";
import { vanishing } from "./vanishing.ts";

export const lesson: Lesson = {
  number: 1,
  title: said("A hidden layer, forward and one step back", "은닉층: 순전파와 역전파 한 걸음"),
  steps: [weights, shapes, forward, byHand, inMatrices, vanishing, errata],
};
