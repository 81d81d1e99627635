import jax
import jax.numpy as jnp
from problem import W1, W2, done, rate, x, y

jax.config.update("jax_platforms", "cpu")
jax.config.update("jax_enable_x64", True)
x, y = jnp.array(x), jnp.array(y)


def loss(parameters):
    w1, b1, w2, b2 = parameters
    z = jnp.tanh(x @ w1 + b1) @ w2 + b2
    return jnp.mean(jnp.logaddexp(0, z) - y * z)


@jax.jit
def step(parameters):
    return [p - rate * g for p, g in zip(parameters, jax.grad(loss)(parameters))]


done(*step([jnp.array(W1), jnp.zeros(4), jnp.array(W2), jnp.zeros(1)]))
