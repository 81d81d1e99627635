import { flushSync, mount } from "svelte";
import { cameraOf } from "../../studio/engine/frame.ts";
import { materialOf } from "../../studio/engine/material.ts";
import { openedOf } from "../../studio/engine/opened.ts";
import { sessionOf } from "../../studio/engine/session.ts";
import type { Studio } from "../../studio/run/studio.svelte.ts";
import Output from "../../studio/stage/Output.svelte";
import { initialSettings, runOf } from "../../studio/state/settings.ts";
import { paletteOf } from "../../studio/ui/color.ts";

/** Pictures to draw: the run at as many updates. */
const pictures = 200;

/** Draws the boundary of a run that goes on, on the page's own component; gives the milliseconds of each picture. */
function redraw(): number[] {
  const settings = runOf(initialSettings());
  const session = sessionOf(settings, materialOf(settings));
  const opened = openedOf(session, [0, 1]);
  const camera = cameraOf(session, opened);
  const fields = Array.from({ length: pictures }, (_, i) => {
    session.seek(20 * i);
    return camera.take({ generation: 0, known: 0, resolution: 100 }).field;
  });
  let field = $state.raw(fields[0]);
  const studio = { say: ({ en }: { en: string }) => en } as unknown as Studio;
  const palette = paletteOf((name) => (name === "--paper" ? "#ffffff" : "#0072b2"));
  mount(Output, {
    target: document.body,
    props: {
      studio,
      palette,
      opened,
      get field() {
        return field;
      },
    },
  });
  flushSync();
  return fields.map((next) => {
    const start = performance.now();
    field = next;
    flushSync();
    return performance.now() - start;
  });
}

Object.assign(globalThis, { redraw });
