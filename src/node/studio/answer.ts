import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { securityHeaders } from "./headers.ts";
import type { Resource } from "./resource.ts";

/** Bytes that a browser may keep, under a tag that changes with them. */
interface Kept {
  readonly bytes: Uint8Array;
  readonly tag: string;
  /** Undefined where compressing does not pay. */
  readonly gzipped: Uint8Array | undefined;
}

const kept = new WeakMap<Resource, Promise<Kept>>();

/** Reads and compresses a file of the studio when it is first asked for. */
function keep(resource: Resource): Promise<Kept> {
  const known = kept.get(resource);
  if (known) return known;
  const made = load(resource);
  kept.set(resource, made);
  made.catch(() => kept.delete(resource));
  return made;
}

async function load(resource: Resource): Promise<Kept> {
  const bytes = await resource.read();
  const tag = `W/"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  const isText = /^text|json|svg|wasm/.test(resource.headers["content-type"] ?? "");
  const gzipped = isText ? await promisify(gzip)(bytes) : undefined;
  return { bytes, tag, gzipped: gzipped && gzipped.length < bytes.length ? gzipped : undefined };
}

/** Answers with a resource: all of it, or that it has not changed. */
export async function answerWith(
  resource: Resource,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!resource.isKept) return send(request, response, 200, resource.headers, await resource.read());
  const { bytes, tag, gzipped } = await keep(resource);
  const headers = { ...resource.headers, etag: tag, ...(gzipped && { vary: "accept-encoding" }) };
  if (request.headers["if-none-match"]?.includes(tag)) return send(request, response, 304, headers);
  if (gzipped && /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? "")))
    return send(request, response, 200, { ...headers, "content-encoding": "gzip" }, gzipped);
  send(request, response, 200, headers, bytes);
}

/** Answers with a sentence, for what is not served. */
export const refuse = (
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  sentence: string,
  headers: Readonly<Record<string, string>> = {},
): void =>
  send(
    request,
    response,
    status,
    { ...headers, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    new TextEncoder().encode(`${sentence}\n`),
  );

function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  bytes?: Uint8Array,
): void {
  const length = bytes && { "content-length": String(bytes.length) };
  response.writeHead(status, { ...securityHeaders, ...headers, ...length });
  response.end(method === "HEAD" ? undefined : bytes);
}
