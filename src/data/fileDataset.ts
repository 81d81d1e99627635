import type { Dataset } from "./dataset.ts";

/** A file as its publisher released it. */
export interface PublishedFile {
  readonly name: string;
  /** SHA-256 of the file as published, in hexadecimal. */
  readonly sha256: string;
}

/** A data set that is made from files: found on disk or fetched by those who can, read here. */
export interface FileDataset {
  readonly name: string;
  readonly about: string;
  /** The folder that holds the files, inside a data folder or the cache. */
  readonly folder: string;
  /** Where the files are published; a file's address is the mirror followed by its name. */
  readonly mirrors: readonly string[];
  readonly files: readonly PublishedFile[];
  /** The data set from the bytes of all files, by name. */
  fromFiles(files: ReadonlyMap<string, Uint8Array>): Promise<Dataset>;
}
