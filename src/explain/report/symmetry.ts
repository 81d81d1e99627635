/** Units of one layer that have the same incoming weights and biases, or the opposite ones. */
export interface Group {
  readonly relation: "same" | "mirror";
  readonly units: readonly number[];
  /** For mirror images: the units that have the opposite weights. */
  readonly others?: readonly number[];
  /** Whether their gradients are so too, to the bit: then the next update leaves them so. */
  readonly stays: boolean;
  /** Whether their gradients are all 0. */
  readonly still: boolean;
}

/** Columns of one or more arrays; each array is row-major with as many columns as there are units. */
type Columns = readonly ArrayLike<number>[];

export interface Symmetric {
  readonly units: number;
  readonly weights: Columns;
  readonly gradients: Columns;
  /** What the units give on the examples: mirror images are told by it, since only an odd function keeps them. */
  readonly values: Columns;
}

/** The numbers of one unit as text: equal to the bit where the texts are equal, save for the sign of 0. */
const keyOf = (columns: Columns, units: number, unit: number, sign = 1): string =>
  columns
    .map((array) => {
      const own: number[] = [];
      for (let i = unit; i < array.length; i += units) own.push(sign * array[i]! || 0);
      return own.join();
    })
    .join(";");

/** The units of a layer whose weights are equal, or the opposite of others'; the groups in the order of their units. */
export function groupsOf({ units, weights, gradients, values }: Symmetric): Group[] {
  const classes = new Map<string, number[]>();
  for (let unit = 0; unit < units; unit++) {
    const key = keyOf(weights, units, unit);
    const members = classes.get(key);
    if (members) members.push(unit);
    else classes.set(key, [unit]);
  }
  const gradient = (unit: number, sign = 1) => keyOf(gradients, units, unit, sign);
  const isStill = (members: readonly number[]) => members.every((unit) => /^[0,;]*$/.test(gradient(unit)));
  const groups: Group[] = [];
  for (const members of classes.values()) {
    const [first] = members as [number];
    const still = isStill(members);
    if (members.length > 1)
      groups.push({
        relation: "same",
        units: members,
        stays: members.every((unit) => gradient(unit) === gradient(first)),
        still,
      });
    const others = classes.get(keyOf(weights, units, first, -1));
    const other = others?.[0];
    if (other === undefined || other <= first) continue;
    if (keyOf(values, units, other, -1) !== keyOf(values, units, first)) continue;
    groups.push({
      relation: "mirror",
      units: members,
      others: others!,
      stays: [...members.map((unit) => gradient(unit)), ...others!.map((unit) => gradient(unit, -1))].every(
        (key) => key === gradient(first),
      ),
      still: still && isStill(others!),
    });
  }
  return groups;
}
