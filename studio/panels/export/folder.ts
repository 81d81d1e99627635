import { writeZip } from "../../../src/array/writeZip.ts";
import type { RunResult } from "../../../src/formats/runFile.ts";
import { runFiles, runFolder } from "../../../src/formats/runFolder.ts";
import { judge } from "../../../src/metrics/judge.ts";
import type { Model } from "../../../src/train/model.ts";
import type { Session } from "../../engine/session.ts";
import { checkpointOf } from "./checkpoint.ts";
import { boundarySvg, type Look, lossSvg } from "./pictures.ts";
import { configOf, describeData, modelOf, nameOf } from "./subject.ts";

/** The run folder as a zip archive: what the commands read, its pictures, its data where it is a file, and its link. */
export async function folderZip(session: Session, look: Look, link: string): Promise<Uint8Array> {
  const { data, file } = await describeData(session);
  const model = modelOf(session);
  const checkpoint = checkpointOf(session);
  const { history } = checkpoint.progress;
  const boundary = await boundarySvg(session, look).catch(() => undefined);
  const files = await runFolder({
    run: { ...configOf(session, data), ...scalingOf(model), result: await resultOf(session, model) },
    model,
    history,
    checkpoint,
    pictures: {
      ...(history.loss.length > 0 && { [runFiles.lossSvg]: lossSvg(session, look) }),
      ...(boundary !== undefined && { [runFiles.boundarySvg]: boundary }),
    },
  });
  const folder = nameOf(session);
  const all = [
    ...files,
    [runFiles.link, `${link}\n`] as const,
    ...(file ? [[file.name, file.bytes] as const] : []),
  ];
  return writeZip(new Map(all.map(([name, content]) => [`${folder}/${name}`, content])));
}

const scalingOf = ({ scaling }: Model) => (scaling ? { scaling } : {});

/** How the run stands: the last epoch's loss and accuracy, as the command line reports them. */
async function resultOf(session: Session, model: Model): Promise<RunResult> {
  const { x, y, task, classes } = session.material.training;
  const epochs = session.epoch();
  const last =
    epochs > 0
      ? session.course.at(epochs - 1)
      : await model.evaluate(x, y, { loss: session.plan().step.loss });
  const { scores } = judge(task, await model.predict(x), y, classes);
  return {
    loss: last.loss,
    ...(last.accuracy !== undefined && { accuracy: last.accuracy }),
    epochs,
    steps: session.steps(),
    // How long it took says nothing: a page trains as fast as it is told to.
    seconds: 0,
    stopped: session.steps() >= session.end ? "finished" : "aborted",
    metrics: scores,
  };
}
