const MiB = 2 ** 20;

/**
 * The most bytes that the files in an archive of weights may have together, by the size of the archive. Weights
 * hardly become smaller by packing, so more than this is a file that was made to fill the memory.
 */
export const mostContents = (packed: number): number => 8 * MiB + 3 * packed;
