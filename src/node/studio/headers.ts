/**
 * What a page of the studio may do: run its own scripts and WebAssembly, and ask its own server. Threads are started
 * from blob: addresses, pictures are drawn from data: and blob: ones; positions and colors are style attributes, which
 * cannot load or run anything. Nothing else, so that text in a dropped file has nothing to reach out with.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * The headers of every answer. Opener and embedder policies isolate the page, without which a browser gives it no
 * shared memory and training has one thread; the resource policy keeps pages of other origins from reading a run.
 */
export const securityHeaders = {
  "content-security-policy": policy,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=()",
} as const;

/**
 * Whether the server is called by a name of this machine. Another one means that somebody's domain was pointed at the
 * loopback address, for a foreign page to read what is served as if it were its own (DNS rebinding).
 */
export function isOwnHost(host: string | undefined, port: number): boolean {
  const names = ["127.0.0.1", "localhost", "[::1]"];
  const own = names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  return host !== undefined && own.includes(host.toLowerCase());
}
