import type { Output } from "./io.ts";

/** A line on a terminal that says how far something is. */
export interface Bar {
  /** @param about what to say beside it */
  show(done: number, about: string): void;
  /** Leaves the terminal as it was. */
  stop(): void;
}

const unseen: Bar = { show() {}, stop() {} };

/**
 * A bar where `to` is a terminal; nothing elsewhere, or where nothing is to do.
 *
 * @param total what `done` is at the end
 */
export async function barOf(
  to: Output,
  {
    total,
    done = 0,
    about = "",
  }: { readonly total: number; readonly done?: number; readonly about?: string },
): Promise<Bar> {
  if (!to.isTTY || total === 0) return unseen;
  const { SingleBar, Presets } = await import("cli-progress");
  const view = new SingleBar(
    {
      format: "{bar} {percentage} %  {about}",
      stream: to,
      clearOnComplete: true,
      barsize: 24,
      // Too long a line is cut here and not by the terminal, which an interrupt would leave with its lines cut.
      linewrap: true,
    },
    Presets.shades_classic,
  );
  view.start(total, done, { about });
  return {
    show(now, words) {
      view.update(now, { about: words });
      // What comes next may be one long computation, in which no timer draws.
      view.render();
    },
    stop: () => view.stop(),
  };
}
