/** Pixels within which a press is a click. */
const still = 3;

/** What follows a press on something: it is dragged up or down, or it was a click. */
export interface Pressed {
  /** So many pixels up from where it was pressed. */
  drag(up: number): void;
  /** The drag is over. */
  drop(): void;
  click(): void;
}

/** Follows a pointer that was pressed on an element until it is let go. */
export function follow(event: PointerEvent, { drag, drop, click }: Pressed): void {
  if (event.button !== 0) return;
  const target = event.currentTarget as Element;
  const start = event.clientY;
  const over = new AbortController();
  const { signal } = over;
  let drags = false;
  // Without it the pointer leaves an edge with its first move.
  target.setPointerCapture(event.pointerId);
  const listen = (name: string, act: (event: PointerEvent) => void): void =>
    target.addEventListener(name, act as EventListener, { signal });
  listen("pointermove", ({ clientY }) => {
    drags ||= Math.abs(start - clientY) > still;
    if (drags) drag(start - clientY);
  });
  for (const name of ["pointerup", "pointercancel"])
    listen(name, () => {
      over.abort();
      if (drags) drop();
      else if (name === "pointerup") click();
    });
}
