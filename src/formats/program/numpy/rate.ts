import type { Schedule } from "../../../nn/schedules/schedule.ts";

/** The learning rate of `step` as NumPy writes it, by the name of the schedule. */
const schedules: Readonly<Record<string, (schedule: Schedule) => string>> = {
  stepDecay: ({ initial, factor, every }) => `${initial} * ${factor} ** (step // ${every})`,
  exponentialDecay: ({ initial, factor, every }) => `${initial} * ${factor} ** (step / ${every})`,
  cosine: ({ initial, warmup, final }) => {
    const fall = final === 0 ? initial : `${final} + (${initial} - ${final})`;
    const cosine = (part: string) => `${fall} * (1 + np.cos(np.pi * ${part})) / 2`;
    if (warmup === 0) return cosine("step / steps");
    const rest = cosine(`min(1, (step - ${warmup}) / max(steps - ${warmup}, 1))`);
    return `${initial} * (step + 1) / ${warmup} if step < ${warmup} else ${rest}`;
  },
  linearWarmup: ({ initial, warmup }) => `${initial} * min(1, (step + 1) / max(${warmup}, 1))`,
  piecewise: ({ rates, boundaries }) => `${list(rates)}[np.searchsorted(${list(boundaries)}, step, "right")]`,
};

const list = (values: unknown): string => `[${(values as readonly number[]).join(", ")}]`;

export const rateText = (schedule: Schedule): string => schedules[schedule.schedule]!(schedule);
