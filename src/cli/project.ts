/**
 * The files of a starting project by name.
 *
 * @param dependency where npm finds Chainrule: a range of versions, or `file:` and a folder
 */
export function projectFiles(name: string, dependency: string): Readonly<Record<string, string>> {
  return {
    "package.json": `${JSON.stringify(
      {
        name: packageName(name),
        private: true,
        type: "module",
        engines: { node: ">=22.18" },
        scripts: { start: "node train.ts", types: "tsc" },
        dependencies: { chainrule: dependency },
        // Runs `npm start` with a Node that reads TypeScript, also where the system's own is older.
        devDependencies: { "@types/node": "^24.0.0", node: "^24.0.0", typescript: ">=5.9" },
        allowScripts: { node: true },
      },
      undefined,
      2,
    )}\n`,
    "tsconfig.json": `${JSON.stringify(
      {
        compilerOptions: {
          target: "es2023",
          module: "nodenext",
          types: ["node"],
          strict: true,
          erasableSyntaxOnly: true,
          allowImportingTsExtensions: true,
          skipLibCheck: true,
          noEmit: true,
        },
      },
      undefined,
      2,
    )}\n`,
    // npm measures packages by the system's Node, which these scripts do not use: it would warn about that at length.
    ".npmrc": "loglevel=error\n",
    "train.ts": program,
    "README.md": readme(name),
    ".gitignore": "node_modules/\nrun/\n",
  };
}

/** A name that npm takes. */
const packageName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+/, "") || "my-network";

const program = `import { writeFile } from "node:fs/promises";
import { boundaryGrid, boundaryPlot, dense, mlp, planar, sgd } from "chainrule";

// Points of two classes that no straight line divides. Replace them by your own: x is one example a row.
const { x, y } = planar({ samples: 400, seed: 1 });
const unseen = planar({ samples: 400, seed: 2 });

const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
console.log(model.summary());

const run = await model.fit(x, y, {
  loss: "binaryCrossEntropy",
  optimizer: sgd(1.2),
  epochs: 5000,
  seed: 3,
  callbacks: [
    ({ epoch, loss, accuracy }) => {
      if (epoch % 500 === 0) console.log(\`epoch \${epoch}  loss \${loss.toFixed(4)}  accuracy \${accuracy}\`);
    },
  ],
});
console.log(\`trained in \${run.seconds.toFixed(1)} s\`);

const { loss, accuracy } = await model.evaluate(unseen.x, unseen.y);
console.log(\`on points it has not seen: loss \${loss.toFixed(4)}, accuracy \${accuracy}\`);

const grid = boundaryGrid(x);
const predictions = await model.predict(grid.points);
await writeFile("boundary.svg", boundaryPlot({ grid, predictions, x, y }));
console.log("the boundary is drawn in boundary.svg");
`;

const readme = (name: string): string => `# ${name}

A neural network in TypeScript, with [Chainrule](https://www.npmjs.com/package/chainrule).

    npm install        brings a Node of its own, so that the system's may be older
    npm start          trains, judges on new points, draws boundary.svg
    npm run types      checks the types

What to change first, in \`train.ts\`: the number of hidden units, the learning rate, the data.

The same from the command line:

    npx chainrule train planar --layers 4:tanh,1:sigmoid --lr 1.2 --epochs 5000 --seed 3
    npx chainrule help
`;
