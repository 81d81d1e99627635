import { existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { ChainruleError, fail } from "../../base/error.ts";
import type { Encoding } from "../../data/encoding.ts";
import type { Imported } from "../../formats/imported.ts";
import type { Importer } from "../../formats/importers.ts";
import { look } from "../../formats/look.ts";
import { proofOfColumns } from "../../formats/onnx/write/proof.ts";
import { type Proof, proofOf } from "../../formats/proof/proof.ts";
import { importerOf } from "../../formats/readNetwork.ts";
import type { Model } from "../../train/model.ts";
import { readFile } from "../readFile.ts";
import { runFiles } from "../runFolder.ts";
import type { Check, Limits, Runner } from "./check.ts";
import { programKind } from "./kinds.ts";
import { onnxruntime } from "./onnxruntime.ts";
import { keras } from "./python.ts";
import { ownReader } from "./readBack.ts";
import type { Verification, VerifyOptions } from "./verification.ts";

/** How far outputs may be off where sums are in another order. */
const tolerances = { float32: 1e-6, float64: 1e-12 };

/** Programs besides Chainrule's own reader that run a file of a format. */
const others: Readonly<Record<string, Runner>> = { onnx: onnxruntime, keras };

/** The formats that keep weights alone or as they are: read back, they give the same bits. */
const exact: readonly string[] = ["safetensors", "npz", "pytorch"];

/** Runs a file on its test vectors, as `verifyFile` promises. */
export async function verify(path: string, options: VerifyOptions): Promise<Verification> {
  const { against, about, timeLimit = 30, signal } = options;
  const limits: Limits = { timeLimit, signal };
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) refuseFolder(path);
  const bytes = await readFile(path);
  const name = basename(path);
  const program = programKind(name, look(bytes));
  const { runners, isExact, imported, found } = program
    ? {
        runners: [program.run],
        isExact: program.isExact,
        imported: undefined,
        found: () => program.proofIn(bytes, name),
      }
    : await modelFile(bytes, name, against);
  if (against && imported) requireSameInputs(imported.model, against, name);
  const encoding = imported?.inputs && (about?.encoding ?? imported.about?.encoding);
  const proof = against ? await proofFor(against, isExact, encoding) : found();
  if (!proof) return refuseUnproven(path);
  const subject = { path, name, bytes, proof, ...(imported && { imported }) };
  const checks: Check[] = [];
  for (const run of runners) checks.push(await run(subject, limits));
  const ran = checks.filter(({ outcome }) => outcome !== "notRun");
  const holds = ran.length > 0 && ran.every((check) => check.outcome === "ran" && check.comparison.holds);
  return { file: path, proof, checks, holds };
}

async function modelFile(bytes: Uint8Array, name: string, against: Model | undefined) {
  const importer = importerOf(bytes, name);
  const imported = await read(importer, bytes, name, against);
  const other = others[importer.name];
  return {
    runners: [ownReader, ...(other ? [other] : [])],
    isExact: exact.includes(importer.name),
    imported,
    found: () => imported.proof,
  };
}

/** Test vectors of another network, of columns for a file that takes them. */
function proofFor(model: Model, isExact: boolean, encoding: Encoding | undefined): Promise<Proof> {
  const tolerance = isExact ? 0 : tolerances[model.dtype];
  return encoding ? proofOfColumns(model, encoding, tolerance) : proofOf(model, tolerance);
}

/** A file of weights alone has the layers of the network that it is held against. */
async function read(
  importer: Importer,
  bytes: Uint8Array,
  name: string,
  against: Model | undefined,
): Promise<Imported> {
  try {
    return await importer.read(bytes, {}, name);
  } catch (error) {
    const lacksLayers = error instanceof ChainruleError && error.code === "usage";
    if (!against || !lacksLayers || !importer.takesLayers) throw error;
    return importer.read(bytes, { layers: against.network.layers }, name);
  }
}

function requireSameInputs({ network }: Model, against: Model, who: string): void {
  if (network.features !== against.network.features)
    fail("data", {
      who,
      expected: `a network of ${against.network.features} inputs, as the one that it is held against,`,
      got: `one of ${network.features}`,
      fix: "Name the run that it was made from.",
    });
}

function refuseFolder(path: string): never {
  const isRun = existsSync(join(path, runFiles.run));
  return fail("file", {
    who: basename(path),
    expected: "a file that export or eject wrote",
    got: isRun ? "a run folder, which has no test vectors" : "a folder",
    fix: isRun ? "Export it or eject it, and name what that writes." : "Name the files in it.",
  });
}

function refuseUnproven(path: string): never {
  const module = path.replace(/\.js$/, ".wasm");
  const isLoader = module !== path && existsSync(module);
  return fail("data", {
    who: basename(path),
    expected: "a file with test vectors (chainrule.proof)",
    got: isLoader ? `the loader of ${basename(module)}` : "one without",
    fix: isLoader
      ? `Verify ${basename(module)}.`
      : "Name the run that it was made from: verify --against run/.",
  });
}
