/** What the gradient of a parameter is called: `dW1`. */
export const gradientName = (parameter: string): string => `d${parameter}`;

/** `dW1_3` as the name `dW1` at step 3; undefined where no step stands behind. */
export function splitName(written: string): { readonly name: string; readonly step: number } | undefined {
  const [, name, digits] = /^(.+)_(\d{1,9})$/.exec(written) ?? [];
  return name === undefined ? undefined : { name, step: Number(digits) };
}
