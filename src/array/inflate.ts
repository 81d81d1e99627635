/** How the bytes are packed: a gzip file, or the bare deflate data of a zip entry. */
export type Packing = "gzip" | "deflate-raw";

/**
 * The bytes unpacked. Rejects where the data is damaged or cut short (the stream checks gzip's own checksum).
 *
 * The writing side is caught too: its promise rejects together with the reading side's, and a rejection that
 * nobody holds ends a Node process.
 */
export async function inflate(bytes: Uint8Array, packing: Packing): Promise<Uint8Array> {
  const { readable, writable } = new DecompressionStream(packing);
  const writer = writable.getWriter();
  const written = Promise.all([writer.write(Uint8Array.from(bytes)), writer.close()]).catch(() => {});
  const unpacked = new Uint8Array(await new Response(readable).arrayBuffer());
  await written;
  return unpacked;
}

/** What a failed {@link inflate} says, where the runtime says anything: `unexpected end of file`. */
export function inflateReason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return (cause instanceof Error && cause.message) || "damaged or incomplete";
}
