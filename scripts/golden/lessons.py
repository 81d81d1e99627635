"""Writes test/golden/lessons.json: the numbers of the five lessons, computed with NumPy as a learner would.

One example a row for lessons 1 and 2, one a column for 3, 4 and 5, as in the texts. Run with NumPy 1.24 or newer.
"""
import json
from pathlib import Path

import numpy as np
from numpy.random import RandomState


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lesson1_forward():
    draw = RandomState(42)
    x = draw.randn(4)
    w1 = draw.normal(0, 0.1, (4, 3))
    w2 = draw.normal(0, 0.1, (3, 2))
    hidden = sigmoid(x @ w1)
    return {"x": x, "W1": w1, "W2": w2, "hidden": hidden, "output": sigmoid(hidden @ w2)}


def lesson1_step(x, target, w1, w2, rate):
    """One update of a network with one hidden layer and one output, error = target - output."""
    hidden = sigmoid(x @ w1)
    output = sigmoid(hidden @ w2)
    output_term = (target - output) * output * (1 - output)
    hidden_term = w2 * output_term * hidden * (1 - hidden)
    return {
        "hidden": hidden, "output": output, "outputTerm": output_term, "hiddenTerm": hidden_term,
        "changeW2": rate * output_term * hidden, "changeW1": rate * np.outer(x, hidden_term),
    }


def lesson2(units, seed=1, updates=60_000):
    draw = RandomState(seed)
    x = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], float)
    y = np.array([[0], [1], [1], [0]], float)
    sizes = [3, *units, 1]
    weights = [2 * draw.random_sample(shape) - 1 for shape in zip(sizes, sizes[1:])]
    for _ in range(updates):
        layers = [x]
        for w in weights:
            layers.append(sigmoid(layers[-1] @ w))
        delta = (layers[-1] - y) * layers[-1] * (1 - layers[-1])
        for i in reversed(range(len(weights))):
            gradient = layers[i].T @ delta
            delta = delta @ weights[i].T * layers[i] * (1 - layers[i])
            weights[i] = weights[i] - gradient
    output = x
    for w in weights:
        output = sigmoid(output @ w)
    # A text that prints the last pass of its loop shows the outputs of one update earlier: 2e-8 apart.
    return {"output": output.ravel(), "lastPass": layers[-1].ravel(), "weights": weights}


def lesson3():
    x = np.array([1.0, 0.5])
    w1 = np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]])
    w2 = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
    w3 = np.array([[0.1, 0.2], [0.3, 0.4]])
    b1, b2, b3 = np.array([0.1, 0.2, 0.3]), np.array([0.1, 0.2]), np.array([0.1, 0.2])
    a1 = w1 @ x + b1
    z1 = sigmoid(a1)
    z2 = sigmoid(w2 @ z1 + b2)
    y = w3 @ z2 + b3
    scores = np.array([1010, 1000, 990])
    e = np.exp(scores - scores.max())
    return {"a1": a1, "z1": z1, "z2": z2, "y": y, "softmax": e / e.sum()}


def flower(seed=1, n=200):
    draw = RandomState(seed)
    points, labels = [], []
    for j in range(2):
        t = np.linspace(j * 3.12, (j + 1) * 3.12, n) + draw.randn(n) * 0.2
        r = 4 * np.sin(4 * t) + draw.randn(n) * 0.2
        points.append(np.c_[r * np.sin(t), r * np.cos(t)])
        labels.append(np.full(n, j))
    return np.vstack(points).T, np.hstack(labels)[None, :]


def lesson4(rate, seed, updates=10_000, units=4):
    x, y = flower()
    m = x.shape[1]
    draw = RandomState(seed)
    w1, w2 = draw.randn(units, 2) * 0.01, draw.randn(1, units) * 0.01
    b1, b2 = np.zeros((units, 1)), np.zeros((1, 1))
    costs, first = [], None
    for i in range(updates):
        z1 = w1 @ x + b1
        a1 = np.tanh(z1)
        a2 = sigmoid(w2 @ a1 + b2)
        if i % 1000 == 0:
            costs.append(-(y * np.log(a2) + (1 - y) * np.log(1 - a2)).sum() / m)
        dz2 = a2 - y
        dw2, db2 = dz2 @ a1.T / m, dz2.sum(axis=1, keepdims=True) / m
        dz1 = w2.T @ dz2 * (1 - a1**2)
        dw1, db1 = dz1 @ x.T / m, dz1.sum(axis=1, keepdims=True) / m
        if first is None:
            first = {"dW1": dw1, "db1": db1, "dW2": dw2, "db2": db2, "dZ2": dz2[:, :3], "dZ1": dz1[:, :3]}
        w1, b1, w2, b2 = w1 - rate * dw1, b1 - rate * db1, w2 - rate * dw2, b2 - rate * db2
        if i == 4999:
            middle = {"W1": w1, "b1": b1, "W2": w2, "b2": b2}
    a2 = sigmoid(w2 @ np.tanh(w1 @ x + b1) + b2)
    return {"costs": costs, "first": first, "after5000": middle, "accuracy": ((a2 > 0.5) == y).mean()}


x, _ = flower()
golden = {
    "about": f"NumPy {np.__version__}, float64; written by scripts/golden/lessons.py",
    "lesson1": {
        "forward": lesson1_forward(),
        "workedExample": lesson1_step(np.array([0.1, 0.3]), 1, np.array([[0.4], [-0.2]]), np.array([0.1]), 0.5),
        "step": lesson1_step(
            np.array([0.5, 0.1, -0.2]), 0.6, np.array([[0.5, -0.6], [0.1, -0.2], [0.1, 0.7]]),
            np.array([0.1, -0.3]), 0.5,
        ),
    },
    "lesson2": {"oneHidden": lesson2([4]), "twoHidden": lesson2([4, 4])},
    "lesson3": lesson3(),
    "lesson4": {
        "firstThree": x[:, :3], "sum": x.sum(), "sumOfSquares": (x**2).sum(),
        "learns": lesson4(1.2, 3), "doesNotLearn": lesson4(0.01, 42),
    },
}
target = Path(__file__).resolve().parents[2] / "test" / "golden" / "lessons.json"
target.write_text(json.dumps(golden, indent=1, default=lambda a: np.asarray(a).tolist()) + "\n")
