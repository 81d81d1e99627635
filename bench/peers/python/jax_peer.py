"""JAX on the CPU: the update is one jitted function, a whole run of updates one jitted loop."""

import os
from functools import partial
from time import perf_counter

import numpy as np


def open_task(task, threads, variant):
    # XLA sizes its pool of threads by the processors that it may use.
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    import jax

    jax.config.update("jax_platforms", "cpu")
    jax.config.update("jax_enable_x64", True)
    return Products(task, jax) if task.kind == "product" else Network(task, jax)


class Products:
    def __init__(self, task, jax):
        self.version = jax.__version__
        self.task = task
        self.jax = jax
        self.which = None

    def run(self, which, steps):
        jnp = self.jax.numpy
        if self.which != which:
            case = self.task.spec["cases"][which]
            self.a, self.b = (jnp.asarray(array) for array in self.task.operands(case))
            form = case["form"]
            self.product = self.jax.jit(
                lambda a, b: jnp.matmul(a.T if form == "AtB" else a, b.T if form == "ABt" else b)
            )
            self.product(self.a, self.b).block_until_ready()
            self.which = which
        a, b, product = self.a, self.b, self.product
        start = perf_counter()
        for _ in range(steps):
            c = product(a, b)
        c.block_until_ready()
        return perf_counter() - start, lambda: [np.asarray(c)]


class Network:
    def __init__(self, task, jax):
        self.version = jax.__version__
        self.task = task
        self.spec = task.spec
        self.jax = jax
        x, y = task.data()
        self.x, self.y = jax.numpy.asarray(x), jax.numpy.asarray(y)
        self.train = jax.jit(self.updates, static_argnums=1)
        self.apply = jax.jit(self.outputs)

    def logits(self, x, parameters):
        nn, layers = self.jax.nn, self.spec["layers"]
        activations = {"sigmoid": nn.sigmoid, "tanh": self.jax.numpy.tanh, "relu": nn.relu}
        for i, layer in enumerate(layers):
            x = x @ parameters[2 * i]
            if parameters[2 * i + 1] is not None:
                x = x + parameters[2 * i + 1]
            if i < len(layers) - 1:
                x = activations[layer["activation"]](x)
        return x

    def outputs(self, x, parameters):
        return self.jax.nn.softmax(self.logits(x, parameters))

    def loss(self, parameters, x, y):
        jnp, nn = self.jax.numpy, self.jax.nn
        z = self.logits(x, parameters)
        if self.spec["loss"] == "crossEntropy":
            return -jnp.mean(jnp.sum(y * nn.log_softmax(z), axis=1))
        if self.spec["loss"] == "binaryCrossEntropy":
            return jnp.mean(jnp.logaddexp(0, z) - y * z)
        return 0.5 * jnp.sum((nn.sigmoid(z) - y) ** 2)

    def updates(self, parameters, steps):
        jax, rule, batch = self.jax, self.spec["optimizer"], self.spec["batch"]
        jnp, tree = jax.numpy, jax.tree_util

        def one(step, state):
            parameters, means, squares = state
            row = step * batch % self.spec["rows"]
            x = jax.lax.dynamic_slice_in_dim(self.x, row, batch)
            y = jax.lax.dynamic_slice_in_dim(self.y, row, batch)
            gradients = jax.grad(self.loss)(parameters, x, y)
            rate = rule["learningRate"]
            if rule["name"] == "sgd":
                return tree.tree_map(lambda p, g: p - rate * g, parameters, gradients), means, squares
            beta1, beta2, t = rule["beta1"], rule["beta2"], (step + 1).astype(self.x.dtype)
            means = tree.tree_map(lambda m, g: beta1 * m + (1 - beta1) * g, means, gradients)
            squares = tree.tree_map(lambda v, g: beta2 * v + (1 - beta2) * g * g, squares, gradients)
            moved = partial(self.adam, rate, 1 - beta1**t, 1 - beta2**t, rule["epsilon"])
            return tree.tree_map(moved, parameters, means, squares), means, squares

        slots = tree.tree_map(jnp.zeros_like, parameters) if rule["name"] == "adam" else None
        return jax.lax.fori_loop(0, steps, one, (parameters, slots, slots))[0]

    def adam(self, rate, correction1, correction2, epsilon, p, m, v):
        return p - rate * (m / correction1) / (self.jax.numpy.sqrt(v / correction2) + epsilon)

    def run(self, _, steps):
        jax = self.jax
        parameters = jax.tree_util.tree_map(jax.numpy.asarray, self.task.parameters())
        if self.spec["kind"] == "predict":
            batch = self.spec["batch"]
            found = []
            start = perf_counter()
            for step in range(steps):
                found.append(self.apply(self.x[step * batch : (step + 1) * batch], parameters))
            jax.block_until_ready(found)
            return perf_counter() - start, lambda: found
        # Another number of steps is another program: it is compiled before the clock starts.
        program = self.compiled(parameters, steps)
        start = perf_counter()
        trained = jax.block_until_ready(program(parameters))
        return perf_counter() - start, lambda: [p for p in trained if p is not None]

    def compiled(self, parameters, steps):
        if getattr(self, "steps", None) != steps:
            self.program = self.train.lower(parameters, steps).compile()
            self.steps = steps
        return self.program
