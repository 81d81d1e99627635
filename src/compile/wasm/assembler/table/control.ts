/** Control, calls and variables. Notation: see {@link table}. */
export const control = {
  unreachable: "00 >!",
  nop: "01 >",
  br: "0c >! label",
  br_if: "0d i> label",
  return: "0f r>!",
  call: "10 > func",
  drop: "1a x>",
  select: "1b xxi>x",
  "local.get": "20 >x local",
  "local.set": "21 x> local",
  "local.tee": "22 x>x local",
} as const;
