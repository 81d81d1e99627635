import type { Network } from "../../nn/network.ts";
import { formatLayers } from "../../nn/parseLayers.ts";
import type { Assigned } from "./assign.ts";
import type { Dialect } from "./dialects.ts";

/** What could not be taken from a state dict, or was not as the layers said. */
export function notesOf({ layers }: Network, assigned: readonly Assigned[], dialect: Dialect): string[] {
  const notes: string[] = [];
  const changed = assigned.flatMap(({ layer, group }, i) =>
    layer.bias === true && layers[i]!.bias === false ? [group!.path] : [],
  );
  if (changed.length > 0) notes.push(`Without a bias, as in the file: ${changed.join(", ")}.`);
  const normalizations = layers.filter((layer) => typeof layer.epsilon === "number");
  if (dialect === "keras" && normalizations.length > 0)
    notes.push(
      `The file does not hold the epsilon of its normalizations. Taken: ${formatLayers(normalizations)}. Keras has 0.001 unless told otherwise: batchNorm(epsilon=0.001).`,
    );
  return notes;
}
