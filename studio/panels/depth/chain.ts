import { type Observer, observerOf } from "../../../src/explain/report/look.ts";
import type { Session } from "../../engine/session.ts";
import { layersAt } from "./hidden.ts";
import { planWith } from "./looks.ts";

/** What one layer does to the error term of one example on its way back. */
export interface Link {
  /** `Z2` */
  readonly name: string;
  /** The mean of |f'(z)| over its units; undefined where no function of single numbers follows. */
  readonly slope?: number;
  /** The product of the slopes from the last hidden layer down to this one. */
  readonly product?: number;
  /** The size of its error term. */
  readonly error: number;
}

const observers = new WeakMap<Session, { readonly key: string; readonly observer: Observer }>();

/** The way back of one example, from the first layer to the last. */
export function chainOf(session: Session, example: number): Link[] {
  const layers = layersAt(session.settings.layers, session.changes(), session.steps());
  const look = observerFor(session, layers, example).look(session.arrays(), session.epoch());
  const names = observerFor(session, layers, example).names;
  let product: number | undefined = 1;
  // The slope of the last layer is part of its error term already: the chain begins before it.
  const links = look.layers.map(({ slope, error }, i) => ({ name: names[i]!.linear, slope, error, i }));
  return links
    .reverse()
    .map(({ name, slope, error, i }): Link => {
      const isHidden = i < links.length - 1;
      if (isHidden) product = product === undefined || slope === undefined ? undefined : product * slope;
      return {
        name,
        error,
        ...(isHidden && slope !== undefined && { slope }),
        ...(isHidden && product !== undefined && { product }),
      };
    })
    .reverse();
}

function observerFor(session: Session, layers: string, example: number): Observer {
  const key = `${example} ${layers}`;
  const known = observers.get(session);
  if (known?.key === key) return known.observer;
  const plan = planWith(session, layers);
  const row = Int32Array.of(Math.min(example, plan.step.examples - 1));
  const { x, y } = plan.training;
  const observer = observerOf(
    {
      ...plan,
      training: { x: x.rows(row), y: { ...y, data: y.data.rows(row) } },
      step: { ...plan.step, examples: 1, batch: 1 },
    },
    1,
  );
  observers.set(session, { key, observer });
  return observer;
}
