import { inflate, inflateReason, mostUnpacked } from "../array/inflate.ts";
import { fail } from "../base/error.ts";

/** Whether the bytes begin as a gzip file does. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * The contents of a gzip file, checked against the checksum at its end: at most 1 GiB, and above 64 MiB no more than
 * 1000 times the file's size.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` where the file is cut short, damaged, no gzip file, or unpacks to more
 *
 * @example
 * const packed = new Blob(["size,kind"]).stream().pipeThrough(new CompressionStream("gzip"));
 * const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
 * new TextDecoder().decode(await gunzip(bytes)); // "size,kind"
 */
export async function gunzip(bytes: Uint8Array, who = "gunzip"): Promise<Uint8Array> {
  if (!isGzip(bytes))
    fail("data", {
      who,
      expected: "a gzip file (first bytes 1f 8b)",
      got: bytes.length === 0 ? "an empty file" : `first bytes ${hex(bytes.subarray(0, 2))}`,
    });
  const most = mostUnpacked(bytes.length);
  const unpacked = await inflate(bytes, "gzip", most).catch((cause) =>
    fail(
      "data",
      {
        who,
        expected: "a whole gzip file",
        got: `one that is cut short or damaged (${inflateReason(cause)})`,
        fix: "Fetch or copy the file again.",
      },
      cause,
    ),
  );
  return (
    unpacked ??
    fail("data", {
      who,
      expected: `contents of at most ${Math.floor(most / 2 ** 20)} MiB in a gzip file of this size`,
      got: "more",
      fix: "If the file is sound, unpack it first.",
    })
  );
}

/** `1f 8b`: bytes as messages show them. */
export const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
