/** A place of the field on the stage: column and row of its grid, both from the lowest values of the inputs. */
export interface GridPlace {
  readonly i: number;
  readonly j: number;
}

/** The point of the plane that is looked at; every unit shows its value there. */
export const hover = $state<{ point: GridPlace | undefined }>({ point: undefined });
