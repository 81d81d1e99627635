import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { ChainruleError, fail } from "../base/error.ts";
import { crypto } from "./builtins.ts";
import { codeOf } from "./readFile.ts";

/** How far a download is, in bytes; `total` where the server says it. */
export interface DownloadProgress {
  readonly url: string;
  readonly received: number;
  readonly total: number | undefined;
}

/** A file that is published at one or more addresses. */
export interface RemoteFile {
  readonly urls: readonly string[];
  /** SHA-256 of its contents, in hexadecimal. */
  readonly sha256: string;
  /** For the message where no address gives it: who asks, and what else can be done. */
  readonly who: string;
  readonly fix?: string;
}

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/**
 * Fetches a file to `path`, from the first address that has it. The bytes go to `path + ".part"` and are renamed
 * once their SHA-256 is right, so `path` is whole or not there. What an interrupted download left in the part file
 * is gone on from.
 *
 * @throws ChainruleError `file` where no address gives the file, or its contents are not those expected;
 *   `aborted` by the signal
 */
export async function download(
  { urls, sha256, who, fix }: RemoteFile,
  path: string,
  options: DownloadOptions = {},
): Promise<void> {
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true }).catch((cause) => refuseToWrite(dirname(path), cause));
  const refusals: string[] = [];
  for (const url of urls) {
    try {
      await fetchTo(url, part, options);
      const digest = await sha256Of(part);
      if (digest === sha256) return await rename(part, path);
      refusals.push(`${url}: SHA-256 ${digest} instead of ${sha256}`);
      await rm(part, { force: true });
    } catch (error) {
      if (options.signal?.aborted)
        throw new ChainruleError("aborted", `${who}: stopped while fetching ${url}.`, { cause: error });
      if (diskErrors.includes(codeOf(error) ?? "")) refuseToWrite(dirname(path), error);
      refusals.push(`${url}: ${reasonOf(error)}`);
    }
  }
  fail("file", {
    who,
    expected: `${basename(path)} from one of its addresses`,
    got: refusals.join("; "),
    fix,
  });
}

/** The SHA-256 of a file, in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = crypto().createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function fetchTo(url: string, part: string, options: DownloadOptions): Promise<void> {
  const have = await stat(part).then(
    ({ size }) => size,
    () => 0,
  );
  const response = await fetch(url, {
    headers: { "accept-encoding": "identity", ...(have > 0 && { range: `bytes=${have}-` }) },
    ...(options.signal && { signal: options.signal }),
  });
  if (response.status === 416) {
    await response.body?.cancel();
    await rm(part);
    return fetchTo(url, part, options);
  }
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new Error(`the server answers ${response.status} ${response.statusText}`.trim());
  }
  const resumed = response.status === 206;
  let received = resumed ? have : 0;
  const length = Number(response.headers.get("content-length"));
  const total = length > 0 ? received + length : undefined;
  await pipeline(
    Readable.fromWeb(response.body as ReadableStream<Uint8Array>),
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        received += chunk.length;
        options.onProgress?.({ url, received, total });
        yield chunk;
      }
    },
    createWriteStream(part, { flags: resumed ? "a" : "w" }),
  );
}

const diskErrors = ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "ENOTDIR", "EEXIST"];

function refuseToWrite(path: string, cause: unknown): never {
  const code = codeOf(cause);
  const got = code === "ENOSPC" || code === "EDQUOT" ? "a full disk" : `an error (${code ?? String(cause)})`;
  fail("file", { who: path, expected: "a folder to write to", got }, cause);
}

/** Why a fetch failed: the reason below "fetch failed" says it. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return codeOf(cause) ?? (cause instanceof Error ? cause.message : String(cause));
}
