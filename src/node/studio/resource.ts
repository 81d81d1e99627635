import { basename, extname } from "node:path";
import { readFile } from "../readFile.ts";

/** Something that is served: where its bytes come from, and how it is announced. */
export interface Resource {
  /** Read anew for each request, as a run may be trained again while it is open. */
  read(): Promise<Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it is kept in memory, compressed, and known to browsers by a tag. */
  readonly isKept: boolean;
}

/** By path, as a request line writes it. What is not here is not served, so no path leads out of a folder. */
export type Resources = ReadonlyMap<string, Resource>;

/** The path of a file below a folder of addresses, as a browser writes it. */
export const addressOf = (...names: readonly string[]): string =>
  `/${names.map((name) => encodeURIComponent(name)).join("/")}`;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".map": "application/json",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** What the ending of a name says the file is. */
export const typeOf = (name: string): string =>
  types[extname(name).toLowerCase()] ?? "application/octet-stream";

/** A file of the user's. It is data, whatever its name says, and no browser is to show it as a page. */
export const userFile = (path: string): Resource => ({
  read: () => readFile(path),
  headers: {
    "content-type": path.endsWith(".json") ? "application/json" : "application/octet-stream",
    "cache-control": "no-store",
    "x-file-name": encodeURIComponent(basename(path)),
  },
  isKept: false,
});

/** A small object. */
export const jsonResource = (value: unknown): Resource => ({
  read: async () => new TextEncoder().encode(JSON.stringify(value)),
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  isKept: false,
});
