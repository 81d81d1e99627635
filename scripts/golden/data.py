"""Writes test/golden/data.json (NumPy's random streams, scikit-learn's data sets) and dataFiles.json (files by NumPy).

Run with NumPy and scikit-learn installed:  python scripts/golden/data.py
Floats are written with repr precision, so that the tests can compare bits where bits are promised.
"""

import base64
import io
import json
from pathlib import Path

import numpy as np
import sklearn
from numpy.random import RandomState
from sklearn.datasets import make_blobs, make_circles, make_gaussian_quantiles, make_moons


def stream(seed):
    """One stream that mixes the distributions; the odd sizes leave one normal number for the next draw."""
    r = RandomState(seed)
    return {
        "seed": seed,
        "randn3": r.randn(3).tolist(),
        "randn0": r.randn(0).tolist(),
        "rand2": r.rand(2).tolist(),
        "randn4": r.randn(4).tolist(),
        "permutation7": r.permutation(7).tolist(),
        "uniform3": r.uniform(-2.5, 4, 3).tolist(),
        "normal5": r.normal(10, 0.1, 5).tolist(),
        "randn1": r.randn(1).tolist(),
        "permutation1": r.permutation(1).tolist(),
        "permutation300Head": r.permutation(300)[:10].tolist(),
        "rand1": r.rand(1).tolist(),
    }


def planar(samples, seed):
    """The flower of lesson 4."""
    r = RandomState(seed)
    n = samples // 2
    x, y = np.zeros((2 * n, 2)), np.zeros(2 * n)
    for j in range(2):
        t = np.linspace(j * 3.12, (j + 1) * 3.12, n) + 0.2 * r.randn(n)
        radius = 4 * np.sin(4 * t) + 0.2 * r.randn(n)
        x[n * j : n * (j + 1)] = np.c_[radius * np.sin(t), radius * np.cos(t)]
        y[n * j : n * (j + 1)] = j
    return x, y


def points(name, options, made):
    x, y = made
    return {"name": name, "options": options, "x": x.ravel().tolist(), "y": y.astype(int).tolist()}


generated = [
    points("planar", {"samples": 10, "seed": 7}, planar(10, 7)),
    points("moons", {"samples": 9, "noise": 0.3, "seed": 0}, make_moons(9, noise=0.3, random_state=0)),
    points("moons", {"samples": 6, "noise": 0, "seed": 5}, make_moons(6, noise=0, random_state=5)),
    points("circles", {"samples": 9, "noise": 0.1, "factor": 0.5, "seed": 1},
           make_circles(9, noise=0.1, factor=0.5, random_state=1)),
    points("blobs", {"samples": 11, "centers": 3, "features": 2, "spread": 1, "seed": 2},
           make_blobs(11, centers=3, n_features=2, random_state=2)),
    points("blobs", {"samples": 5, "centers": 2, "features": 3, "spread": 0.5, "seed": 4},
           make_blobs(5, centers=2, n_features=3, cluster_std=0.5, random_state=4)),
    points("gaussianQuantiles", {"samples": 10, "classes": 3, "features": 2, "variance": 1, "seed": 3},
           make_gaussian_quantiles(n_samples=10, n_features=2, n_classes=3, random_state=3)),
    points("gaussianQuantiles", {"samples": 7, "classes": 2, "features": 3, "variance": 2.5, "seed": 8},
           make_gaussian_quantiles(cov=2.5, n_samples=7, n_features=3, n_classes=2, random_state=8)),
]

golden = {
    "about": f"NumPy {np.__version__}, scikit-learn {sklearn.__version__}; written by scripts/golden/data.py",
    "streams": [stream(seed) for seed in (0, 1, 3, 42, 2**32 - 1)],
    "generated": generated,
}
target = Path(__file__).resolve().parents[2] / "test" / "golden" / "data.json"
target.write_text(json.dumps(golden, indent=1) + "\n")


def saved(save):
    out = io.BytesIO()
    save(out)
    return base64.b64encode(out.getvalue()).decode()


files = {
    "about": golden["about"],
    "npy": [
        {"about": about, "base64": saved(lambda f, a=a: np.save(f, a, allow_pickle=True))} for about, a in [
            ("float64 (2, 2)", np.array([[1.5, -2], [0.1, np.inf]])),
            ("float32 (3,)", np.array([0.1, 2, 3], dtype="f4")),
            ("float16 (2,)", np.array([0.5, 65504], dtype="f2")),
            ("big-endian float64 (2,)", np.array([1.25, -3], dtype=">f8")),
            ("Fortran order int64 (2, 3)", np.asfortranarray(np.arange(6).reshape(2, 3))),
            ("int64 past int32 (2,)", np.array([1, 2**40])),
            ("uint8 (2,)", np.array([0, 255], dtype="u1")),
            ("bool (2,)", np.array([True, False])),
            ("scalar float64 ()", np.array(7.5)),
            ("object (2,)", np.array([1, None], dtype=object)),
            ("text (2,)", np.array(["a", "bb"])),
            ("complex (1,)", np.array([1 + 2j])),
        ]
    ],
    "npz": saved(lambda f: np.savez(f, W1=np.array([[1.0, 2.0]]), b1=np.array([3]))),
    "npzCompressed": saved(lambda f: np.savez_compressed(f, a=np.arange(300) % 7)),
    "npzObject": saved(lambda f: np.savez(f, x=np.zeros(2), names=np.array(["a", None], dtype=object))),
}
(target.parent / "dataFiles.json").write_text(json.dumps(files, indent=1) + "\n")
