/**
 * The SHA-256 of bytes, in hexadecimal (FIPS 180-4), by the platform's own implementation.
 *
 * @example
 * await sha256(new Uint8Array(0)); // "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
 */
export async function sha256(bytes: Uint8Array): Promise<string> {
  // A copy, since the platform refuses memory that threads share.
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
