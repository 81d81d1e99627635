"""Sizes of error terms, slopes and norms of a sigmoid network, for src/explain/report. Run: python scripts/golden/report.py"""

import json
from pathlib import Path

import numpy as np

rng = np.random.RandomState(7)
X = rng.randn(5, 2)
Y = (rng.rand(5, 1) > 0.5).astype(float)
widths = [2, 4, 3, 1]
W = [np.round(rng.randn(i, j), 3) for i, j in zip(widths, widths[1:])]
b = [np.round(0.1 * rng.randn(j), 3) for j in widths[1:]]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def rms(a):
    return float(np.sqrt(np.mean(a**2)))


A, slopes = [X], []
for w, c in zip(W, b):
    a = sigmoid(A[-1] @ w + c)
    A.append(a)
    slopes.append(a * (1 - a))
dZ = [A[-1] - Y]
for layer in (2, 1):
    dZ.insert(0, (dZ[0] @ W[layer].T) * slopes[layer - 1])

looks = []
for layer in range(3):
    one = {
        "error": rms(dZ[layer]),
        "slope": float(np.mean(np.abs(slopes[layer]))),
        "frobenius": float(np.linalg.norm(W[layer])),
        "spectral": float(np.linalg.norm(W[layer], 2)),
    }
    if layer < 2:
        units, width = W[layer + 1].shape
        one["back"] = {
            "ratio": rms(dZ[layer]) / rms(dZ[layer + 1]),
            "slope": rms(slopes[layer]),
            "predicted": rms(slopes[layer]) * float(np.linalg.norm(W[layer + 1])) / np.sqrt(units),
            "bound": float(np.max(slopes[layer]) * np.linalg.norm(W[layer + 1], 2) * np.sqrt(width / units)),
        }
    looks.append(one)

weights = {f"W{i + 1}": w.tolist() for i, w in enumerate(W)} | {f"b{i + 1}": c.tolist() for i, c in enumerate(b)}
Path("test/golden/report.json").write_text(
    json.dumps({"x": X.tolist(), "y": Y.tolist(), "weights": weights, "layers": looks}, indent=1) + "\n"
)
