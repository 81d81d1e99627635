"""Writes test/golden/metrics.json: scores by scikit-learn for outputs and targets that are hard to score.

Run with NumPy and scikit-learn installed:  python scripts/golden/metrics.py
A score that scikit-learn leaves undefined (NaN) is written as null.
"""

import json
import math
import warnings
from pathlib import Path

import numpy as np
import sklearn
from numpy.random import RandomState
from sklearn import metrics as sk

warnings.simplefilter("ignore")


def plain(value):
    return None if math.isnan(value) else float(value)


def averages(y, guess, choices):
    scores = {}
    for name, score in (("precision", sk.precision_score), ("recall", sk.recall_score), ("f1", sk.f1_score)):
        scores[name] = {a: plain(score(y, guess, average=a)) for a in choices}
    return scores


def binary(about, scores, y):
    a, y = np.array(scores, dtype=float), np.array(y)
    guess = (a >= 0.5).astype(int)
    return {
        "about": about,
        "task": "binary",
        "outputs": a[:, None].tolist(),
        "targets": y.tolist(),
        "accuracy": plain(sk.accuracy_score(y, guess)),
        "confusion": sk.confusion_matrix(y, guess, labels=[0, 1]).tolist(),
        **averages(y, guess, ["binary", "macro", "micro", "weighted"]),
        "rocAuc": plain(sk.roc_auc_score(y, a)),
        "logLoss": plain(sk.log_loss(y, np.c_[1 - a, a], labels=[0, 1])),
    }


def multiclass(about, outputs, y):
    a, y = np.array(outputs, dtype=float), np.array(y)
    guess, k = a.argmax(1), a.shape[1]
    return {
        "about": about,
        "task": "multiclass",
        "outputs": a.tolist(),
        "targets": y.tolist(),
        "accuracy": plain(sk.accuracy_score(y, guess)),
        "confusion": sk.confusion_matrix(y, guess, labels=range(k)).tolist(),
        **averages(y, guess, ["macro", "micro", "weighted"]),
        "rocAuc": plain(sk.roc_auc_score(y, a, multi_class="ovr", average="macro", labels=range(k))),
        "logLoss": plain(sk.log_loss(y, a, labels=range(k))),
    }


def regression(about, outputs, y):
    a, y = np.array(outputs, dtype=float), np.array(y, dtype=float)
    return {
        "about": about,
        "task": "regression",
        "outputs": a.tolist(),
        "targets": y.tolist(),
        "r2": plain(sk.r2_score(y, a)),
        "meanAbsoluteError": plain(sk.mean_absolute_error(y, a)),
        "meanSquaredError": plain(sk.mean_squared_error(y, a)),
    }


r = RandomState(0)


def distributions(m, k):
    p = r.dirichlet(np.ones(k), m)
    return p / p.sum(1, keepdims=True)


cases = [
    binary("40 random probabilities", r.rand(40), r.randint(0, 2, 40)),
    binary("scores with many ties", r.randint(0, 5, 60) / 4, r.randint(0, 2, 60)),
    binary("all scores equal", [0.5] * 6, [0, 1, 1, 0, 1, 0]),
    binary("perfect and sure", [0, 0, 1, 1], [0, 0, 1, 1]),
    binary("sure and wrong", [1, 0], [0, 1]),
    binary("no positive predicted", [0.1, 0.2, 0.3], [0, 1, 1]),
    binary("no positive in the targets", [0.1, 0.6, 0.3], [0, 0, 0]),
    binary("only positives in the targets", [0.1, 0.6, 0.3], [1, 1, 1]),
    binary("no positive anywhere", [0.1, 0.2], [0, 0]),
    multiclass("50 examples of 4 classes", distributions(50, 4), r.randint(0, 4, 50)),
    multiclass("3 classes with ties", [[0.4, 0.4, 0.2], [0.2, 0.4, 0.4], [0.25, 0.5, 0.25], [0.4, 0.2, 0.4],
                                       [0.4, 0.4, 0.2], [0.5, 0.25, 0.25]], [0, 1, 2, 2, 1, 0]),
    multiclass("a class that is never predicted", [[0.6, 0.3, 0.1], [0.1, 0.8, 0.1], [0.7, 0.1, 0.2],
                                                  [0.2, 0.7, 0.1]], [0, 1, 2, 1]),
    multiclass("a class that is nowhere", [[0.6, 0.3, 0.1], [0.1, 0.8, 0.1], [0.3, 0.6, 0.1]], [0, 1, 0]),
    multiclass("a class that is only predicted", [[0.6, 0.3, 0.1], [0.1, 0.8, 0.1], [0.3, 0.1, 0.6]], [0, 1, 0]),
    regression("30 numbers", r.randn(30, 1), r.randn(30, 1)),
    regression("20 rows of 3 numbers of different sizes", r.randn(20, 3) * [1, 10, 1e6], r.randn(20, 3) * [1, 10, 1e6]),
    regression("far from zero", 1e9 + r.randn(10, 1), 1e9 + r.randn(10, 1)),
    regression("constant targets, missed", [[1], [2], [3]], [[2], [2], [2]]),
    regression("constant targets, met", [[2], [2]], [[2], [2]]),
    regression("one column of two constant", [[1, 5], [2, 6], [4, 7]], [[1, 3], [3, 3], [4, 3]]),
    regression("a single example", [[1]], [[2]]),
]

golden = {"about": f"scikit-learn {sklearn.__version__}; written by scripts/golden/metrics.py", "cases": cases}
target = Path(__file__).resolve().parents[2] / "test" / "golden" / "metrics.json"
target.write_text(json.dumps(golden, indent=1) + "\n")
