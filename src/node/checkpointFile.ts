import { checkpointBytes, checkpointFrom } from "../formats/checkpoint.ts";
import type { Checkpoint } from "../train/checkpoint.ts";
import { writeFileAtomic } from "./files.ts";
import { readFile } from "./readFile.ts";

/**
 * Writes a checkpoint as a safetensors file: its arrays, the history as `history.loss`, ..., and the rest as text.
 * The file is whole at every moment.
 *
 * @throws ChainruleError `file` where it cannot be written
 *
 * @example
 * const model = mlp(2, dense(1));
 * const first = await model.fit([[0, 1]], [[1]], { epochs: 3 });
 * await writeCheckpoint(`${folder}/first.safetensors`, first.checkpoint);
 */
export const writeCheckpoint = (path: string, checkpoint: Checkpoint): Promise<void> =>
  writeFileAtomic(path, checkpointBytes(checkpoint));

/**
 * A checkpoint from its file.
 *
 * @throws ChainruleError `file` where there is none, `data` where it is damaged, no checkpoint, or of a newer version
 *
 * @example
 * const model = mlp(2, dense(1));
 * const first = await model.fit([[0, 1]], [[1]], { epochs: 3 });
 * await writeCheckpoint(`${folder}/begun.safetensors`, first.checkpoint);
 * const resume = await readCheckpoint(`${folder}/begun.safetensors`);
 * (await model.fit([[0, 1]], [[1]], { epochs: 3, resume })).history.loss.length; // 3
 */
export const readCheckpoint = async (path: string): Promise<Checkpoint> =>
  checkpointFrom(await readFile(path), path);
