import { expect, test } from "vitest";
import type { Studio } from "../../run/studio.svelte.ts";
import { Editing, reachOf } from "./editing.ts";

/** A studio that writes down what is asked of it, and takes its time. */
function slowStudio(playing: boolean) {
  const asked: string[] = [];
  const later = async (what: string): Promise<void> => {
    await Promise.resolve();
    asked.push(what);
  };
  const studio = {
    playing,
    pause: () => later("pause"),
    play: () => later("play"),
    change: ({ name, place, value }: { name: string; place: number; value: number }) =>
      later(`${name}[${place}]=${value}`),
  };
  return { asked, studio: studio as unknown as Studio };
}
const element = { name: "W1", place: 2 };

test("a run that plays stands still for a change, and plays on after the last value", async () => {
  const { asked, studio } = slowStudio(true);
  const editing = new Editing(studio);
  editing.set(element, 1);
  await editing.release();
  expect(asked).toEqual(["pause", "W1[2]=1", "play"]);
});

test("of values that come faster than they are taken, the last one is sent", async () => {
  const { asked, studio } = slowStudio(false);
  const editing = new Editing(studio);
  for (const value of [0.1, 0.2, 0.3, 0.4]) editing.set(element, value);
  await editing.release();
  expect(asked.at(-1)).toBe("W1[2]=0.4");
  expect(asked.length).toBeLessThan(3);
});

test("text that is no number changes nothing", async () => {
  const { asked, studio } = slowStudio(true);
  const editing = new Editing(studio);
  editing.set(element, Number("abc"));
  await editing.release();
  expect(asked).toEqual([]);
});

test("a slider reaches twice as far as its value, and to 1 at least", () => {
  expect([0, 0.01, 0.7, 3].map(reachOf)).toEqual([1, 1, 2, 8]);
});
