import type { TypedArray } from "../../../src/base/dtype.ts";
import { type LayerName, type Look, type Observer, observerOf } from "../../../src/explain/report/look.ts";
import type { Plan } from "../../../src/train/plan.ts";
import type { Session } from "../../engine/session.ts";
import { networkOf } from "../../engine/setup.ts";
import type { Change } from "../../state/changes.ts";
import { layersAt } from "./hidden.ts";

/** A look at the run, and where it was taken. */
export interface Seen {
  readonly steps: number;
  readonly layers: string;
  readonly look: Look;
}

/** What is known of a run: looks along it, taken at its keyframes as they come. */
export interface Looks {
  readonly names: readonly LayerName[];
  readonly examples: number;
  /** In the order of the run; the last one is the run as it is now. */
  readonly seen: readonly Seen[];
  /** Whether keyframes wait to be looked at. */
  readonly more: boolean;
  /** Of the run as it is now. */
  readonly observer: Observer;
}

/** Looks kept; a longer run is looked at half as often, and every second one goes. */
const most = 30;
/** Examples that are looked at. */
const examples = 200;
/** Milliseconds of looking at a time, so that training hardly waits. */
const patience = 40;

interface Store {
  readonly observers: Map<string, Observer>;
  changes: readonly Change[];
  seen: Seen[];
  /** Updates between two looks. */
  every: number;
}

const stores = new WeakMap<Session, Store>();

/** Looks at the keyframes that came since, as many as there is time for, and at the run as it is now. */
export function looksAlong(session: Session): Looks {
  const store = storeOf(session);
  forgetChanged(store, session.changes());
  widen(store, session.steps());
  const until = performance.now() + patience;
  const frames = session.keyframes.all().filter(({ steps }) => steps <= session.steps());
  let more = false;
  for (const { steps, arrays } of frames) {
    if (!isNew(store, steps)) continue;
    if (performance.now() > until) {
      more = true;
      break;
    }
    insert(store, lookAt(session, store, steps, arrays));
  }
  const now = lookAt(session, store, session.steps(), session.arrays());
  const observer = observerFor(session, store, now.layers);
  return {
    names: observer.names,
    examples: observer.examples,
    seen: [...store.seen.filter(({ steps }) => steps < now.steps), now],
    more,
    observer,
  };
}

function storeOf(session: Session): Store {
  const known = stores.get(session);
  if (known) return known;
  const store: Store = { observers: new Map(), changes: session.changes(), seen: [], every: 1 };
  stores.set(session, store);
  return store;
}

/** From the first change that differs on, the run went another way. */
function forgetChanged(store: Store, changes: readonly Change[]): void {
  if (store.changes === changes) return;
  const [old, now] = [store.changes, changes].map((list) => list.map((change) => JSON.stringify(change)));
  const parted = now!.findIndex((text, i) => text !== old![i]);
  const step = (parted < 0 ? undefined : changes[parted]?.step) ?? store.changes[changes.length]?.step;
  if (step !== undefined) store.seen = store.seen.filter(({ steps }) => steps < step);
  store.changes = changes;
}

/** Whether a look after so many updates would be far enough from all that there are. */
const isNew = ({ seen, every }: Store, steps: number): boolean =>
  seen.every((one) => Math.abs(one.steps - steps) >= every);

function insert({ seen }: Store, look: Seen): void {
  seen.splice(seen.findLastIndex(({ steps }) => steps < look.steps) + 1, 0, look);
}

/** Looks are as far apart as a run of this length asks for. */
function widen(store: Store, steps: number): void {
  const before = store.every;
  while (steps / store.every >= most) store.every *= 2;
  if (store.every === before) return;
  const all = store.seen;
  store.seen = [];
  for (const look of all) if (isNew(store, look.steps)) store.seen.push(look);
}

function lookAt(
  session: Session,
  store: Store,
  steps: number,
  arrays: ReadonlyMap<string, TypedArray>,
): Seen {
  const layers = layersAt(session.settings.layers, session.changes(), steps);
  const epoch = Math.floor(steps / session.stepsAnEpoch);
  return { steps, layers, look: observerFor(session, store, layers).look(arrays, epoch) };
}

function observerFor(session: Session, { observers }: Store, layers: string): Observer {
  const known = observers.get(layers);
  if (known) return known;
  const observer = observerOf(planWith(session, layers), examples);
  observers.set(layers, observer);
  return observer;
}

/** The plan of a run with other layers of the same shapes. */
export const planWith = (session: Session, layers: string): Plan => {
  const plan = session.plan();
  return { ...plan, network: networkOf({ ...session.settings, layers }, plan.network.features) };
};
