import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { browserCommand } from "./browser.ts";
import { builtStudio } from "./builtStudio.ts";
import { studioResources } from "./resources.ts";
import { type StudioServer, serve } from "./server.ts";

const page = "<!doctype html><title>studio</title>";
const script = `export const numbers = [${Array.from({ length: 2000 }, (_, i) => i).join()}];`;

let folder: string;
let server: StudioServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-studio-"));
  await mkdir(join(folder, "studio/assets"), { recursive: true });
  await mkdir(join(folder, "run"));
  await writeFile(join(folder, "secret.txt"), "secret");
  await writeFile(join(folder, "studio/index.html"), page);
  await writeFile(join(folder, "studio/chainrule-studio.html"), page);
  await writeFile(join(folder, "studio/assets/main-1a2b3c4d.js"), script);
  await writeFile(join(folder, "studio/assets/engine-1a2b3c4d.wasm"), Uint8Array.of(0, 97, 115, 109));
  await symlink(join(folder, "secret.txt"), join(folder, "studio/assets/link.txt"));
  await writeFile(join(folder, "run/run.json"), "{}");
  await writeFile(join(folder, "run/w.safetensors"), "weights");
  await writeFile(join(folder, "run/notes.txt"), "private");
  await writeFile(join(folder, "집값.csv"), "a,b\n1,2\n");
  const opened = { folder: join(folder, "run"), weights: "w.safetensors", data: join(folder, "집값.csv") };
  server = await serve(await studioResources({ studio: join(folder, "studio"), opened }), 0);
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as it is written: `fetch` would tidy up its path and its Host. */
function ask(path: string, { method = "GET", headers = {} } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = server;
    request({ host: "127.0.0.1", port, path, method, headers, agent: false }, async (response) => {
      const body = await buffer(response);
      resolve({ status: response.statusCode!, headers: response.headers, body });
    })
      .on("error", reject)
      .end();
  });
}

test("the page is served at the root, whatever the question says, and as what it is", async () => {
  for (const path of ["/", "/?opened", "/index.html"]) {
    const { status, headers, body } = await ask(path);
    expect(status).toBe(200);
    expect(body.toString()).toBe(page);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["cache-control"]).toBe("no-cache");
  }
  const { headers } = await ask("/assets/engine-1a2b3c4d.wasm");
  expect(headers["content-type"]).toBe("application/wasm");
});

test.each([
  "/../secret.txt",
  "/assets/../../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/assets/..%5c..%5csecret.txt",
  "//secret.txt",
  "/assets/link.txt",
  "/opened/notes.txt",
  "/opened/../secret.txt",
  "/opened/checkpoint.safetensors",
  "/run/run.json",
  "/secret.txt",
  "/assets",
  "/assets/",
  "/%00",
  "/index.html%00.js",
])("%s leads to nothing", async (path) => {
  const { status, body, headers } = await ask(path);
  expect(status).toBe(404);
  expect(body.toString()).toBe("There is nothing here.\n");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
});

test("a path that no client would write leads to nothing either", async () => {
  const socket = connect(server.port, "127.0.0.1");
  socket.end(`GET ../secret.txt HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`);
  expect(await text(socket)).not.toContain("secret\n");
});

test("a file that comes into the folder later is not served", async () => {
  await writeFile(join(folder, "studio/late.html"), page);
  expect((await ask("/late.html")).status).toBe(404);
});

test.each(["evil.example", "evil.example:4747", "127.0.0.1", "127.0.0.1.evil.example:80", "localhost:1"])(
  "a request to the host %j is refused: its domain may be anybody's",
  async (host) => {
    for (const path of ["/", "/opened/run.json"]) {
      const { status, body } = await ask(path, { headers: { host } });
      expect(status).toBe(403);
      expect(body.toString()).toBe("Served to this machine alone, under its own names.\n");
    }
  },
);

test("the names of this machine are answered", async () => {
  for (const name of ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
    expect((await ask("/", { headers: { host: `${name}:${server.port}` } })).status).toBe(200);
});

test("every answer isolates the page and says what it may load", async () => {
  const answers = [
    await ask("/"),
    await ask("/opened/run.json"),
    await ask("/nothing"),
    await ask("/", { method: "POST" }),
    await ask("/", { headers: { host: "evil.example" } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 405, 403]);
  for (const { headers } of answers)
    expect(headers).toMatchObject({
      "content-security-policy":
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
});

test("HEAD says what GET would, without the contents; other methods are refused", async () => {
  const { status, headers, body } = await ask("/index.html", { method: "HEAD" });
  expect(status).toBe(200);
  expect(headers["content-length"]).toBe(String(page.length));
  expect(body.length).toBe(0);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    const refused = await ask("/index.html", { method });
    expect(refused.status).toBe(405);
    expect(refused.headers.allow).toBe("GET, HEAD");
    expect(refused.body.toString()).toBe("Only GET and HEAD.\n");
  }
});

test("a script is compressed for those who can read it, and kept under its hash", async () => {
  const path = "/assets/main-1a2b3c4d.js";
  const plain = await ask(path);
  expect(plain.body.toString()).toBe(script);
  expect(plain.headers["content-encoding"]).toBeUndefined();
  const { headers, body } = await ask(path, { headers: { "accept-encoding": "gzip, br" } });
  expect(headers["content-encoding"]).toBe("gzip");
  expect(headers.vary).toBe("accept-encoding");
  expect(headers["content-length"]).toBe(String(body.length));
  expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(body.length).toBeLessThan(script.length / 2);
  expect(gunzipSync(body).toString()).toBe(script);
});

test("a browser that has a file is told that it has not changed", async () => {
  const { headers } = await ask("/index.html");
  const again = await ask("/index.html", { headers: { "if-none-match": headers.etag } });
  expect(again.status).toBe(304);
  expect(again.body.length).toBe(0);
  expect(again.headers.etag).toBe(headers.etag);
});

test("the studio in one file is handed out to be kept: its scripts would not run here", async () => {
  const { headers } = await ask("/chainrule-studio.html");
  expect(headers["content-disposition"]).toBe('attachment; filename="chainrule-studio.html"');
});

test("an opened run is served by fixed names, its data with its own name, and is read anew", async () => {
  expect((await ask("/opened/run.json")).body.toString()).toBe("{}");
  expect((await ask("/opened/weights.safetensors")).body.toString()).toBe("weights");
  const { headers, body } = await ask("/opened/data");
  expect(body.toString()).toBe("a,b\n1,2\n");
  expect(decodeURIComponent(headers["x-file-name"] as string)).toBe("집값.csv");
  expect(headers["content-type"]).toBe("application/octet-stream");
  expect(headers["cache-control"]).toBe("no-store");
  await writeFile(join(folder, "run/run.json"), '{"version":1}');
  expect((await ask("/opened/run.json")).body.toString()).toBe('{"version":1}');
  await rm(join(folder, "집값.csv"));
  expect((await ask("/opened/data")).status).toBe(404);
});

test("what is served besides the studio is listed, so that nobody need ask for what is not there", async () => {
  const { body, headers } = await ask("/served.json");
  expect(headers["content-type"]).toBe("application/json");
  const listed: string[] = JSON.parse(body.toString());
  expect(listed.filter((path) => path.startsWith("/opened/"))).toEqual([
    "/opened/run.json",
    "/opened/weights.safetensors",
    "/opened/data",
  ]);
  for (const path of listed) expect((await ask(path, { method: "HEAD" })).status, path).toBe(200);
});

const occupied = (): Promise<Server> =>
  new Promise((resolve) => {
    const other = createServer().listen(0, "127.0.0.1", () => resolve(other));
  });

test("a port that is taken is named, with what to do", async () => {
  const other = await occupied();
  const { port } = other.address() as { port: number };
  await expect(serve(new Map(), port)).rejects.toThrow(
    `studio port: expected a port that is free but got ${port}, which another program listens on. Choose another, or leave it out.`,
  );
  other.close();
});

test("without a port a second studio finds another than the first", async () => {
  const [first, second] = [await serve(new Map()), await serve(new Map())];
  expect(second.port).not.toBe(first.port);
  expect(second.address).toBe(`http://127.0.0.1:${second.port}/`);
  await first.close();
  await second.close();
});

test("closing ends connections that are open, and the port is free again", async () => {
  const { port } = server;
  const idle = connect(port, "127.0.0.1");
  const ended = new Promise((resolve) => idle.on("close", resolve).on("error", () => {}));
  await new Promise((resolve) => idle.once("connect", resolve));
  await ask("/");
  await server.close();
  await ended;
  server = await serve(new Map(), port);
  expect(server.port).toBe(port);
});

test("a folder without a page says how the studio is built", async () => {
  await expect(builtStudio(join(folder, "run"))).rejects.toThrow(
    `studio: expected the built studio (index.html) in ${join(folder, "run")} but got none. Run npm run build.`,
  );
});

test.each([
  ["linux", ["xdg-open", ["http://a/"]]],
  ["darwin", ["open", ["http://a/"]]],
  ["win32", ["cmd", ["/c", "start", '""', "http://a/"]]],
])("on %s the browser is opened by the system's own program", (platform, command) => {
  expect(browserCommand(platform, "http://a/")).toEqual(command);
});
