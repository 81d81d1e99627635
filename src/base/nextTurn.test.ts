import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** What happens in the meantime, by the kind of place. */
async function order(): Promise<string[]> {
  const { nextTurn } = await import("./nextTurn.ts");
  const happened: string[] = [];
  const { port1, port2 } = new MessageChannel();
  const heard = new Promise<void>((resolve) => {
    port1.onmessage = () => {
      happened.push("message");
      resolve();
    };
  });
  port2.postMessage("");
  const turned = nextTurn().then(() => happened.push("turn"));
  await Promise.resolve();
  happened.push("promise");
  await Promise.all([heard, turned]);
  port1.close();
  return happened;
}

test("a turn is over after promises that are kept already, and lets messages and due timers through", async () => {
  const { nextTurn } = await import("./nextTurn.ts");
  expect((await order())[0]).toBe("promise");
  let timers = 0;
  const timer = setInterval(() => timers++, 1);
  const began = performance.now();
  let turns = 0;
  while (timers < 3) {
    await nextTurn();
    turns++;
  }
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
  expect(performance.now() - began).toBeLessThan(1000);
});

test("where there is no setImmediate, as in a page, a message of its own comes after those sent before", async () => {
  vi.stubGlobal("setImmediate", undefined);
  expect(await order()).toEqual(["promise", "message", "turn"]);
});
