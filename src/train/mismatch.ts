import { counted } from "../base/counted.ts";
import { fail } from "../base/error.ts";
import { isRecord } from "../base/isRecord.ts";

/** What identifies a run: with the same one, the same bits come out. */
export interface RunIdentity {
  readonly network: string;
  readonly settings: string;
  readonly data: string;
}

/** As many differences as are named: a run with more of them is another one. */
const most = 3;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Holds a run against that of a checkpoint, field by field, and says only what differs.
 *
 * @throws ChainruleError `usage` where network, settings or data are not those of the checkpoint
 */
export function requireSameRun(was: RunIdentity, is: RunIdentity): void {
  const [before, now] = [fieldsOf(was), fieldsOf(is)];
  const differing = [...new Set([...before.keys(), ...now.keys()])].filter(
    (key) => before.get(key) !== now.get(key),
  );
  // A setting that only one of two optimizers has says nothing that their names do not say.
  const shared = differing.filter((key) => before.has(key) && now.has(key));
  const told = shared.length > 0 ? shared : differing;
  if (told.length === 0 && was.data === is.data) return;
  const more = told.length - most;
  const phrases = (fields: ReadonlyMap<string, string>) =>
    told
      .slice(0, most)
      .map((key) => phrase(key, fields.get(key) ?? "none"))
      .join(" and ");
  fail("usage", {
    who: "resume",
    expected: told.length > 0 ? `${phrases(before)} as in the checkpoint` : "the data of the checkpoint",
    got:
      told.length > 0
        ? `${phrases(now)}${more > 0 ? `, and ${counted(more, "more difference")}` : ""}`
        : "other data",
    fix: "Resume with the same data and options, or start anew without resume.",
  });
}

/** Network and settings as texts by name. */
function fieldsOf({ network, settings }: RunIdentity): ReadonlyMap<string, string> {
  const { features, layers } = parsed(network);
  const { optimizer, examples, batch, ...others } = parsed(settings);
  const { name, learningRate, settings: own } = asRecord(optimizer);
  const listed = Array.isArray(layers) ? layers : [];
  const layerFields = listed.flatMap((layer, i) => flat(`layer ${i + 1}`, layer));
  return new Map([
    ["features", String(features)],
    ["layers", String(listed.length)],
    ...layerFields,
    ["examples", String(examples)],
    // Left out, the batch is all examples: then it is not what was changed.
    ["batch", batch === examples ? "all examples" : String(batch)],
    ["optimizer", `${name} at ${rateText(learningRate)}`],
    ...flat(String(name), own),
    ...flat("", others),
  ]);
}

/** A value with the path to it, in words: `loss settings delta`. */
function flat(path: string, value: unknown): [string, string][] {
  if (!isRecord(value)) return [[path, typeof value === "string" ? value : JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(path ? `${path} ${key}` : key, inner));
}

function phrase(key: string, value: string): string {
  if (key === "examples" || key === "features" || key === "layers") return `${value} ${key}`;
  return key === "batch" ? `batches of ${value}` : `${key} ${value}`;
}

function rateText(rate: unknown): string {
  const { schedule, ...settings } = asRecord(rate);
  if (schedule === undefined) return String(rate);
  return `${schedule}(${flat("", settings)
    .map(([key, value]) => `${key}=${value}`)
    .join(",")})`;
}

const asRecord = (value: unknown): Fields => (isRecord(value) ? value : {});

/** A record that cannot be read has no fields, so that it agrees with none. */
function parsed(text: string): Fields {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return {};
  }
}
