/** An equation in every notation; `left` and `right` are MathML that the library made. */
export interface EquationView {
  readonly left: string;
  /** With its equals sign. */
  readonly right: string;
  readonly text: string;
  readonly latex: string;
  readonly numpy: string;
  /** The values it speaks of. */
  readonly names: readonly string[];
}

/** Why a line holds: the rule, its identity, and when it holds; empty where there is nothing to say. */
export interface ReasonView {
  readonly name: string;
  readonly rule: string;
  readonly where: string;
}

export interface LineView extends EquationView {
  /** Whether its left side is written; else it goes on with the line above. */
  readonly isNew: boolean;
  readonly reasons: readonly ReasonView[];
}

/** The lines of one value. */
export interface PartView {
  readonly name: string;
  readonly role: "forward" | "loss" | "error" | "gradient" | "update";
  readonly title: string;
  readonly lines: readonly LineView[];
  /** The line that a program computes. */
  readonly computed: number;
}

export interface SectionView {
  readonly name: "network" | "loss" | "backward" | "update";
  readonly title: string;
  readonly about: string;
  readonly parts: readonly PartView[];
}

export interface DerivationView {
  readonly title: string;
  readonly sections: readonly SectionView[];
  readonly equations: readonly EquationView[];
  readonly equationsTitle: string;
}

/** A value's numbers as they are shown. */
export interface NumbersView {
  readonly shape: readonly number[];
  /** Rows of numbers as text, `...` for what is left out. */
  readonly cells: readonly (readonly string[])[];
  /** One element's formula with this run's numbers, as MathML. */
  readonly element?: string;
}

/** The numbers of a few examples, by the names of the derivation. */
export interface FewNumbers {
  readonly step: number;
  readonly rows: readonly number[];
  readonly values: Readonly<Record<string, NumbersView>>;
}
