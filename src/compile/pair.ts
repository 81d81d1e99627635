import type { Kernel, MatmulKernel } from "./kernel.ts";
import { operandsOf, resultsOf } from "./operands.ts";
import { fitSideBySide } from "./wasm/matmul/sideBySide.ts";

/**
 * Runs products of a few long sums side by side, such as the gradients of two narrow layers: where no kernel in
 * between forbids it, the later one runs earlier or the earlier one later.
 */
export function pairProducts(kernels: readonly Kernel[]): readonly Kernel[] {
  const paired: Kernel[] = [];
  for (const kernel of kernels) {
    const last = paired.findLastIndex((other) => fits(other, kernel));
    const [earlier, between] = [paired[last], paired.slice(last + 1)];
    if (!earlier || meet(earlier, [kernel])) paired.push(kernel);
    else {
      const products = [...productsOf(earlier), ...productsOf(kernel)];
      if (!meet(kernel, between)) paired[last] = { kind: "products", products };
      else if (!meet(earlier, between)) {
        paired.splice(last, 1);
        paired.push({ kind: "products", products });
      } else paired.push(kernel);
    }
  }
  return paired;
}

function productsOf(kernel: Kernel): readonly MatmulKernel[] {
  if (kernel.kind === "products") return kernel.products;
  return kernel.kind === "matmul" ? [kernel] : [];
}

function fits(earlier: Kernel, kernel: Kernel): boolean {
  const [first, second] = [productsOf(earlier), productsOf(kernel)];
  return first.length > 0 && second.length > 0 && fitSideBySide([...first, ...second]);
}

/** Whether the order of a kernel and others matters: one reads or writes what the other writes. */
function meet(kernel: Kernel, others: readonly Kernel[]): boolean {
  const [operands, results] = [new Set(operandsOf(kernel)), new Set(resultsOf(kernel))];
  return others.some(
    (other) =>
      operandsOf(other).some((array) => results.has(array)) ||
      resultsOf(other).some((array) => operands.has(array) || results.has(array)),
  );
}
