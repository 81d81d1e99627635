import { type Studio, sentenceOf } from "../../run/studio.svelte.ts";
import { type Cell, elementName, holds, readPosition } from "./position.ts";
import type {
  At,
  ChainView,
  ElementView,
  EvidenceView,
  OperationView,
  Phase,
  StepView,
  TensorView,
} from "./view.ts";

/** The update that is taken apart, and the operation and the element of it that are looked at. */
export class Stepper {
  readonly studio: Studio;
  view = $state.raw<StepView>();
  complaint = $state("");
  /** Updates taken of a small network. */
  ownStep = $state(0);
  element = $state.raw<ElementView>();
  evidence = $state.raw<EvidenceView>();
  chain = $state.raw<ChainView>();
  /** Blocks of the operation around an element that the others leave out. */
  around = $state.raw<Readonly<Record<string, TensorView>>>({});
  /** The cell that is pointed at, while it is. */
  hovered = $state.raw<Cell>();
  /** The value that is pointed at in the formula or among the blocks. */
  pointed = $state<string>();
  /** The term of the sum that is pointed at. */
  term = $state<number>();
  #asked = 0;

  constructor(studio: Studio) {
    this.studio = studio;
  }

  get operations(): readonly OperationView[] {
    return this.view?.operations ?? [];
  }

  get index(): number {
    const { name } = readPosition(this.studio.settings.operation);
    return Math.max(
      0,
      this.operations.findIndex((one) => one.name === name),
    );
  }

  get operation(): OperationView | undefined {
    return this.operations[this.index];
  }

  get result(): TensorView | undefined {
    return this.operation && this.tensor(this.operation.result);
  }

  /** A value as it is drawn: around the element that is looked at, where that is not among the first and last. */
  tensor(name: string): TensorView | undefined {
    return this.around[name] ?? this.view?.tensors[name];
  }

  /** The element that was chosen, where one was. */
  get chosen(): Cell | undefined {
    const { cell } = readPosition(this.studio.settings.operation);
    return cell && this.result && holds(this.result.shape, cell) ? cell : undefined;
  }

  /** The element that is looked at. */
  get cell(): Cell {
    return this.hovered ?? this.chosen ?? this.operation?.focus ?? [0, 0];
  }

  get elementName(): string {
    return elementName(this.operation?.name ?? "", this.result?.shape ?? [], this.cell);
  }

  get at(): At {
    return { id: this.view?.id ?? -1, convention: this.studio.settings.convention };
  }

  get isRun(): boolean {
    return this.studio.settings.subject === "run";
  }

  /** The example that is taken apart alone. */
  get sample(): number | undefined {
    const { example } = this.studio.settings;
    return this.isRun && /^\d+$/.test(example) ? Number(example) : undefined;
  }

  /** Takes the next update apart: of the run as it stands, or of a small network. */
  async load(): Promise<void> {
    const own = ++this.#asked;
    const { subject, convention } = this.studio.settings;
    const { sample } = this;
    const wish = { subject, convention, step: this.ownStep, ...(sample !== undefined && { sample }) };
    try {
      const view = await this.#engine.trace(wish);
      if (own !== this.#asked) return;
      this.view = view;
      this.around = {};
      this.complaint = "";
      if (this.chain) await this.#followAgain(this.chain);
    } catch (error) {
      if (own === this.#asked) this.complaint = sentenceOf(error as Error);
    }
  }

  /** Goes to an operation, and to an element of it. */
  go(name: string): void {
    if (readPosition(name).name !== this.operation?.name) this.around = {};
    this.hovered = undefined;
    this.pointed = undefined;
    this.term = undefined;
    this.studio.settings.operation = name;
  }

  move(by: number): void {
    const next = this.operations[Math.min(Math.max(0, this.index + by), this.operations.length - 1)];
    if (next) this.go(next.name);
  }

  /** To the first operation of the phase after, or of the one before. */
  movePhase(by: 1 | -1): void {
    const starts = this.operations.flatMap(({ phase }, i) =>
      i === 0 || phase !== this.operations[i - 1]!.phase ? [i] : [],
    );
    const target =
      by > 0
        ? (starts.find((i) => i > this.index) ?? this.operations.length - 1)
        : (starts.findLast((i) => i < this.index) ?? 0);
    this.move(target - this.index);
  }

  toPhase(phase: Phase): void {
    const first = this.operations.find((one) => one.phase === phase);
    if (first) this.go(first.name);
  }

  /** Chooses an element of the operation. */
  choose(cell: Cell): void {
    this.go(elementName(this.operation!.name, this.result!.shape, cell));
  }

  /** Why the weight that moved most did, or this one. */
  async explain(name?: string): Promise<void> {
    await this.#follow(name);
    if (this.chain) this.go(this.chain.name);
  }

  /** Of another update: whoever still looks at the element that was explained goes along to the one that is now. */
  async #followAgain({ name, isMost }: ChainView): Promise<void> {
    // Another network may have no such element: then nothing is followed.
    this.chain = await this.#engine.why(this.at, isMost ? undefined : name).catch(() => undefined);
    if (this.chain && this.studio.settings.operation === name) this.go(this.chain.name);
  }

  async #follow(name: string | undefined): Promise<void> {
    this.chain = await this.#engine.why(this.at, name).catch(this.#complain);
  }

  async lookAt(name: string): Promise<void> {
    await this.#bringIntoView();
    const element = await this.#engine.element(this.at, name).catch(this.#complain);
    if (name === this.elementName && element) this.element = element;
  }

  /** Blocks leave out the middle of long arrays; an element from there is brought in. */
  async #bringIntoView(): Promise<void> {
    const { operation, cell, result } = this;
    if (!operation || !result || (result.rows.includes(cell[0]) && result.columns.includes(cell[1]))) return;
    const around = await this.#engine.blocks(this.at, operation, [...cell]).catch(this.#complain);
    if (around && operation === this.operation) this.around = around;
  }

  async check(name: string): Promise<void> {
    const found = await this.#engine.evidence(this.at, name).catch(this.#complain);
    if (name === this.elementName) this.evidence = found;
  }

  /** Checks every element of the gradient that is looked at. */
  async checkAll(): Promise<void> {
    const { operation } = this;
    const found = await this.#engine.worst(this.at, operation!.name).catch(this.#complain);
    if (operation === this.operation) this.evidence = found;
  }

  /** Takes the update that is shown; the next one is taken apart then. */
  async take(): Promise<void> {
    if (this.isRun) await this.studio.step();
    else this.ownStep++;
  }

  async takeBack(): Promise<void> {
    if (this.isRun) await this.studio.seek((this.view?.place.step ?? 1) - 1);
    else this.ownStep = Math.max(0, this.ownStep - 1);
  }

  get #engine() {
    return this.studio.client.panel("step");
  }

  #complain = (error: Error): undefined => {
    this.complaint = sentenceOf(error);
    return undefined;
  };
}
