import type { Collapse } from "./collapse.ts";
import type { LayerName, Look } from "./look.ts";
import type { RangeTest } from "./rangeTest.ts";
import type { Group } from "./symmetry.ts";
import { type IdleUnits, idleStates } from "./units.ts";

/** The error terms of the first layer beside those of the last one, at one time. */
export interface ErrorTerms {
  readonly epoch: number;
  readonly first: number;
  readonly last: number;
  readonly verdict: "vanishing" | "exploding" | "steady" | "none";
  /** The first over the last; undefined where the last is 0. */
  readonly ratio?: number;
  /** What a layer multiplies them by on the way back, in the geometric mean. */
  readonly perLayer?: number;
  /** The product of the predicted ratios; undefined where one layer has none. */
  readonly predicted?: number;
  /** The product of the bounds: the ratio is never larger. */
  readonly bound?: number;
}

/** What was found, each by its kind. */
export type Finding =
  | {
      readonly kind: "error terms";
      /** Layers by the names of their linear parts: the first and the last. */
      readonly layers: readonly [string, string];
      readonly steps: number;
      readonly start: ErrorTerms;
      readonly end: ErrorTerms;
    }
  | ({
      readonly kind: "symmetry";
      readonly layer: string;
      /** The first and the last epoch at which they were seen so. */
      readonly seen: readonly [number, number];
    } & Group)
  | ({ readonly kind: "linear collapse" } & Collapse)
  | {
      readonly kind: "idle units";
      readonly state: keyof IdleUnits;
      /** Their activation: `A1`. */
      readonly layer: string;
      readonly units: readonly number[];
      readonly of: number;
      readonly epoch: number;
    }
  | ({ readonly kind: "learning rate" } & RangeTest);

/** A hundred times smaller, or larger, from the last layer to the first. */
const much = 100;

/** What looks at a run, and a range test, come to. */
export function findingsOf(
  names: readonly LayerName[],
  looks: readonly Look[],
  collapses: readonly Collapse[],
  range: RangeTest | undefined,
): Finding[] {
  return [
    ...errorFinding(names, looks),
    ...symmetries(names, looks),
    ...collapses.map((collapse): Finding => ({ kind: "linear collapse", ...collapse })),
    ...idle(names, looks.at(-1)!),
    ...(range ? [{ kind: "learning rate", ...range } as const] : []),
  ];
}

function errorFinding(names: readonly LayerName[], looks: readonly Look[]): Finding[] {
  if (names.length < 2) return [];
  return [
    {
      kind: "error terms",
      layers: [names[0]!.linear, names.at(-1)!.linear],
      steps: names.length - 1,
      start: errorTerms(looks[0]!),
      end: errorTerms(looks.at(-1)!),
    },
  ];
}

function errorTerms({ epoch, layers }: Look): ErrorTerms {
  const [first, last] = [layers[0]!.error, layers.at(-1)!.error];
  const product = (key: "predicted" | "bound"): number =>
    layers.slice(0, -1).reduce((all, { back }) => all * (back?.[key] ?? Number.NaN), 1);
  const known = (value: number, name: string) => (Number.isNaN(value) ? {} : { [name]: value });
  const products = { ...known(product("predicted"), "predicted"), ...known(product("bound"), "bound") };
  if (last === 0) return { epoch, first, last, verdict: "none", ...products };
  const ratio = first / last;
  const verdict = ratio < 1 / much ? "vanishing" : ratio > much ? "exploding" : "steady";
  return { epoch, first, last, verdict, ratio, perLayer: ratio ** (1 / (layers.length - 1)), ...products };
}

/** Each group once, with the epochs it was seen at, as it was the last time. */
function symmetries(names: readonly LayerName[], looks: readonly Look[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const { epoch, layers } of looks)
    for (const [i, { groups }] of layers.entries())
      for (const group of groups) {
        const layer = names[i]!.linear;
        const key = [layer, group.relation, group.units, group.others].join("|");
        const before = found.get(key);
        const first = before?.kind === "symmetry" ? before.seen[0] : epoch;
        found.set(key, { kind: "symmetry", layer, seen: [first, epoch], ...group });
      }
  return [...found.values()];
}

const idle = (names: readonly LayerName[], { epoch, layers }: Look): Finding[] =>
  layers.flatMap(({ idle }, i) =>
    idleStates.flatMap((state): Finding[] => {
      const units = idle?.[state] ?? [];
      if (units.length === 0) return [];
      const { activation, units: of } = names[i]!;
      return [{ kind: "idle units", state, layer: activation!, units, of, epoch }];
    }),
  );
