/** A way of writing arrays in Python, by what differs from NumPy as the ops state it. */
export interface Dialect {
  /** What the arrays' module is called: `np`. */
  readonly module: string;
  /** What a program begins with. */
  readonly imports: readonly string[];
  /** By the name of an op, the expression for it where the op's own would overflow, widen or need another package. */
  readonly templates: Readonly<Record<string, string>>;
  /** Functions that expressions call, by name: a program defines those that it uses. */
  readonly functions: Readonly<Record<string, readonly string[]>>;
  /** The line above a function that is compiled. */
  readonly compiled?: string;
}

/** NumPy computes both branches of a choice: the one that is not taken must not overflow, or it warns. */
const numpyDialect: Dialect = {
  module: "np",
  imports: ["import numpy as np"],
  templates: {
    sigmoid: "sigmoid({z})",
    silu: "{z} * sigmoid({z})",
    gelu: "gelu({z})",
    elu: "np.where({z} > 0, {z}, {alpha} * np.expm1(np.minimum({z}, 0)))",
    selu: "1.0507009873554805 * np.where({z} > 0, {z}, 1.6732632423543772 * np.expm1(np.minimum({z}, 0)))",
    // A choice between two Python numbers would be float64 whatever z is.
    step: "np.heaviside({z}, 0)",
  },
  functions: {
    sigmoid: [
      "def sigmoid(z):",
      "    e = np.exp(-np.abs(z))  # at most 1, so that nothing overflows",
      "    return np.where(z >= 0, 1, e) / (1 + e)",
    ],
    gelu: [
      "def gelu(z):",
      "    return z * np.vectorize(lambda t: math.erfc(-t / math.sqrt(2)) / 2, otypes=[z.dtype])(z)",
    ],
  },
};

/** In JAX a branch that overflows makes the derivative of the other NaN, which its own functions know. */
const jaxDialect: Dialect = {
  module: "jnp",
  imports: ["import jax", "import jax.numpy as jnp", "import numpy as np"],
  templates: {
    sigmoid: "jax.nn.sigmoid({z})",
    relu: "jax.nn.relu({z})",
    elu: "jax.nn.elu({z}, {alpha})",
    selu: "jax.nn.selu({z})",
    softplus: "jax.nn.softplus({z})",
    silu: "jax.nn.silu({z})",
    gelu: "jax.nn.gelu({z}, approximate=False)",
    dropoutMask:
      "jax.random.bernoulli(jax.random.fold_in(key, {stream}), 1 - {rate}, {shape}) / (1 - {rate})",
  },
  functions: {},
  compiled: "@jax.jit",
};

/**
 * The table of dialects that the graph is written in.
 *
 * @example
 * Object.values(dialects).map(({ module }) => module); // ["np", "jnp"]
 */
export const dialects = { numpy: numpyDialect, jax: jaxDialect } satisfies Record<string, Dialect>;
