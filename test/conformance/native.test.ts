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
      const begun = batch.map(({ graphs, how }) => opened(graphs, { ...how, threads: 1 }));
      const built = buildNow({ programs: begun.map(({ compiled }) => programOf(compiled)), lanes }, shop);
      if (!("codes" in built)) throw new Error(built.obstacle);
      const wrong = batch.flatMap((session, i) => {
        const job = { built: { codes: [built.codes[i]!] }, cancel() {} };
        const prepared = takingOver(begun[i]!, 1, { ...atOnce, begin: () => job }, job);
        if (prepared.some(({ backend }) => backend !== "native")) return [`${titleOf(session)}: not native`];
        const difference = replay(session, prepared);
        return difference ? [`${titleOf(session)}: ${difference}`] : [];
      });
      expect(wrong.slice(0, 20)).toEqual([]);
    });
  });
});

const titleOf = ({ graphs }: Session): string =>
  graphs
    .flatMap(({ outputs }) => Object.values(outputs))
    .map(
      ({ op, dtype, inputs }) =>
        `${op.name} of ${inputs.map(({ shape }) => `(${shape})`).join(", ")} in ${dtype}`,
    )
    .join("; ");
