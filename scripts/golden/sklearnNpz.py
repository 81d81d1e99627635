"""Writes test/golden/sklearn/: networks of scikit-learn as npz files, and what they give.

Run with scikit-learn and NumPy installed:  python scripts/golden/sklearnNpz.py
"""

import json
import warnings
from pathlib import Path

import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler

# What docs/sklearn.md shows.
import numpy as np


def save_mlp(path, mlp, scaler=None):
    arrays = {"activation": mlp.activation, "out_activation": mlp.out_activation_}
    for i, (weights, bias) in enumerate(zip(mlp.coefs_, mlp.intercepts_)):
        arrays |= {f"coefs_{i}": weights, f"intercepts_{i}": bias}
    if hasattr(mlp, "classes_"):
        arrays["classes"] = np.array(mlp.classes_, dtype=str)
    if scaler is not None:
        arrays |= {"mean_": scaler.mean_, "scale_": scaler.scale_}
    np.savez(path, **arrays)


# End of what docs/sklearn.md shows.

warnings.filterwarnings("ignore", category=ConvergenceWarning)
folder = Path(__file__).resolve().parents[2] / "test" / "golden" / "sklearn"
folder.mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(0)
x = np.round(rng.normal([2, -1, 100], [1, 0.1, 20], (60, 3)), 3)
scaler = StandardScaler().fit(x)
names = np.array(["setosa", "버시컬러", "virginica"])[np.digitize(x[:, 0], [1.5, 2.5])]
numbers = np.stack([x[:, 0] * x[:, 1], x[:, 2] / 100], axis=1)
several = np.stack([x[:, 0] > 2, x[:, 2] > 100, x[:, 1] > -1], axis=1).astype(int)
cases = []


def record(name, mlp, targets, dtype=np.float64, scaled=True):
    inputs = scaler.transform(x) if scaled else x / 100
    mlp.fit(inputs.astype(dtype), targets)
    save_mlp(folder / f"{name}.npz", mlp, scaler if scaled else None)
    rows = x[:4] if scaled else x[:4] / 100
    prepared = (scaler.transform(rows) if scaled else rows).astype(dtype)
    outputs = mlp.predict_proba(prepared) if hasattr(mlp, "predict_proba") else mlp.predict(prepared)
    if len(getattr(mlp, "classes_", [])) == 2:
        outputs = outputs[:, 1:]
    cases.append({"file": f"{name}.npz", "classes": [str(c) for c in getattr(mlp, "classes_", [])],
                  "inputs": rows.tolist(), "outputs": outputs.reshape(4, -1).tolist()})


for activation in ("identity", "logistic", "tanh", "relu"):
    record(f"{activation}Classes", MLPClassifier((4, 3), activation=activation, max_iter=20, random_state=1), names)
record("twoClasses", MLPClassifier((3,), max_iter=20, random_state=1), names == "setosa")
record("severalLabels", MLPClassifier((3,), max_iter=20, random_state=1), several)
record("numbers", MLPRegressor(hidden_layer_sizes=(4,), activation="tanh", max_iter=20, random_state=1), numbers)
record("float32", MLPRegressor(hidden_layer_sizes=(4,), max_iter=20, random_state=1), numbers.astype(np.float32), np.float32, False)

golden = {"about": f"scikit-learn {sklearn.__version__}; written by scripts/golden/sklearnNpz.py", "cases": cases}
(folder / "cases.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
