import { fail } from "../../base/error.ts";
import type { Group } from "./groups.ts";
import { suggestLayers } from "./suggest.ts";

/** Says that a file of weights does not tell the activations, and what could be said, with the units that it has. */
export function needLayers(groups: readonly Pick<Group, "kind" | "units">[], who: string): never {
  const text = suggestLayers(groups);
  return fail("usage", {
    who,
    expected: "the layers with their activations, which weights alone do not tell,",
    got: "none",
    fix: `Say what follows each layer, e.g. --layers ${text} (layers: parseLayers("${text}")).`,
  });
}
