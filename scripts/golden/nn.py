"""Writes test/golden/nn.json: losses, layers and optimizers by PyTorch in float64, initializers by NumPy.

Run with NumPy and PyTorch installed:  python scripts/golden/nn.py
"""

import json
from pathlib import Path

import numpy as np
import torch
from numpy.random import RandomState
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)


def flat(x):
    return (x.detach().numpy() if isinstance(x, torch.Tensor) else np.asarray(x)).ravel().tolist()


# Losses: the value of a batch with weights, and its gradient with respect to what comes before the last activation.

r = RandomState(11)
logits = r.normal(0, 2, (5, 3))
numbers = r.normal(0, 2, (5, 3))
probabilities = r.uniform(0, 1, (5, 3))
distributions = np.exp(numbers) / np.exp(numbers).sum(1, keepdims=True)
weights = r.uniform(0, 3, 5)


def smoothed(y, part, classes):
    return (1 - part) * y + part / classes


def each(name, settings, z, y):
    """The loss of each example, by PyTorch."""
    if name == "meanSquaredError":
        return F.mse_loss(z, y, reduction="none").mean(1)
    if name == "halfSquaredError":
        return F.mse_loss(z, y, reduction="none").sum(1) / 2
    if name == "meanAbsoluteError":
        return F.l1_loss(z, y, reduction="none").mean(1)
    if name == "huber":
        return F.huber_loss(z, y, reduction="none", delta=settings["delta"]).mean(1)
    part = settings["labelSmoothing"]
    if name == "binaryCrossEntropy":
        return F.binary_cross_entropy_with_logits(z, smoothed(y, part, 2), reduction="none").mean(1)
    return F.cross_entropy(z, y, reduction="none", label_smoothing=part)


def loss(name, activation, targets, settings=None, weighted=False):
    settings = settings or {}
    z = torch.tensor(logits, requires_grad=True)
    losses = each(name, settings, z, torch.tensor(targets))
    w = torch.tensor(weights) if weighted else torch.ones(5)
    value = (w * losses).sum() / (1 if name == "halfSquaredError" else 5)
    value.backward()
    return {"name": name, "settings": settings, "activation": activation, "targets": flat(targets),
            "weights": flat(weights) if weighted else None, "value": value.item(), "gradient": flat(z.grad)}


losses = {
    "logits": flat(logits),
    "cases": [
        loss(*case, weighted=weighted)
        for weighted in (False, True)
        for case in (
            ("meanSquaredError", "identity", numbers),
            ("halfSquaredError", "identity", numbers),
            ("meanAbsoluteError", "identity", numbers),
            ("huber", "identity", numbers, {"delta": 1}),
            ("huber", "identity", numbers, {"delta": 2.5}),
            ("binaryCrossEntropy", "sigmoid", probabilities, {"labelSmoothing": 0}),
            ("binaryCrossEntropy", "sigmoid", probabilities, {"labelSmoothing": 0.2}),
            ("crossEntropy", "softmax", distributions, {"labelSmoothing": 0}),
            ("crossEntropy", "softmax", distributions, {"labelSmoothing": 0.1}),
        )
    ],
}

# Normalizations: outputs and gradients of sum(c * output), for two batches; then a prediction.

x = r.normal(1, 2, (2, 6, 3))
c = r.normal(0, 1, (6, 3))
gamma, beta = r.uniform(0.5, 2, 3), r.normal(0, 1, 3)


def normalization(layer):
    layer.weight.data = torch.tensor(gamma)
    layer.bias.data = torch.tensor(beta)
    steps = []
    for batch in x:
        rows = torch.tensor(batch, requires_grad=True)
        layer.zero_grad()
        out = layer(rows)
        (torch.tensor(c) * out).sum().backward()
        steps.append({
            "output": flat(out), "dx": flat(rows.grad), "dgamma": flat(layer.weight.grad), "dbeta": flat(layer.bias.grad),
            "mean": flat(getattr(layer, "running_mean", torch.zeros(0)).clone()),
            "variance": flat(getattr(layer, "running_var", torch.zeros(0)).clone()),
        })
    layer.eval()
    return {"steps": steps, "prediction": flat(layer(torch.tensor(x[0])))}


layers = {
    "x": [flat(batch) for batch in x], "c": flat(c), "gamma": flat(gamma), "beta": flat(beta),
    "batchNorm": normalization(torch.nn.BatchNorm1d(3, eps=1e-5, momentum=0.1)),
    "layerNorm": normalization(torch.nn.LayerNorm(3, eps=1e-5)),
}

# Optimizers: 20 steps on p -> sum(sqrt(1 + (A p - t)^2)), whose gradient is A^T (e / sqrt(1 + e^2)).

A, t, start = r.normal(0, 1, (5, 4)), r.normal(0, 2, 5), r.normal(0, 1, 4)


def optimizer(name, settings, make):
    p = torch.tensor(start, requires_grad=True)
    o = make([p])
    path = []
    for _ in range(20):
        o.zero_grad()
        torch.sqrt(1 + (torch.tensor(A) @ p - torch.tensor(t)) ** 2).sum().backward()
        o.step()
        path.append(flat(p))
    return {"name": name, "learningRate": o.param_groups[0]["lr"], "settings": settings, "path": path}


O = torch.optim
optimizers = {
    "A": flat(A), "t": flat(t), "start": flat(start),
    "cases": [
        optimizer("sgd", {}, lambda p: O.SGD(p, lr=0.1)),
        optimizer("sgd", {"momentum": 0.9, "weightDecay": 0.01}, lambda p: O.SGD(p, lr=0.05, momentum=0.9, weight_decay=0.01)),
        optimizer("sgd", {"momentum": 0.8, "nesterov": True}, lambda p: O.SGD(p, lr=0.05, momentum=0.8, nesterov=True)),
        optimizer("rmsProp", {}, lambda p: O.RMSprop(p, lr=0.02)),
        optimizer("rmsProp", {"decay": 0.9, "momentum": 0.5, "centered": True, "weightDecay": 0.1},
                  lambda p: O.RMSprop(p, lr=0.02, alpha=0.9, momentum=0.5, centered=True, weight_decay=0.1)),
        optimizer("adagrad", {}, lambda p: O.Adagrad(p, lr=0.3)),
        optimizer("adagrad", {"epsilon": 1e-3, "weightDecay": 0.1}, lambda p: O.Adagrad(p, lr=0.3, eps=1e-3, weight_decay=0.1)),
        optimizer("adam", {}, lambda p: O.Adam(p, lr=0.1)),
        optimizer("adam", {"beta1": 0.8, "beta2": 0.95, "epsilon": 1e-2, "weightDecay": 0.1},
                  lambda p: O.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-2, weight_decay=0.1)),
        optimizer("adamW", {}, lambda p: O.AdamW(p, lr=0.1)),
        optimizer("adamW", {"weightDecay": 0.5, "beta1": 0.5}, lambda p: O.AdamW(p, lr=0.1, betas=(0.5, 0.999), weight_decay=0.5)),
    ],
}

# L-BFGS: the direction -H g, where H is written out as a matrix (Nocedal & Wright 2006, equation 7.16).

S, G, g = r.normal(0, 1, (3, 4)), r.normal(0, 1, (4, 4)), r.normal(0, 1, 4)
Y = S @ (G @ G.T + np.eye(4))
H = np.eye(4) * (S[-1] @ Y[-1]) / (Y[-1] @ Y[-1])
for s, y in zip(S, Y):
    V = np.eye(4) - np.outer(y, s) / (y @ s)
    H = V.T @ H @ V + np.outer(s, s) / (y @ s)
direction = {"steps": S.tolist(), "changes": Y.tolist(), "gradient": flat(g), "direction": flat(-H @ g)}

# Initializers: the first weights of a layer, from RandomState(5).


def orthogonal(rows, columns, gain=1.0):
    a = RandomState(5).randn(rows, columns)
    q, upper = np.linalg.qr(a if rows >= columns else a.T)
    q = q * np.sign(np.diag(upper))
    return gain * (q if rows >= columns else q.T)


def bounded(limit, n):
    return RandomState(5).uniform(-limit, limit, n)


initializers = [
    {"text": text, "shape": shape, "values": flat(values)} for text, shape, values in (
        ("zeros", [3, 2], np.zeros(6)),
        ("constant(0.5)", [3, 2], np.full(6, 0.5)),
        ("uniform(-1,1)", [3, 2], 2 * RandomState(5).random_sample((3, 2)) - 1),
        ("normal(0,0.01)", [3, 2], (0.01 * RandomState(5).randn(2, 3)).T),
        ("lecunUniform", [3, 2], bounded(np.sqrt(3 / 3), 6)),
        ("lecunNormal", [3, 2], RandomState(5).normal(0, 1 / np.sqrt(3), (2, 3)).T),
        ("glorotUniform", [3, 2], bounded(np.sqrt(6 / 5), 6)),
        ("glorotNormal", [3, 2], RandomState(5).normal(0, np.sqrt(2 / 5), (2, 3)).T),
        ("heUniform", [3, 2], bounded(np.sqrt(6 / 3), 6)),
        ("heNormal", [3, 2], RandomState(5).normal(0, np.sqrt(2 / 3), (2, 3)).T),
        ("orthogonal", [4, 3], orthogonal(4, 3)),
        ("orthogonal(1.5)", [2, 5], orthogonal(2, 5, 1.5)),
        ("orthogonal", [20, 20], orthogonal(20, 20)),
    )
]

golden = {
    "about": f"NumPy {np.__version__}, PyTorch {torch.__version__.split('+')[0]}; written by scripts/golden/nn.py",
    "losses": losses, "layers": layers, "optimizers": optimizers, "direction": direction, "initializers": initializers,
}
target = Path(__file__).resolve().parents[2] / "test" / "golden" / "nn.json"
target.write_text(json.dumps(golden, indent=1) + "\n")
