import { expect, test } from "vitest";
import { marked } from "../../scripts/shakeable.ts";

test("what a name is made of is marked as pure", () => {
  expect(marked("const a=f(),b=[g.h];")).toBe(
    "const a=/* @__PURE__ */(()=>(f()))(),b=/* @__PURE__ */(()=>([g.h]))();",
  );
});

test("what plainly has no effect stays as it is", () => {
  const code =
    "const a=1,b={c:[a,-1]},d=x=>f(x),e=class extends Error{f=g()},h=`i`;function j(){return f()}export{a};";
  expect(marked(code)).toBe(code);
});

test("texts in any script stay whole", () => {
  expect(marked("const a=`가𝑥`,b=f(`나`);g(`다`);")).toBe(
    "const a=`가𝑥`,b=/* @__PURE__ */(()=>(f(`나`)))();g(`다`);",
  );
});

test("the parts of a value that is taken apart are names of their own", () => {
  const code = marked("const{a,b:[c=2,...d]}=make();globalThis.parts=[a,c,d];");
  const run = new Function("make", code);
  run(() => ({ a: 1, b: [undefined, 3, 4] }));
  expect((globalThis as { parts?: unknown }).parts).toEqual([1, 2, [3, 4]]);
  expect(code.match(/@__PURE__/g)).toHaveLength(4);
});

test("what is left of an unused name goes, and what has effects stays", () => {
  expect(marked("Object.keys(table);a.b;define(A,a,{});")).toBe("define(A,a,{});");
});
