import { counted } from "../../base/counted.ts";
import type { Said } from "./sentences.ts";

/**
 * The inputs and the layers of a network, as titles name it.
 *
 * @example
 * architecture(2, "4:tanh,1:sigmoid").en; // "2 inputs, layers 4:tanh,1:sigmoid"
 * architecture(2, "4:tanh,1:sigmoid").ko; // "입력 2개, 층 4:tanh,1:sigmoid"
 */
export const architecture = (features: number, layers: string): Said => ({
  en: `${counted(features, "input")}, layers ${layers}`,
  ko: `입력 ${features}개, 층 ${layers}`,
});
