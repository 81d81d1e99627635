/** What a page asks of its engine: a method of the stage, or of a panel. */
export interface Question {
  readonly id: number;
  readonly panel?: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** What the engine answers. */
export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly code: string; readonly message: string } };
