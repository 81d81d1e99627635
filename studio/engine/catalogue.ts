import type { OptionSpecs } from "../../src/data/options.ts";
import { datasets, needsFiles } from "../../src/data/registry.ts";
import { activations } from "../../src/nn/activations.ts";
import { initializers } from "../../src/nn/initializers/index.ts";
import { losses } from "../../src/nn/losses/index.ts";
import { optimizers } from "../../src/nn/optimizers/index.ts";
import type { SettingsTable } from "../../src/nn/settings.ts";

/** A setting of a loss or an optimizer, as a control needs it. */
export interface SettingView {
  readonly name: string;
  readonly initial: number | boolean | string;
  /** What must hold: `a number from 0 and below 1`. */
  readonly expected: string;
}

/** All that a run can be made of, as the library's tables have it. */
export interface Catalogue {
  readonly datasets: readonly {
    readonly name: string;
    readonly about: string;
    /** Of one that is drawn; none for one that is made from files. */
    readonly options?: OptionSpecs;
  }[];
  readonly activations: readonly string[];
  readonly losses: readonly { readonly name: string; readonly settings: readonly SettingView[] }[];
  readonly optimizers: readonly {
    readonly name: string;
    /** Where none is given. */
    readonly learningRate: number;
    readonly settings: readonly SettingView[];
  }[];
  readonly initializers: readonly { readonly name: string; readonly parameters: readonly string[] }[];
}

export const catalogue = (): Catalogue => ({
  datasets: [...datasets.values()].map((entry) => ({
    name: entry.name,
    about: entry.about,
    ...(!needsFiles(entry) && { options: entry.options }),
  })),
  activations: Object.keys(activations),
  losses: Object.values(losses).map(({ name, settings }) => ({ name, settings: viewsOf(settings) })),
  optimizers: Object.values(optimizers).map(({ name, learningRate, settings }) => ({
    name,
    learningRate,
    settings: viewsOf(settings),
  })),
  initializers: Object.values(initializers).map(({ name, parameters }) => ({ name, parameters })),
});

const viewsOf = (table: SettingsTable<Readonly<Record<string, unknown>>>): SettingView[] =>
  Object.entries(table).map(([name, setting]) => ({
    name,
    initial: setting.default as SettingView["initial"],
    expected: setting.expected,
  }));
