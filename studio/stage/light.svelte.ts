/** One number of an array: its place counts row by row. */
export interface Element {
  readonly name: string;
  readonly place: number;
}

/** Parts of the network that are to be seen: whole arrays by name (`W1`, `A1`, `dZ2`, `b2`), or single numbers. */
export interface Light {
  values: readonly string[];
  elements: readonly Element[];
}

/** What another part of the page talks about: the network on the stage marks it. */
export const light = $state<Light>({ values: [], elements: [] });

/** Where a mistake was found: the network marks it as bad. */
export const slip = $state<Light>({ values: [], elements: [] });

/** Marks these parts, and no others: `shine(light, ["dZ2"])`, `shine(slip, [], [{ name: "W1", place: 2 }])`. */
export function shine(on: Light, values: readonly string[], elements: readonly Element[] = []): void {
  on.values = values;
  on.elements = elements;
}

/** Marks nothing any more. */
export const darken = (on: Light): void => shine(on, []);
