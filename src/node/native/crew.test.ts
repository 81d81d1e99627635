import { expect, test } from "vitest";
import { handsFor } from "./crew.ts";
import type { NativeCode, NativeCrew } from "./library.ts";

/** Native code for two threads whose steps take so many milliseconds with both, and so many on one. */
function lasting(together: number, alone: number) {
  const seen = { started: 0, ended: 0, crews: [] as boolean[] };
  const crew: NativeCrew = { threads: 2, place: 0, end: () => void seen.ended++ };
  const code: NativeCode = {
    threads: 2,
    start: () => {
      seen.started++;
      return crew;
    },
    once() {},
    run(_schedule, _memory, _first, count, crew) {
      seen.crews.push(crew !== undefined);
      const milliseconds = crew ? together : alone;
      for (const began = performance.now(); performance.now() - began < milliseconds; );
      return count;
    },
  };
  return { code, seen };
}

const memory = new Uint8Array();

function threadsAfter({ code, seen }: ReturnType<typeof lasting>, tries: boolean, schedule = 0) {
  const hands = handsFor(code, tries);
  for (let i = 0; i < 8; i++) hands.run(schedule, memory, i, 1);
  const threads = hands.threads();
  hands.release();
  return { threads, ...seen };
}

test("threads that were not asked for stay where they are faster, and end where they are not", () => {
  const turns = [true, false, true, false, true, false];
  expect(threadsAfter(lasting(1, 20), true)).toEqual({
    threads: 2,
    started: 1,
    ended: 1,
    crews: [...turns, true, true],
  });
  expect(threadsAfter(lasting(20, 1), true)).toEqual({
    threads: 1,
    started: 1,
    ended: 1,
    crews: [...turns, false, false],
  });
});

test("threads that were asked for are not tried out, nor are steps of another length", () => {
  const always = Array(8).fill(true);
  expect(threadsAfter(lasting(20, 1), false)).toMatchObject({ threads: 2, crews: always });
  expect(threadsAfter(lasting(20, 1), true, 1)).toMatchObject({ threads: 2, crews: always });
});
