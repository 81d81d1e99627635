import type { KerasLayer } from "./config.ts";

/** A class name as Keras makes file names of it: `BatchNormalization` is `batch_normalization` (keras.src.utils.naming). */
const snakeCase = (name: string): string =>
  name
    .replaceAll(/\W+/g, "")
    .replaceAll(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();

/**
 * What the group of each layer is called in the weights: after its class and not its name, numbered from the second
 * of a class on (keras.src.saving.saving_lib).
 */
export function groupNames(layers: readonly KerasLayer[]): Map<KerasLayer, string> {
  const counts = new Map<string, number>();
  return new Map(
    layers.map((layer) => {
      const name = snakeCase(layer.className);
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      return [layer, count === 0 ? name : `${name}_${count}`];
    }),
  );
}
