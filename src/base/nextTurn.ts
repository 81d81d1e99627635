/**
 * Waits until what else the event loop holds had its turn: messages, timers that are due, a frame of the page. It takes
 * microseconds, where `setTimeout(0)` takes more than a millisecond in Node and four in a page.
 */
export const nextTurn: () => Promise<void> =
  typeof setImmediate === "function"
    ? () => new Promise((resolve) => void setImmediate(resolve))
    : () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            port1.close();
            resolve();
          };
          port2.postMessage(undefined);
        });
