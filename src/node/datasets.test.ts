import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile as read, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cacheFolder } from "./cacheFolder.ts";
import { loadDataset, localFiles } from "./datasets.ts";
import { download } from "./download.ts";
import { readFile, readTableFile } from "./readFile.ts";

const contents = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 251));
const sha256 = createHash("sha256").update(contents).digest("hex");

let folder: string;
let server: Server;
let url: string;
let requests: IncomingMessage[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

/** A server that knows ranges, as the mirrors do. */
const serve = (request: IncomingMessage, response: ServerResponse) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  if (from >= contents.length) return response.writeHead(416).end();
  const headers = { "content-length": contents.length - from };
  response.writeHead(from > 0 ? 206 : 200, headers).end(contents.subarray(from));
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-"));
  requests = [];
  answer = serve;
  server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data.gz`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const get = (urls = [url], options = {}) =>
  download({ urls, sha256, who: "d", fix: "Try later." }, join(folder, "in", "data.gz"), options);
const left = () => readdir(join(folder, "in"));
const got = () => read(join(folder, "in", "data.gz"));

test("a file is fetched, checked and put in place, with its progress told", async () => {
  const received: number[] = [];
  await get([url], { onProgress: (p: { received: number }) => received.push(p.received) });
  expect(await got()).toEqual(contents);
  expect(await left()).toEqual(["data.gz"]);
  expect(received.at(-1)).toBe(50_000);
});

test("what an interrupted download left is gone on from", async () => {
  answer = (_, response) => {
    response.writeHead(200, { "content-length": contents.length });
    response.write(contents.subarray(0, 20_000));
    const part = join(folder, "in", "data.gz.part");
    const cutOnceWritten = async (): Promise<void> => {
      const written = await read(part).catch(() => Buffer.alloc(0));
      if (written.length === 20_000) response.destroy();
      else setTimeout(cutOnceWritten, 5);
    };
    void cutOnceWritten();
  };
  await expect(get()).rejects.toThrow("d: expected data.gz from one of its addresses but got");
  expect(await left()).toEqual(["data.gz.part"]);
  answer = serve;
  await get();
  expect(requests[1]!.headers.range).toBe("bytes=20000-");
  expect(await got()).toEqual(contents);
  expect(await left()).toEqual(["data.gz"]);
});

test("a server without ranges starts over", async () => {
  await mkdir(join(folder, "in"));
  await writeFile(join(folder, "in", "data.gz.part"), contents.subarray(0, 9));
  answer = (_, response) => response.writeHead(200).end(contents);
  await get();
  expect(await got()).toEqual(contents);
});

test("a part that is as long as the file or longer is fetched anew", async () => {
  await mkdir(join(folder, "in"));
  await writeFile(join(folder, "in", "data.gz.part"), Buffer.alloc(50_000));
  await get();
  expect(await got()).toEqual(contents);
});

test("other contents than expected leave nothing behind", async () => {
  answer = (_, response) => response.end("something else");
  await expect(get()).rejects.toThrow(/: SHA-256 [0-9a-f]{64} instead of [0-9a-f]{64}\. Try later\.$/);
  expect(await left()).toEqual([]);
});

test("a file that is not there gives one sentence, and the next address is tried", async () => {
  answer = (_, response) => response.writeHead(404).end("no such file");
  await expect(get()).rejects.toThrow(
    `d: expected data.gz from one of its addresses but got ${url}: the server answers 404 Not Found. Try later.`,
  );
  expect(await left()).toEqual([]);
  answer = (request, response) =>
    request.url === "/data.gz" ? response.writeHead(500).end() : serve(request, response);
  await get([url, `${url}?other`]);
  expect(await got()).toEqual(contents);
});

test("no server at all is told by its code", async () => {
  await expect(get(["http://127.0.0.1:1/data.gz"])).rejects.toThrow("http://127.0.0.1:1/data.gz: ");
});

test("a signal stops the download, and nothing is put in place", async () => {
  const stop = new AbortController();
  answer = (_, response) => {
    response.writeHead(200, { "content-length": contents.length });
    response.write(contents.subarray(0, 100), () => stop.abort());
  };
  await expect(get([url], { signal: stop.signal })).rejects.toMatchObject({ code: "aborted" });
  expect(await left()).not.toContain("data.gz");
});

test("the cache lies where each platform keeps caches", () => {
  expect(cacheFolder("linux", { XDG_CACHE_HOME: "/x" }, nowhere)).toBe("/x/chainrule");
  expect(cacheFolder("linux", {}, () => "/home/a")).toBe("/home/a/.cache/chainrule");
  expect(cacheFolder("darwin", {}, () => "/Users/a")).toBe("/Users/a/Library/Caches/chainrule");
  expect(cacheFolder("win32", { LOCALAPPDATA: "/l" }, nowhere)).toBe(join("/l", "chainrule", "Cache"));
});

test("a user without home has no cache, and is told where one is needed", async () => {
  for (const platform of ["linux", "darwin", "win32"]) {
    expect(cacheFolder(platform, {}, nowhere)).toBeUndefined();
    expect(cacheFolder(platform, {}, () => "")).toBeUndefined();
  }
  for (const name of ["CHAINRULE_DATA_DIR", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"]) vi.stubEnv(name, "");
  try {
    expect(await localFiles("mnist")).toBeUndefined();
    await expect(loadDataset("mnist")).rejects.toThrow(
      'dataset "mnist": expected a folder to keep its files in but got a user without home folder. Set XDG_CACHE_HOME to a folder.',
    );
  } finally {
    vi.unstubAllEnvs();
  }
});

/** What Node does for a user that the system does not know. */
const nowhere = (): string => {
  throw new Error("uv_os_homedir returned ENOENT");
};

const idx = (shape: number[], data: number[]) =>
  Uint8Array.of(0, 0, 8, shape.length, ...shape.flatMap((d) => [0, 0, 0, d]), ...data);

const tiny: Record<string, Uint8Array> = {
  "train-images-idx3-ubyte": idx([2, 1, 1], [0, 255]),
  "train-labels-idx1-ubyte": idx([2], [3, 9]),
  "t10k-images-idx3-ubyte": idx([1, 1, 1], [255]),
  "t10k-labels-idx1-ubyte": idx([1], [0]),
};

async function place(where: string, names = Object.keys(tiny)): Promise<void> {
  await mkdir(where, { recursive: true });
  for (const name of names) await writeFile(join(where, name), tiny[name]!);
}

test.each(["mnist", "."])("the files are found in the folder %s of the data folder", async (where) => {
  await place(join(folder, where));
  const { y, test: kept } = await loadDataset("mnist", { dataDir: folder, fetch: false });
  expect(y.tolist()).toEqual([[3], [9]]);
  expect(kept!.x.tolist()).toEqual([[1]]);
});

test("a data folder with some of the files names the others", async () => {
  await place(join(folder, "fashion-mnist"), ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"]);
  await expect(loadDataset("fashion-mnist", { dataDir: folder })).rejects.toThrow(
    "a folder without t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz.",
  );
});

test.each([
  [
    "a data folder that is none",
    { dataDir: "nowhere" },
    'data folder: expected a folder but got "nowhere", which is none.',
  ],
  ["no files and no fetching", { fetch: false }, "train-images-idx3-ubyte.gz in "],
  ["options", { options: { samples: 3 } }, "mnist: expected no options but got samples."],
])("mnist with %s is refused", async (_, options, message) => {
  await expect(loadDataset("mnist", { cacheDir: folder, dataDir: folder, ...options })).rejects.toThrow(
    message,
  );
});

test("drawn data sets load by name and options", async () => {
  expect((await loadDataset("moons", { options: { samples: "6" } })).x.shape).toEqual([6, 2]);
});

test("a table is read from a file by the ending of its name", async () => {
  await writeFile(join(folder, "a.json"), "[[1, 2]]");
  expect((await readTableFile(join(folder, "a.json"))).table.columns.length).toBe(2);
});

test.each([
  ["there", "none of that name."],
  ["iris.cvs", 'none of that name. Did you mean "iris.csv"?'],
  [".", "a folder."],
])("reading %s says what is there instead", async (name, message) => {
  await writeFile(join(folder, "iris.csv"), "a\n1\n");
  await expect(readFile(join(folder, name))).rejects.toThrow(`expected a file to read but got ${message}`);
});
