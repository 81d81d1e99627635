import { describe, expect, test } from "vitest";
import { load, type Workshop } from "../../src/node/native/library.ts";
import { openWorkshop, preparedPrograms, programOf } from "../../src/node/native/native.ts";
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

const workshop = await openWorkshop({}).catch((reason: Error) => reason);

describe("the native backend", () => {
  test.skipIf(workshop instanceof Error)(
    `runs where there is a compiler and koffi${workshop instanceof Error ? `: ${workshop.message}` : ""}`,
    () => {},
  );

  describe.skipIf(workshop instanceof Error)("with each width of vectors", () => {
    test.each(widths)("gives the interpreter's bits with %d float32 in a vector", (lanes) => {
      const shop: Workshop = { ...(workshop as Workshop), lanes };
      const batch = sessions.filter((session, i) => sampled(session, i, lanes));
      const programs = batch.map(({ graphs, how }) => programOf(graphs, how));
      const codes = load(programs, shop);
      const wrong = batch.flatMap((session, i) => {
        const prepared = preparedPrograms(session.graphs, programs[i]!, codes[i]!, shop);
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
