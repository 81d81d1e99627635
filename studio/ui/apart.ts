/**
 * Moves places apart along a line until any two are `gap` apart, each as little from where it belongs as the order
 * allows, and all between `low` and `high` where they have room there.
 *
 * @returns the new places, in the order of the given ones
 *
 * @example
 * apart([10, 12, 50], 12, 0, 100); // [5, 17, 50]
 */
export function apart(places: readonly number[], gap: number, low: number, high: number): number[] {
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]! || a - b);
  /** Neighbors that touch move as one, around the mean of where they belong. */
  let blocks: { wanted: number; members: number[] }[] = [];
  const startOf = ({ wanted, members }: (typeof blocks)[number]): number =>
    Math.max(low, Math.min(wanted, high - gap * (members.length - 1)));
  for (const i of order) {
    blocks.push({ wanted: places[i]!, members: [i] });
    for (
      let last = blocks.at(-1)!, before = blocks.at(-2);
      before;
      last = blocks.at(-1)!, before = blocks.at(-2)
    ) {
      const end = startOf(before) + gap * before.members.length;
      if (startOf(last) >= end) break;
      const members = [...before.members, ...last.members];
      const wanted =
        members.reduce((sum, member, place) => sum + places[member]! - gap * place, 0) / members.length;
      blocks = [...blocks.slice(0, -2), { wanted, members }];
    }
  }
  const moved = [...places];
  for (const block of blocks)
    for (const [place, member] of block.members.entries()) moved[member] = startOf(block) + gap * place;
  return moved;
}
