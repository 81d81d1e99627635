"""NumPy: the formulas of a multilayer perceptron as one writes them, whole batches at a time."""

from time import perf_counter

import numpy as np


def open_task(task, threads, variant):
    return Products(task) if task.kind == "product" else Network(task)


class Products:
    version = np.__version__

    def __init__(self, task):
        self.task = task
        self.which = None

    def run(self, which, steps):
        if self.which != which:
            case = self.task.spec["cases"][which]
            a, b = self.task.operands(case)
            self.a = a.T if case["form"] == "AtB" else a
            self.b = b.T if case["form"] == "ABt" else b
            self.c = np.empty((case["m"], case["n"]), case["dtype"])
            self.which = which
        a, b, c = self.a, self.b, self.c
        start = perf_counter()
        for _ in range(steps):
            np.matmul(a, b, out=c)
        return perf_counter() - start, lambda: [c]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


ACTIVATIONS = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "softmax": softmax}
DERIVATIVES = {
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a * a,
    "relu": lambda a: a > 0,
}


class Network:
    version = np.__version__

    def __init__(self, task):
        self.task = task
        self.x, self.y = task.data()
        self.layers = task.spec["layers"]
        self.loss = task.spec["loss"]
        self.batch = task.spec["batch"]

    def forward(self, x, parameters):
        activations = [x]
        for i, layer in enumerate(self.layers):
            w, b = parameters[2 * i], parameters[2 * i + 1]
            z = activations[-1] @ w
            if b is not None:
                z += b
            activations.append(ACTIVATIONS[layer["activation"]](z))
        return activations

    def gradients(self, x, y, parameters):
        activations = self.forward(x, parameters)
        delta = activations[-1] - y
        if self.loss == "halfSquaredError":
            delta *= DERIVATIVES["sigmoid"](activations[-1])
        else:
            delta /= len(x)
        found = [None] * len(parameters)
        for i in reversed(range(len(self.layers))):
            found[2 * i] = activations[i].T @ delta
            if parameters[2 * i + 1] is not None:
                found[2 * i + 1] = delta.sum(axis=0)
            if i > 0:
                delta = (delta @ parameters[2 * i].T) * DERIVATIVES[self.layers[i - 1]["activation"]](activations[i])
        return found

    def run(self, _, steps):
        parameters = self.task.parameters()
        update = UPDATES[self.task.spec["optimizer"]["name"]](parameters, self.task.spec["optimizer"])
        outputs = []
        starts = [step * self.batch % len(self.x) for step in range(steps)]
        start = perf_counter()
        for row in starts:
            x = self.x[row : row + self.batch]
            if self.task.kind == "predict":
                outputs.append(self.forward(x, parameters)[-1])
            else:
                update(self.gradients(x, self.y[row : row + self.batch], parameters))
        seconds = perf_counter() - start
        return seconds, lambda: outputs or [p for p in parameters if p is not None]


def sgd(parameters, optimizer):
    rate = optimizer["learningRate"]

    def update(gradients):
        for parameter, gradient in zip(parameters, gradients):
            if gradient is not None:
                parameter -= rate * gradient

    return update


def adam(parameters, optimizer):
    rate, beta1, beta2 = optimizer["learningRate"], optimizer["beta1"], optimizer["beta2"]
    means = [np.zeros_like(p) for p in parameters]
    squares = [np.zeros_like(p) for p in parameters]
    t = 0

    def update(gradients):
        nonlocal t
        t += 1
        for p, g, m, v in zip(parameters, gradients, means, squares):
            m *= beta1
            m += (1 - beta1) * g
            v *= beta2
            v += (1 - beta2) * (g * g)
            p -= (rate / (1 - beta1**t)) * m / (np.sqrt(v / (1 - beta2**t)) + optimizer["epsilon"])

    return update


UPDATES = {"sgd": sgd, "adam": adam}
