import { fail } from "../base/error.ts";
import type { Scaling } from "../data/scaling.ts";
import type { Network } from "../nn/network.ts";

/**
 * Requires an entry for each input of a network.
 *
 * @param path where the list stands: `data.features`
 * @throws ChainruleError `data` for more or fewer
 */
export function requireEach(
  { features }: Network,
  path: string,
  list: ArrayLike<unknown> | undefined,
  who: string,
): void {
  if (list && list.length !== features)
    fail("data", {
      who,
      expected: `${features} entries at ${path}, as network.features says,`,
      got: `${list.length}`,
    });
}

/** A shift and a factor for each input. */
export function requireScaling(network: Network, scaling: Scaling | undefined, who: string): void {
  requireEach(network, "scaling.offset", scaling?.offset, who);
  requireEach(network, "scaling.scale", scaling?.scale, who);
}
