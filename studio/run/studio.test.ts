// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { type Client, Complaint } from "../bridge/client.ts";
import { Studio } from "./studio.svelte.ts";

/** What a function gives, or complains. */
function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

/** An engine that answers when it is let; it counts updates and nothing else. */
function engine() {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  let [steps, playing] = [0, false];
  const methods: Readonly<Record<string, (argument: never) => unknown>> = {
    open: () => ({ end: 100, stepsAnEpoch: 1 }),
    frame: () => ({
      steps,
      epoch: steps,
      playing,
      ended: false,
      course: { generation: 0, first: 0, loss: new Float64Array(0), accuracy: new Float64Array(0) },
    }),
    seek: (to: number) => {
      steps = to;
      return to;
    },
    step: () => ++steps,
    change: ({ rate, step }: { rate: string; step: number }) => {
      if (Number.isNaN(Number(rate))) throw new Complaint("usage", "expected a number or a schedule");
      return [{ kind: "rate", rate, step }];
    },
    play: () => {
      playing = true;
    },
    pause: () => {
      playing = false;
    },
  };
  const ask = (method: string, argument: never): Promise<unknown> => {
    const { rate, step } = Object(argument) as { rate?: string; step?: number };
    asked.push(
      method === "seek" ? `seek ${argument}` : method === "change" ? `change ${rate} at ${step}` : method,
    );
    // The engine is one thread: it does what it is asked at once, in order; its answers may be late.
    const value = attempt(() => methods[method]!(argument));
    return new Promise((resolve, reject) =>
      waiting.push(() => (value instanceof Complaint ? reject(value) : resolve(value))),
    );
  };
  /** Lets all answers through, and what is asked because of them. */
  const settle = async (): Promise<void> => {
    do {
      for (const answer of waiting.splice(0)) answer();
      // A turn of the event loop: every promise that is settled has been followed.
      await new Promise((resolve) => setTimeout(resolve));
    } while (waiting.length > 0);
  };
  return { client: { ownThread: true, ask } as unknown as Client, asked, settle };
}

async function opened() {
  const { client, asked, settle } = engine();
  const studio = new Studio(client);
  void studio.open({ play: false });
  await settle();
  asked.length = 0;
  return { studio, asked, settle };
}

test("two steps back in a row go two updates back, though the first has not arrived", async () => {
  const { studio, asked, settle } = await opened();
  void studio.seek(40);
  await settle();
  void studio.back();
  void studio.back();
  await settle();
  expect(asked.filter((one) => one.startsWith("seek"))).toEqual(["seek 40", "seek 39", "seek 38"]);
  expect(studio.frame?.steps).toBe(38);
  expect(studio.settings.step).toBe(38);
});

test("playing takes a learning rate that is typed and not in force, from where the run stands", async () => {
  const { studio, asked, settle } = await opened();
  void studio.seek(40);
  await settle();
  asked.length = 0;
  studio.pendingRate = "100000";
  void studio.play();
  await settle();
  expect(asked.filter((one) => /change|play/.test(one))).toEqual(["change 100000 at 40", "play"]);
  expect(studio.pendingRate).toBeUndefined();
  expect(studio.rate).toBe("100000");
  expect(studio.playing).toBe(true);
});

test("a learning rate that is refused keeps the run from playing", async () => {
  const { studio, asked, settle } = await opened();
  void studio.seek(40);
  await settle();
  studio.pendingRate = "abc";
  void studio.play();
  await settle();
  expect(asked).not.toContain("play");
  expect(studio.complaint).toContain("expected a number or a schedule");
  expect(studio.playing).toBe(false);
  expect(studio.rate).toBe("1.2");
});

test("of many places that are sought at once, the last is stood at", async () => {
  const { studio, settle } = await opened();
  for (const step of [10, 20, 30, 40]) void studio.seek(step);
  await settle();
  expect(studio.frame?.steps).toBe(40);
  expect(studio.settings.step).toBe(40);
});

test("a place that is sought in one run does not become the place of the next", async () => {
  const { studio, settle } = await opened();
  void studio.seek(40);
  void studio.restart({ seed: 5 });
  await settle();
  expect(studio.settings).toMatchObject({ seed: 5, step: 0 });
});

test("a run that is told to play on its way to a place plays", async () => {
  const { studio, settle } = await opened();
  void studio.seek(40);
  void studio.play();
  await settle();
  expect(studio.playing).toBe(true);
});

test("a step is shown, though a picture of the time before it was on its way", async () => {
  const { studio, settle } = await opened();
  void studio.picture();
  void studio.step();
  await settle();
  expect(studio.frame?.steps).toBe(1);
  expect(studio.settings.step).toBe(1);
});

test("a picture of the time before it was told to play does not stop it", async () => {
  const { studio, settle } = await opened();
  void studio.picture();
  void studio.play();
  await settle();
  expect(studio.playing).toBe(true);
  void studio.pause();
  await settle();
  expect(studio.playing).toBe(false);
});
