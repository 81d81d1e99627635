/**
 * The program that runs a module, the same for every network: what it has to know stands in the module. Rows go into
 * its memory as the model takes them, scaled in double precision.
 *
 * @param file what the module is called, which lies beside the program
 */
export const loader = (file: string): string => `
/** The network in the module beside this file, or in another source. */
export async function load(source = new URL(${JSON.stringify(`./${file}`)}, import.meta.url)) {
  const module = await compiled(source);
  const [network, about] = ["chainrule.network", "chainrule.about"].map((name) => {
    const [section] = WebAssembly.Module.customSections(module, name);
    return section && JSON.parse(new TextDecoder().decode(section));
  });
  if (network?.version !== 1) throw new TypeError("load: expected a module that Chainrule wrote.");
  const { dtype, features, outputs, pages, scaling } = network;
  const Numbers = dtype === "float32" ? Float32Array : Float64Array;
  const memory = new WebAssembly.Memory({ initial: pages });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  exports.once();
  const [one, block] = network.programs.map(({ run, rows, input, output }) => ({
    run: exports[run],
    rows,
    input: new Numbers(memory.buffer, input, rows * features),
    output: new Numbers(memory.buffer, output, rows * outputs),
  }));

  /** Computes rows, some at once where there are many: \`enter\` takes them in, \`leave\` takes their outputs. */
  function compute(count, enter, leave) {
    for (let start = 0; start < count; ) {
      const { run, rows, input, output } = 2 * (count - start) >= block.rows ? block : one;
      const end = Math.min(start + rows, count);
      enter(input, start, end);
      run(0, 1);
      leave(output, start, end);
      start = end;
    }
  }

  /** Numbers of one row or more into memory, scaled as the training data was. */
  function put(input, place, values) {
    if (!scaling) return input.set(values, place);
    for (let i = 0; i < values.length; i++) {
      const j = i % features;
      input[place + i] = (values[i] - scaling.offset[j]) / scaling.scale[j];
    }
  }

  function predictFlat(rows) {
    const count = rows.length / features;
    if (!Number.isInteger(count))
      throw new RangeError(\`predict: expected \${features} numbers for each row but got \${rows.length} in all.\`);
    const result = new Numbers(count * outputs);
    compute(
      count,
      (input, start, end) => put(input, 0, rows.subarray(start * features, end * features)),
      (output, start, end) => result.set(output.subarray(0, (end - start) * outputs), start * outputs),
    );
    return result;
  }

  function predict(rows) {
    if (rows instanceof Float32Array || rows instanceof Float64Array) return predictFlat(rows);
    const list = Array.from(rows);
    for (const [i, row] of list.entries()) {
      if (row.length !== features)
        throw new RangeError(\`predict, row \${i}: expected \${features} numbers but got \${row.length ?? "no list"}.\`);
      for (let j = 0; j < features; j++)
        if (typeof row[j] !== "number")
          throw new TypeError(\`predict, row \${i}: expected \${features} numbers but got "\${row[j]}" at \${j}.\`);
    }
    const result = [];
    compute(
      list.length,
      (input, start, end) => {
        for (let i = start; i < end; i++) put(input, (i - start) * features, list[i]);
      },
      (output, start, end) => {
        for (let i = 0; i < end - start; i++)
          result.push(Array.from(output.subarray(i * outputs, (i + 1) * outputs)));
      },
    );
    return result;
  }

  const classes = about?.classes;
  if (classes?.length !== (outputs === 1 ? 2 : outputs)) return { predict };
  const place = (output) =>
    outputs === 1 ? Number(output[0] >= 0.5) : output.reduce((best, p, i) => (p > output[best] ? i : best), 0);
  return { predict, classify: (rows) => predict(rows).map((output) => classes[place(output)]) };
}

/** A module from its bytes, from a response to a request, or from where it lies. */
async function compiled(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  // Not by Response: in Node that name alone loads all of fetch, which takes longer than everything else.
  const url = typeof source === "string" || source instanceof URL ? new URL(source, import.meta.url) : undefined;
  if (url?.protocol === "file:") {
    // Without an import, which bundlers for browsers would follow; and at once, because waking other threads for a
    // small file takes longer.
    const { readFileSync } = process.getBuiltinModule("node:fs");
    return new WebAssembly.Module(readFileSync(url));
  }
  const response = url ? await fetch(url) : source;
  if (!response.ok) throw new TypeError(\`load: expected \${response.url} but got status \${response.status}.\`);
  return WebAssembly.compile(await response.arrayBuffer());
}
`;

/** The types of {@link loader}. */
export const loaderTypes = (array: "Float32Array" | "Float64Array", classifies: boolean): string => `
export interface Network {
  /** The outputs for some rows, a list for each; for rows in one flat array one flat array. */
  predict(rows: Iterable<ArrayLike<number>>): number[][];
  predict(rows: Float32Array | Float64Array): ${array};
${classifies ? "  /** The class of each row. */\n  classify(rows: Iterable<ArrayLike<number>>): string[];\n" : ""}}

/** What a module comes from: its bytes, where it lies, or a response to a request for it. */
export type Source = string | URL | Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module;

/** The network in the module beside this file, or in another source. */
export declare function load(source?: Source): Promise<Network>;
`;
