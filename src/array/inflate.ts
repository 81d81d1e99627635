/** How the bytes are packed: a gzip file, or the bare deflate data of a zip entry. */
export type Packing = "gzip" | "deflate-raw";

const MiB = 2 ** 20;

/** Bytes that go in at a time: a browser unpacks all that it is given before any of it can be counted. */
const piece = 2 ** 16;

/**
 * The most bytes that packed data may become: 1 GiB, and above 64 MiB no more than 1000 times its size. Deflate
 * reaches 1032 : 1 where all bytes are equal, as in files that are made to fill the memory; tables and pictures stay
 * below 100 : 1 (the largest file of MNIST: 47 MB, 5 : 1).
 */
export const mostUnpacked = (packed: number): number =>
  Math.min(1024 * MiB, Math.max(64 * MiB, 1000 * packed));

/**
 * The bytes unpacked; undefined where they are more than `most`, of which no more than a piece is unpacked.
 * Rejects where the data is damaged or cut short (the stream checks gzip's own checksum).
 */
export async function inflate(
  bytes: Uint8Array,
  packing: Packing,
  most: number,
): Promise<Uint8Array | undefined> {
  const { readable, writable } = new DecompressionStream(packing);
  // Caught too: this promise rejects together with the reading side's, and a rejection that nobody holds ends a Node
  // process.
  const written = feed(writable, bytes).catch(() => {});
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
  await written;
  return join(chunks, size);
}

async function feed(writable: WritableStream<BufferSource>, bytes: Uint8Array): Promise<void> {
  const writer = writable.getWriter();
  for (let at = 0; at < bytes.length; at += piece) await writer.write(bytes.slice(at, at + piece));
  await writer.close();
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const joined = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

/** What a failed {@link inflate} says, where the runtime says anything: `unexpected end of file`. */
export function inflateReason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return (cause instanceof Error && cause.message) || "damaged or incomplete";
}
