import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

afterAll(removeScratchFolders);

const cwd = scratchFolder();
/** What training on a file says before its first epoch. */
async function said(file: string, content: string, options = ""): Promise<string> {
  writeFileSync(join(cwd, file), content);
  const { code, stderr } = await runCli(`train ${file} --epochs 1 --out run ${options}`.trim().split(" "), {
    cwd,
  });
  expect(code, stderr).toBe(0);
  return stderr.slice(0, stderr.indexOf("epoch 1 of 1"));
}

test("training on a file says how many inputs, which network, which target, and what was filled", async () => {
  const rows = "size,age,kind\n1,2,cat\n,3,dog\n3,,cat\n4,4,bird\n";
  expect(await said("pets.csv", rows)).toBe(
    "2 inputs, 8:tanh,3:softmax, adam 0.01; target kind (3 classes); filled 2 missing values\n",
  );
  expect(await said("pets.csv", rows, "--missing drop --layers 1:sigmoid --lr 0.5")).toBe(
    "2 inputs, 1:sigmoid, sgd 0.5; target kind (2 classes); left out 2 rows with missing values\n",
  );
});

test("a file that is not plain commas is said to be read so, and texts as the inputs they become", async () => {
  const rows = "size;color;kind\n1,5;red;cat\n2,5;;dog\n3,5;blue;cat\n4,5;red;dog\n";
  expect(await said("german.csv", rows)).toBe(
    "german.csv read with semicolons, decimal commas\n" +
      "4 inputs from 2 columns, 8:tanh,1:sigmoid, adam 0.01; target kind (2 classes); 1 missing text as a category of its own\n",
  );
  expect(await said("bare.tsv", "1\t2\n3\t4\n5\t7\n")).toBe(
    "bare.tsv read with tabs, no names in its first line\n" +
      "1 input, 8:tanh,1, adam 0.01; target column2\n",
  );
});

test("a column that names the rows is pointed out, with the rows to judge by that no name was known of", async () => {
  const people = Array.from({ length: 60 }, (_, i) => `person${i},${i % 7},${i % 2 ? "yes" : "no"}`);
  const lines = (await said("people.csv", `name,age,buys\n${people.join("\n")}\n`, "--test 0.2")).split("\n");
  expect(lines).toEqual([
    "49 inputs from 2 columns, 64:relu,1:sigmoid, adam 0.01; target buys (2 classes)",
    'column "name" has 48 different texts in 48 rows: that is learned by heart, and says nothing of new rows. Leave it out with --ignore "name".',
    '12 of 12 test rows have a "name" that no training row has: it counts as none of the known.',
    "",
  ]);
  expect(await said("people.csv", `name,age,buys\n${people.join("\n")}\n`, "--test 0.2 --ignore name")).toBe(
    "1 input, 8:tanh,1:sigmoid, adam 0.01; target buys (2 classes)\n",
  );
});

test("a column that counts the rows is pointed out, and texts of which no two are the same in few rows", async () => {
  const towns = ["Ulm", "Bonn", "Kiel", "Jena", "Trier", "Celle", "Worms", "Hof"];
  const rows = towns.map((town, i) => `${8 - i},${town},${i % 3},${i % 2 ? "yes" : "no"}`).join("\n");
  expect(await said("towns.csv", `id,town,age,buys\n${rows}\n`)).toBe(
    "10 inputs from 3 columns, 8:tanh,1:sigmoid, adam 0.01; target buys (2 classes)\n" +
      'column "id" counts the rows from 1 to 8: that names them, and says nothing of new rows. Leave it out with --ignore "id".\n' +
      'column "town" has 8 different texts in 8 rows: that is learned by heart, and says nothing of new rows. Leave it out with --ignore "town".\n',
  );
  expect(await said("towns.csv", `id,town,age,buys\n${rows}\n`, "--ignore town,age")).toBe(
    "1 input, 8:tanh,1:sigmoid, adam 0.01; target buys (2 classes)\n",
  );
});

test("numbers to predict that the last layer cannot come to are counted", async () => {
  const rows = "rooms,age,price\n1,9,100\n2,4,140\n3,7,200\n4,1,250\n5,5,260\n";
  expect(await said("houses.csv", rows, "--layers 4:tanh,1:sigmoid --loss meanSquaredError")).toBe(
    "2 inputs, 4:tanh,1:sigmoid, adam 0.01; target price\n" +
      "the last layer's sigmoid gives numbers from 0 to 1, and 3 of the 5 targets that it is trained on lie outside: write 4:tanh,1.\n",
  );
  expect(await said("houses.csv", rows, "--layers 4:tanh,1:relu")).toBe(
    "2 inputs, 4:tanh,1:relu, adam 0.01; target price\n" +
      "the last layer's relu gives numbers from 0 on, and 2 of the 5 targets that it is trained on lie outside: write 4:tanh,1.\n",
  );
  expect(await said("houses.csv", rows, "--layers 4:tanh,1:sigmoid --scale minMax")).toBe(
    "2 inputs, 4:tanh,1:sigmoid, adam 0.01; target price\n",
  );
});

test("of data that is built in nothing is said, nor with --quiet; one epoch is one", async () => {
  const built = await runCli("train xor --epochs 1 --out run".split(" "), { cwd });
  expect(built.stderr).toMatch(/^epoch 1 of 1 /);
  expect(built.stdout).toContain("\n1 epoch, 1 step in ");
  const quiet = await runCli("train people.csv --epochs 1 --quiet --out run".split(" "), { cwd });
  expect(quiet.stderr).toBe("");
});
