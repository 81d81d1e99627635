import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asArray, dense, fitEncoding, mlp, readCsv, readNpy, writeNpy } from "../../index.ts";
import { limiter, usualLimits } from "./limits.ts";
import type { Served } from "./served.ts";
import { type PredictionServer, servePredictions } from "./server.ts";

const table = readCsv(new TextEncoder().encode("size,color,kind\n1,red,cat\n3,blue,dog\n"));

/** P(dog) = sigmoid(4 (size scaled) + (blue - red)). */
function animals(): Served {
  const model = mlp(3, dense(1, "sigmoid"));
  model.setWeights({ W1: [[4], [1], [-1]], b1: [0] });
  return { name: "animals", model, encoding: fitEncoding(table) };
}

const start = (served = animals(), limits = {}): Promise<PredictionServer> =>
  servePredictions(served, {
    host: "127.0.0.1",
    port: 0,
    limits: { ...usualLimits, rate: 0, ...limits },
    version: "1.2.3",
  });

let server: PredictionServer;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.stop(0));

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, to = server) =>
  fetch(`${to.address}/predict`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
const answerTo = async (value: unknown, to = server) =>
  (await post(JSON.stringify(value), {}, to)).json() as Promise<Record<string, unknown>>;

describe("The prediction server", () => {
  it("answers records and rows alike, with outputs and the names of classes", async () => {
    const expected = { outputs: [[0.9933072], [0.006692851]], labels: ["dog", "cat"] };
    const records = [
      { color: "blue", size: 3 },
      { size: 1, color: "red" },
    ];
    expect(await answerTo({ inputs: records })).toEqual(expected);
    expect(
      await answerTo({
        inputs: [
          [3, "blue"],
          [1, "red"],
        ],
      }),
    ).toEqual(expected);
  });

  it("takes a missing number as the mean of the training part, as the command does", async () => {
    expect(await answerTo({ inputs: { size: null, color: "blue" } })).toEqual({
      outputs: [[0.7310586]],
      labels: ["dog"],
    });
  });

  it("takes categories made of digits for the texts that they are", async () => {
    const coded = fitEncoding(readCsv(new TextEncoder().encode("code,y\n01,0\nx2,1\n03,0\nx4,1\n")));
    const model = mlp(4, dense(1, "sigmoid"));
    model.setWeights({ W1: [[0], [100], [0], [0]], b1: [-50] });
    const other = await start({ name: "codes", model, encoding: coded });
    expect((await answerTo({ inputs: [["01"], ["03"]] }, other)).labels).toEqual(["0", "1"]);
    expect((await answerTo({ inputs: [["01"], ["03"], [3]] }, other)).error).toMatchObject({ code: "data" });
    expect((await answerTo({ inputs: [[1], [3]] }, other)).labels).toEqual(["0", "1"]);
    await other.stop(0);
  });

  it("takes and gives npy, to the bit", async () => {
    const model = mlp(2, dense(2, "softmax"));
    model.setWeights({
      W1: [
        [1, 0],
        [0, 1],
      ],
      b1: [0, 0],
    });
    const named = (name: string) => ({ name, type: "number", fill: 0, offset: 0, scale: 1 }) as const;
    const target = { task: "binary", name: "class", classes: ["0", "1"] } as const;
    const encoding = {
      version: 1,
      columns: ["x1", "x2"],
      inputs: [named("x1"), named("x2")],
      target,
    } as const;
    const other = await start({ name: "softmax", model, encoding });
    const x = asArray([
      [0.5, 1.25],
      [3, 4],
    ]);
    const type = "application/x-npy";
    const answer = await post(writeNpy(x).slice(), { "content-type": type, accept: type }, other);
    const outputs = readNpy(new Uint8Array(await answer.arrayBuffer()));
    expect(outputs.dtype).toBe("float32");
    expect([...outputs.data]).toEqual([...(await model.predict(x)).data]);
    await other.stop(0);
  });

  it.each([
    ["{", 400, "body: expected JSON in UTF-8 but got"],
    [
      "[[1, 2]]",
      400,
      'body: expected an object with "inputs" but got a list. Send {"inputs": [[...], ...]}.',
    ],
    ['{"inputs": []}', 400, "inputs: expected rows of data but got none."],
    ['{"inputs": [[1]]}', 400, "inputs: expected 2 columns (size, color), with or without the target"],
    ['{"inputs": [{"size": 1}]}', 400, 'inputs: expected a column "color", as the model was trained with'],
    ['{"inputs": [[1, "green"]]}', 400, 'inputs, row 0, column "color"'],
    ['{"inputs": [["big", "red"]]}', 400, 'inputs, row 0, column "size": expected a number'],
  ])("refuses %s with status %i and a sentence", async (body, status, sentence) => {
    const answer = await post(body);
    const { error } = (await answer.json()) as { error: { message: string } };
    expect(error.message).toContain(sentence);
    expect(answer.status).toBe(status);
  });

  it("refuses lists nested a hundred thousand deep as it does any other", async () => {
    const answer = await post(`{"inputs": ${"[".repeat(1e5)}${"]".repeat(1e5)}}`);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: { message: string } }).error.message).toBe(
      "body: expected JSON in UTF-8 but got lists or objects more than 100 deep in one another.",
    );
  });

  it.each([
    ["a row of a million columns", `{"inputs": [[${"0,".repeat(1e6)}0]]}`],
    ["a record of ten thousand", `{"inputs": {${Array.from({ length: 1e4 }, (_, i) => `"k${i}":1`)}}}`],
    [
      "records with keys of their own",
      `{"inputs": [${Array.from({ length: 4000 }, (_, i) => `{"a${i}":1}`)}]}`,
    ],
  ])("makes no table of %s", async (_, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: { message: string } }).error.message).toMatch(
      /^inputs: expected the 3 columns of the data but got (1000001|10000|4000)\.$/,
    );
  });

  it("makes no table of an npy array of a million columns", async () => {
    const wide = writeNpy(asArray([new Array<number>(1e6).fill(0)], "float32")).slice();
    const answer = await post(wide, { "content-type": "application/x-npy" });
    expect(((await answer.json()) as { error: { message: string } }).error.message).toBe(
      "body: expected the 3 columns of the data but got 1000000.",
    );
  });

  it("refuses inputs so large that no number comes out, and names no class for them", async () => {
    const model = mlp(2, dense(2), dense(1, "sigmoid"));
    const weights = {
      W1: [
        [1, 1],
        [1, 1],
      ],
      b1: [0, 0],
      W2: [[1], [-1]],
      b2: [0],
    };
    model.setWeights(weights);
    const encoding = fitEncoding(readCsv(new TextEncoder().encode("a,b,kind\n0,1,no\n1,0,yes\n")));
    const other = await start({ name: "sums", model, encoding });
    const answer = await answerTo(
      {
        inputs: [
          [0, 1],
          [1e38, 1e38],
        ],
      },
      other,
    );
    expect(answer.error).toMatchObject({ code: "data", message: expect.stringContaining("inputs, row 1: ") });
    await other.stop(0);
  });

  it("refuses other media types, methods, paths and foreign host names", async () => {
    expect((await post("size=1", { "content-type": "text/plain" })).status).toBe(415);
    const got = await fetch(`${server.address}/predict`);
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await fetch(`${server.address}/weights`)).status).toBe(404);
    const status = await new Promise((resolve) => {
      request(`${server.address}/health`, { headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(421);
  });

  it("bounds the bytes and the rows of a request", async () => {
    const small = await start(animals(), { bytes: 100, rows: 2 });
    expect((await post(`{"inputs": [${"[1, 2],".repeat(50)}[1, 2]]}`, {}, small)).status).toBe(413);
    expect(
      await answerTo(
        {
          inputs: [
            [1, "red"],
            [1, "red"],
            [3, "blue"],
          ],
        },
        small,
      ),
    ).toEqual({
      error: { code: "usage", message: "a request may have 2 rows, not 3" },
    });
    await small.stop(0);
  });

  it("tells a client that asks too often when to come again", async () => {
    const slow = await start(animals(), { rate: 1 });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push(await post('{"inputs": [[1, "red"]]}', {}, slow));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(statuses[2]!.headers.get("retry-after")).toBe("1");
    await slow.stop(0);
  });

  it("counts requests and examples in Prometheus' text format", async () => {
    const counted = await start();
    await answerTo(
      {
        inputs: [
          [1, "red"],
          [3, "blue"],
        ],
      },
      counted,
    );
    await post("{", {}, counted);
    const answer = await fetch(`${counted.address}/metrics`);
    const text = await answer.text();
    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(text).toContain('chainrule_requests_total{path="/predict",status="200"} 1\n');
    expect(text).toContain('chainrule_requests_total{path="/predict",status="400"} 1\n');
    expect(text).toContain("chainrule_predictions_total 2\n");
    await counted.stop(0);
  });

  it("describes itself by the network's own columns and classes", async () => {
    const description = (await (await fetch(`${server.address}/openapi.json`)).json()) as {
      openapi: string;
      info: { version: string; description: string };
      components: { schemas: Record<string, unknown> };
    };
    expect(description.openapi).toBe("3.1.0");
    expect(description.info).toMatchObject({
      version: "1.2.3",
      description: "2 columns in, kind out: cat, dog.",
    });
    expect(description.components.schemas.Row).toEqual({
      type: "object",
      required: ["size", "color"],
      properties: { size: { type: ["number", "null"] }, color: { enum: ["blue", "red"] } },
    });
  });

  it("answers what was asked before it stops, and refuses what comes later", async () => {
    const stopped = await start();
    expect(await (await fetch(`${stopped.address}/health`)).json()).toEqual({ status: "ok" });
    const body = '{"inputs": [[1, "red"]]}';
    let ended: Promise<void> | undefined;
    const answer = new Promise<number | undefined>((resolve) => {
      const headers = { "content-type": "application/json", "content-length": body.length };
      const asking = request(`${stopped.address}/predict`, { method: "POST", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asking.write(body.slice(0, 5), () => {
        ended = stopped.stop(5);
        asking.end(body.slice(5));
      });
    });
    expect([200, 503]).toContain(await answer);
    expect((await fetch(`${stopped.address}/health`)).status).toBe(503);
    await ended;
    await expect(fetch(`${stopped.address}/health`)).rejects.toThrow("fetch failed");
  });

  it("resets no connection that came before it stops, though its request comes later", async () => {
    const other = await start();
    const { port } = new URL(other.address);
    const sockets = Array.from({ length: 50 }, () => connect(Number(port), "127.0.0.1"));
    const answers = sockets.map((socket) => text(socket));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    const stopped = other.stop(5);
    const body = '{"inputs": [[1, "red"]]}';
    for (const socket of sockets)
      socket.write(
        `POST /predict HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1\.1 (200|503) /);
    await stopped;
  });

  it("says which port is taken", async () => {
    const port = Number(new URL(server.address).port);
    const options = { host: "127.0.0.1", port, limits: usualLimits, version: "1" };
    await expect(servePredictions(animals(), options)).rejects.toThrow(
      `serve: expected a host and a port to listen on but got port ${port}, which another program listens on.`,
    );
  });
});

describe("The limit of requests", () => {
  it("lets twice the rate through at once, then the rate, for each client by itself", () => {
    let now = 0;
    const waitOf = limiter(2, () => now);
    expect([1, 2, 3, 4].map(() => waitOf("a"))).toEqual([0, 0, 0, 0]);
    expect(waitOf("a")).toBe(0.5);
    expect(waitOf("b")).toBe(0);
    now = 0.25;
    expect(waitOf("a")).toBe(0.25);
    now = 0.5;
    expect(waitOf("a")).toBe(0);
  });

  it("lets one request through at a rate below one a second, and the next when its time has come", () => {
    let now = 0;
    const waitOf = limiter(0.25, () => now);
    expect(waitOf("a")).toBe(0);
    expect(waitOf("a")).toBe(4);
    now = 4;
    expect(waitOf("a")).toBe(0);
    expect(waitOf("a")).toBe(4);
  });

  it("is none at rate 0", () => {
    const waitOf = limiter(0);
    expect(Array.from({ length: 1000 }, () => waitOf("a")).every((wait) => wait === 0)).toBe(true);
  });
});
