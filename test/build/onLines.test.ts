import { expect, test } from "vitest";
import { withLines } from "../../scripts/onLines.ts";

test("each declaration has a line of its own, and texts in any script stay as they are", () => {
  const code =
    'import{a}from"b";let c=`가;\n  function`,d=()=>{a();c()};function e(){throw 1;return 2}export{e};';
  expect(withLines(code)).toBe(
    'import{a}from"b";\nlet c=`가;\n  function`,d=()=>{a();c()};\nfunction e(){throw 1;return 2}\nexport{e};\n',
  );
});
