import type { MethodName, Methods, PanelMethods, PanelName } from "../engine/methods.ts";
import type { Answer, Question } from "./message.ts";

/** The engine, as the page sees it. Every call fails with a {@link Complaint}: the library's sentence. */
export interface Client {
  /** Whether it runs in a thread of its own; else it shares the page's. */
  readonly ownThread: boolean;
  /** Asks about the run on the stage. */
  ask<K extends MethodName>(
    method: K,
    ...args: Parameters<Methods[K]>
  ): Promise<Awaited<ReturnType<Methods[K]>>>;
  /** The engine of a panel: `client.panel("step").trace(...)`. */
  panel<P extends PanelName>(name: P): PanelMethods<P>;
  end(): void;
}

/** What the library complained about, in its own sentence. */
export class Complaint extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A worker that does not answer by then is done without. Milliseconds. */
const patience = 10_000;

/** Starts an engine: in a worker, or where the place has none in the page itself. */
export async function connect(startWorker: () => Worker): Promise<Client> {
  try {
    const worker = startWorker();
    await ready(worker);
    return clientOf(true, throughWorker(worker), () => worker.terminate());
  } catch {
    const { answer } = await import("../engine/answer.ts");
    return clientOf(false, answer, () => {});
  }
}

type Ask = (question: Question) => Promise<Answer>;

function clientOf(ownThread: boolean, ask: Ask, end: () => void): Client {
  let count = 0;
  async function call(question: Omit<Question, "id">): Promise<never> {
    const answer = await ask({ ...question, id: count++ });
    if ("error" in answer) throw new Complaint(answer.error.code, answer.error.message);
    return answer.value as never;
  }
  return {
    ownThread,
    ask: (method, ...args) => call({ method, args }),
    panel: (panel) =>
      new Proxy({} as never, {
        get:
          (_, method) =>
          (...args: readonly unknown[]) =>
            call({ panel, method: String(method), args }),
      }),
    end,
  };
}

const ready = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), patience);
    worker.onerror = (event) => {
      event.preventDefault();
      clearTimeout(timer);
      reject(new Error(event.message));
    };
    worker.onmessage = () => {
      clearTimeout(timer);
      resolve();
    };
  });

function throughWorker(worker: Worker): Ask {
  const waiting = new Map<number, (answer: Answer) => void>();
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  return (question) =>
    new Promise((resolve) => {
      waiting.set(question.id, resolve);
      worker.postMessage(question);
    });
}
