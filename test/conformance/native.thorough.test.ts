import { describe, expect, test } from "vitest";
import type { NativeProgram } from "../../src/compile/c/native.ts";
import { buildNow, workshop } from "../../src/node/native/build.ts";
import type { ObjectOptions } from "../../src/node/native/compiler.ts";
import type { NativeCode } from "../../src/node/native/library.ts";
import { programOf, takingOver } from "../../src/node/native/takeover.ts";
import { opened } from "../../src/run/wasm.ts";
import { emulatesArm, onArm } from "../support/emulated.ts";
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
      expect(differences(batch, 1, built({ lanes }))).toEqual([]);
    });
  });

  describe.skipIf(!emulatesArm)("on 64-bit ARM (skipped without its compiler and emulator)", () => {
    test("gives the interpreter's bits with NEON", () => {
      const batch = sessions.filter((session, i) => !session.graphs.some(isProduct) || i % 8 === 3);
      let end = () => {};
      const emulated: Build = (programs) => {
        const arm = onArm(programs);
        end = arm.end;
        return arm.codes;
      };
      try {
        expect(differences(batch, 1, emulated)).toEqual([]);
      } finally {
        end();
      }
    });
  });

  describe.skipIf(obstacle !== undefined)("on several threads", () => {
    test.each([2, 3])("gives the interpreter's bits on %d", (threads) => {
      const batch = sessions.filter(hasManyRows).filter((_, i) => i % 3 === threads % 3);
      expect(batch.length).toBeGreaterThan(100);
      expect(differences(batch, threads, built())).toEqual([]);
    });
  });
});

/** Whether something is computed that threads may share: parts have 16 rows at least. */
const hasManyRows = ({ graphs }: Session): boolean =>
  graphs.some(({ outputs }) => Object.values(outputs).some(({ shape }) => shape[0]! > 16));

/** Makes native code of programs. */
type Build = (programs: readonly NativeProgram[]) => readonly NativeCode[];

/** What the compiler of this machine makes. */
const built =
  (options: ObjectOptions = {}): Build =>
  (programs) => {
    const made = buildNow({ programs, ...options }, shop);
    if (!("codes" in made)) throw new Error(made.obstacle);
    return made.codes;
  };

/** What sessions say when they are asked again in native code. */
function differences(batch: readonly Session[], threads: number, build: Build) {
  const begun = batch.map(({ graphs, how }) => opened(graphs, { ...how, threads: 1 }));
  const codes = build(begun.map(({ compiled }) => programOf(compiled, threads)));
  const wrong = batch.flatMap((session, i) => {
    const job = { built: { codes: [codes[i]!] }, cancel() {} };
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
