/** Something that was changed while the run went on, before the update that follows `step` updates. */
export type Change = { readonly step: number } & (
  | { readonly kind: "rate"; readonly rate: string }
  | { readonly kind: "layers"; readonly layers: string }
  | { readonly kind: "weight"; readonly name: string; readonly place: number; readonly value: number }
);

/** `1000 lr 0.3; 1200 W1[2] 0.5; 1500 layers 4:relu,1:sigmoid`; a weight's place counts its row-major array. */
export const writeChanges = (changes: readonly Change[]): string =>
  changes
    .map((change) => {
      if (change.kind === "rate") return `${change.step} lr ${change.rate}`;
      if (change.kind === "layers") return `${change.step} layers ${change.layers}`;
      return `${change.step} ${change.name}[${change.place}] ${change.value}`;
    })
    .join("; ");

/** What two changes have in common where the later one takes the place of the other. */
const placeOf = (change: Change): string =>
  `${change.step} ${change.kind}${change.kind === "weight" ? ` ${change.name}[${change.place}]` : ""}`;

/** The changes in the order they take effect; a piece that is none is passed over, and so is what another replaces. */
export function readChanges(text: string): Change[] {
  const changes = text.split(";").flatMap((piece): Change[] => {
    const [, at = "", what = "", value = ""] = /^(\d+)\s+(\S+)\s+(\S.*)$/.exec(piece.trim()) ?? [];
    if (at === "") return [];
    const step = Number(at);
    if (what === "lr") return [{ step, kind: "rate", rate: value }];
    if (what === "layers") return [{ step, kind: "layers", layers: value }];
    const [, name, place] = /^([A-Za-z]\w*)\[(\d+)\]$/.exec(what) ?? [];
    const isWeight = name !== undefined && Number.isFinite(Number(value));
    return isWeight ? [{ step, kind: "weight", name, place: Number(place), value: Number(value) }] : [];
  });
  return [...new Map(changes.map((change) => [placeOf(change), change])).values()].sort(
    (a, b) => a.step - b.step,
  );
}

/** The changes with one more: what it replaces goes, and so does all that came after it. */
export function withChange(changes: readonly Change[], change: Change): Change[] {
  const isReplaced = (old: Change): boolean => placeOf(old) === placeOf(change);
  return [...changes.filter((old) => old.step <= change.step && !isReplaced(old)), change];
}
