import { describe, expect, test } from "vitest";
import { buildNow, workshop } from "../../src/node/native/build.ts";
import { programOf, takingOver } from "../../src/node/native/takeover.ts";
import { opened } from "../../src/run/wasm.ts";
import { recorder, replay, type Session } from "./replay.ts";
import { conformance } from "./suite.ts";

const { backend, sessions } = recorder();
conformance(backend);

const widths = [1, 4, 8, 16];

/**
 * Of the thousands of products a sixteenth, of all else a half, other ones for each width: compiling all of it at
 * every width takes minutes.
 */
const sampled = (session: Session, i: number, width: number): boolean => {
  const every = session.graphs.some(isProduct) ? 16 : 2;
  return (
    i % every ===
    (widths.indexOf(width) * every) / widths.length - (every < 4 ? widths.indexOf(width) % 2 : 0)
  );
};

const isProduct = ({ outputs }: Session["graphs"][number]): boolean =>
  Object.values(outputs).some(({ op }) => op.kind === "contraction");

const shop = { ...workshop(), cache: undefined, loaded: new Map(), patience: 300_000 };
const first = buildNow({ programs: [] }, shop);
const obstacle = "codes" in first ? undefined : first.obstacle;
const atOnce = { settling: 0, worthLooking: 0, fused: false, trial: 0 };

describe("the native backend", () => {
  test.skipIf(obstacle !== undefined)(
    `runs where there is a compiler and koffi${obstacle === undefined ? "" : `: ${obstacle}`}`,
    () => {},
  );

  describe.skipIf(obstacle !== undefined)("with each width of vectors", () => {
    test.each(widths)("gives the interpreter's bits with %d float32 in a vector", (lanes) => {
      const batch = sessions.filter((session, i) => sampled(session, i, lanes));
      expect(differences(batch, { lanes, threads: 1 })).toEqual([]);
    });
  });

  describe.skipIf(obstacle !== undefined)("on several threads", () => {
    test.each([2, 3])("gives the interpreter's bits on %d", (threads) => {
      const batch = sessions.filter(hasManyRows).filter((_, i) => i % 3 === threads % 3);
      expect(batch.length).toBeGreaterThan(100);
      expect(differences(batch, { threads })).toEqual([]);
    });
  });
});

/** Whether something is computed that threads may share: parts have 16 rows at least. */
const hasManyRows = ({ graphs }: Session): boolean =>
  graphs.some(({ outputs }) => Object.values(outputs).some(({ shape }) => shape[0]! > 16));

/** What sessions say when they are asked again in native code. */
function differences(batch: readonly Session[], how: { readonly lanes?: number; readonly threads: number }) {
  const { threads, lanes } = how;
  const begun = batch.map(({ graphs, how }) => opened(graphs, { ...how, threads: 1 }));
  const built = buildNow(
    { programs: begun.map(({ compiled }) => programOf(compiled, threads)), lanes },
    shop,
  );
  if (!("codes" in built)) throw new Error(built.obstacle);
  const wrong = batch.flatMap((session, i) => {
    const job = { built: { codes: [built.codes[i]!] }, cancel() {} };
    const prepared = takingOver(begun[i]!, 1, { ...atOnce, begin: () => job }, job);
    const engines = prepared.map(({ backend, threads }) => `${backend} ${threads}`);
    const difference = replay(session, prepared);
    prepared[0]!.release();
    if (engines.some((engine) => engine !== `native ${threads}`)) return [`${titleOf(session)}: ${engines}`];
    return difference ? [`${titleOf(session)}: ${difference}`] : [];
  });
  return wrong.slice(0, 20);
}

const titleOf = ({ graphs }: Session): string =>
  graphs
    .flatMap(({ outputs }) => Object.values(outputs))
    .map(
      ({ op, dtype, inputs }) =>
        `${op.name} of ${inputs.map(({ shape }) => `(${shape})`).join(", ")} in ${dtype}`,
    )
    .join("; ");
