import { trendOf } from "../../src/base/trend.ts";
import type { Said } from "../../src/explain/language/sentences.ts";
import type { Frame, Opened } from "../bridge/frame.ts";
import { names } from "../panels/data/gallery/names.ts";
import type { Studio } from "../run/studio.svelte.ts";
import { readChanges } from "../state/changes.ts";
import type { Settings } from "../state/settings.ts";
import { count, percent, short } from "../ui/format.ts";
import { words } from "./words.ts";

/** One sentence about what is happening. */
export function sentenceOf(
  { opened, settings, course, complaint }: Pick<Studio, "opened" | "settings" | "course" | "complaint">,
  frame: Frame | undefined,
): Said {
  if (!opened || !frame) return complaint === "" ? words.starting() : words.none();
  if (frame.steps === 0) {
    const name = titleOf(opened.dataset.name);
    return isDrawn(settings)
      ? words.untrained({ name, weights: count(weightsOf(opened)) })
      : words.given({ name });
  }
  const values = {
    step: count(frame.steps),
    loss: short(frame.loss),
    accuracy: frame.accuracy === undefined ? undefined : percent(frame.accuracy),
  };
  // Accuracy and loss are those of the last pass: in the first there are none.
  if (frame.epoch === 0) return words.firstPass({ step: values.step, plays: frame.playing });
  const trend = trendOf(course.loss, frame.epoch);
  if (frame.ended) return words.finished({ ...values, trend });
  if (!frame.playing) return words.paused({ ...values, trend });
  return words.learning({ ...values, trend });
}

const files: Readonly<Record<string, string>> = { mnist: "MNIST", fashionMnist: "Fashion-MNIST" };
const titleOf = (name: string): Said =>
  names[name]?.title ?? { en: files[name] ?? name, ko: files[name] ?? name };

/** Whether the first weights are random: neither all the same nor set one by one. */
const isDrawn = ({ init, changes }: Settings): boolean =>
  !/^(zeros|ones|constant)/.test(init) &&
  !readChanges(changes).some(({ step, kind }) => step === 0 && kind === "weight");

/** How many weights the layers have; biases begin at 0. */
function weightsOf({ dataset, layers }: Opened): number {
  const units = [dataset.features.length, ...layers.flatMap((layer) => layer.units ?? [])];
  return units.slice(1).reduce((sum, after, c) => sum + units[c]! * after, 0);
}
