import type { Group } from "./groups.ts";

/**
 * Layers as they are written, with the units that were found and activations that are usual, for a person to put the
 * right ones in: `50,batchNorm,relu,10:softmax`.
 */
export function suggestLayers(groups: readonly Pick<Group, "kind" | "units">[]): string {
  const lastDense = groups.findLastIndex(({ kind }) => kind === "dense");
  const isNormalization = (i: number) => i < groups.length && groups[i]!.kind !== "dense";
  let waiting = "";
  return groups
    .flatMap(({ kind, units }, i) => {
      if (kind === "dense") waiting = i < lastDense ? "relu" : units === 1 ? "sigmoid" : "softmax";
      const piece = kind === "dense" ? String(units) : kind;
      // Usually the activation follows the normalization.
      if (waiting === "" || isNormalization(i + 1)) return [piece];
      const activation = waiting;
      waiting = "";
      return kind === "dense" ? [`${piece}:${activation}`] : [piece, activation];
    })
    .join(",");
}
