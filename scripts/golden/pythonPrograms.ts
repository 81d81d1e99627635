/** Prints the Python programs that scripts/golden/pythonPrograms.py runs, with what they must give, as JSON. */
import { jax } from "../../src/formats/eject/jax/jax.ts";
import { numpy } from "../../src/formats/eject/numpy/numpy.ts";
import { modulesOf } from "../../src/formats/eject/pytorch/modules.ts";
import { pytorch } from "../../src/formats/eject/pytorch/pytorch.ts";
import { findProof } from "../../src/formats.ts";
import { sequential } from "../../src/index.ts";
import { trainedModels } from "../../test/programs/pythonModels.ts";
import { freeConfigs, trainedRun, trainingConfigs } from "../../test/programs/pythonRuns.ts";

const ejectors = { numpy, pytorch, jax };
const programs: object[] = [];

for (const [language, ejector] of Object.entries(ejectors)) {
  for (const [name, model] of trainedModels()) {
    const text = (await ejector.write(model, {})).get("model.py") as string;
    const { inputs, outputs } = findProof(text, name)!;
    programs.push({ kind: "inference", language, dtype: model.dtype, name, text, inputs, outputs });
  }
  if (language === "numpy") continue;
  const write = async (
    training: ReturnType<typeof trainingConfigs> extends Map<string, infer C> ? C : never,
  ) => {
    const { features, layers } = training.network;
    return (await ejector.write(sequential(features, layers), { training })).get("model.py");
  };
  for (const [name, config] of trainingConfigs()) {
    const { config: _, ...run } = await trainedRun(config);
    const state = modulesOf(config.network).flatMap(({ weights }, place) =>
      [...weights].map(([key, weight]) => [`${place}.${key}`, weight]),
    );
    programs.push({
      kind: "training",
      language,
      dtype: config.dtype,
      name,
      text: await write(config),
      state,
      ...run,
    });
  }
  for (const [name, config] of freeConfigs())
    programs.push({ kind: "free", language, dtype: config.dtype, name, text: await write(config) });
}

process.stdout.write(JSON.stringify(programs));
