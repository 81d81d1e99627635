import type { Buffer } from "../../../compile/kernel.ts";
import { plan } from "../../../compile/plan.ts";
import { withCustomSections } from "../../../compile/wasm/assembler/custom.ts";
import { generate, pageBytes, runName } from "../../../compile/wasm/generate.ts";
import type { Model } from "../../../train/model.ts";
import type { About } from "../../imported.ts";
import { proofOf } from "../../proof/proof.ts";
import { proofName, writeProof } from "../../proof/text.ts";
import { prediction } from "../prediction.ts";

/**
 * Rows that are computed at once, where there are many: each takes 2.1 us in a network of 784-50-100-10 then, alone
 * 4.4 us. More of them get no faster, and take memory.
 */
const block = 16;

/** What a loader has to know of a module; it stands in the custom section `chainrule.network`, as JSON. */
export interface Layout {
  readonly version: 1;
  readonly dtype: Model["dtype"];
  readonly features: number;
  /** Numbers in a row of outputs. */
  readonly outputs: number;
  /** Pages of 64 KiB that the memory has, which the module imports as `env.memory`. */
  readonly pages: number;
  /** For each number of rows: the export that computes them, and where in memory they and the outputs lie. */
  readonly programs: readonly {
    readonly run: string;
    readonly rows: number;
    readonly input: number;
    readonly output: number;
  }[];
  readonly scaling?: Model["scaling"];
}

/** A network as a module with its weights, what a loader has to know of it, its names and its test vectors. */
export async function wasmModule(
  model: Model,
  about: About | undefined,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly layout: Layout }> {
  const proof = await proofOf(model);
  const { network, dtype, scaling } = model;
  const shared = new Map<string, Buffer>();
  const predictions = [1, block].map((rows) => prediction(model, rows, shared));
  const schedules = predictions.map(({ schedule }) => schedule);
  const planned = plan(schedules);
  const module = generate(schedules, planned);
  const at = (buffer: Buffer): number => planned.offsets.get(buffer)!;
  for (const [name, { data }] of Object.entries(model.weights!)) {
    const buffer = schedules[0]!.inputs.get(name);
    if (buffer) module.data(at(buffer), new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  const layout: Layout = {
    version: 1,
    dtype,
    features: network.features,
    outputs: predictions[0]!.outputs,
    pages: Math.max(1, Math.ceil(planned.bytes / pageBytes)),
    programs: predictions.map(({ x, output }, i) => ({
      run: runName(i),
      rows: x.length / network.features,
      input: at(x),
      output: at(output),
    })),
    ...(scaling ? { scaling } : {}),
  };
  const bytes = withCustomSections(
    module.bytes(),
    new Map([
      ["chainrule.network", JSON.stringify(layout)],
      ...(about ? [["chainrule.about", JSON.stringify(about)] as const] : []),
      [proofName, writeProof(proof)],
    ]),
  );
  return { bytes, layout };
}
