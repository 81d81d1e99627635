/** Bytes turned into text at once: `fromCharCode` takes that many arguments in every engine. */
const chunk = 0x8000;

/**
 * Bytes as base64 (RFC 4648).
 *
 * @example
 * encodeBase64(new Uint8Array([1, 2, 3])); // "AQID"
 */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += chunk)
    binary += String.fromCharCode(...bytes.subarray(start, start + chunk));
  return btoa(binary);
}
