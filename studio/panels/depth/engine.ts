import type { Said } from "../../../src/explain/language/sentences.ts";
import { type Finding, findingsOf } from "../../../src/explain/report/findings.ts";
import type { LayerName, Look } from "../../../src/explain/report/look.ts";
import type { Report } from "../../../src/explain/report/report.ts";
import { sayFinding } from "../../../src/explain/report/say.ts";
import type { Stage } from "../../engine/stage.ts";
import { chainOf, type Link } from "./chain.ts";
import { looksAlong } from "./looks.ts";

/** The error terms of all layers at one time of the run. */
export interface Column {
  readonly steps: number;
  /** The layers that were in force. */
  readonly layers: string;
  /** Root mean squares of dZ, from the first layer to the last. */
  readonly errors: readonly number[];
}

/** Something that a unit suffers from, and which units they are. */
export interface Ailment {
  readonly kind: "symmetry" | "idle units" | "linear collapse";
  readonly said: Said;
  readonly units: readonly { readonly name: string; readonly place: number }[];
}

/** How error terms fare along the depth of the network on the stage, and the run so far. */
export interface Depth {
  readonly names: readonly LayerName[];
  readonly columns: readonly Column[];
  /** Where other layers came into force, and which. */
  readonly switches: readonly { readonly steps: number; readonly layers: string }[];
  /** Whether more of the run waits to be looked at. */
  readonly more: boolean;
  /** The first layer's size over the last one's, now; undefined where the last is 0. */
  readonly ratio?: number;
  readonly verdict: "vanishing" | "exploding" | "steady" | "none" | "one layer";
  readonly said?: Said;
  readonly ailments: readonly Ailment[];
  readonly chain: readonly Link[];
  readonly examples: number;
}

/**
 * @param example the row of the data whose way back is followed
 */
export function depth(stage: Stage, example: number): Depth {
  const session = stage.session();
  const { names, seen, more, examples, observer } = looksAlong(session);
  const now = seen.at(-1)!.look;
  const findings = findingsOf(names, [now], observer.collapses(), undefined);
  const report = reportOf(names, now, findings, examples);
  const errors = findings.find((finding) => finding.kind === "error terms");
  return {
    names,
    columns: seen.map(({ steps, layers, look }) => ({
      steps,
      layers,
      errors: look.layers.map(({ error }) => error),
    })),
    switches: session
      .changes()
      .flatMap((change) =>
        change.kind === "layers" && change.step <= session.steps()
          ? [{ steps: change.step, layers: change.layers }]
          : [],
      ),
    more,
    ...(errors?.end.ratio !== undefined && { ratio: errors.end.ratio }),
    verdict: errors?.end.verdict ?? "one layer",
    ...(errors && { said: sayFinding(errors, report) }),
    ailments: findings.flatMap((finding) => ailmentOf(finding, report)),
    chain: chainOf(session, example),
    examples,
  };
}

/** Findings are said of a report; of it they use the looks, the names and how many examples were looked at. */
const reportOf = (names: readonly LayerName[], look: Look, findings: Finding[], looked: number): Report =>
  ({ about: { looked }, layers: names, looks: [look], findings }) as unknown as Report;

function ailmentOf(finding: Finding, report: Report): Ailment[] {
  if (finding.kind !== "symmetry" && finding.kind !== "idle units" && finding.kind !== "linear collapse")
    return [];
  const name = finding.kind === "linear collapse" ? "" : finding.layer.replace(/^Z/, "A");
  const places =
    finding.kind === "symmetry"
      ? [...finding.units, ...(finding.others ?? [])]
      : finding.kind === "idle units"
        ? finding.units
        : [];
  return [
    {
      kind: finding.kind,
      said: sayFinding(finding, report),
      units: places.map((place) => ({ name, place })),
    },
  ];
}
