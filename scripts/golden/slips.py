"""Writes test/golden/slips.json: one training step as a learner writes it in NumPy, right and with every slip planted.

Run with NumPy installed:  python scripts/golden/slips.py
Each case has a network, the way its examples lie, the slip, the value it shows in first, and the arrays.
"""

import base64
import json
from pathlib import Path

import numpy as np

np.seterr(all="ignore")


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z, axis=1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


ACTIVATIONS = {
    "tanh": (np.tanh, lambda z, a: 1 - a**2),
    "sigmoid": (sigmoid, lambda z, a: a * (1 - a)),
    "relu": (lambda z: np.maximum(z, 0), lambda z, a: (z > 0).astype(float)),
    "identity": (lambda z: z, lambda z, a: np.ones_like(z)),
    "softmax": (softmax, None),
}


class Network:
    """A network of dense layers in plain NumPy, with one example a row; `slip` changes one of its lines."""

    def __init__(self, features, layers, loss, m, seed, scale=1.0):
        self.layers, self.loss, self.m = layers, loss, m
        self.rng = np.random.RandomState(seed)
        self.v = {"X": self.rng.randn(m, features)}
        widths = [features] + [units for units, _ in layers]
        for k, (n, u) in enumerate(zip(widths, widths[1:]), 1):
            self.v[f"W{k}"] = self.rng.randn(n, u) * scale
            self.v[f"b{k}"] = self.rng.randn(u) * 0.3
        out = widths[-1]
        if loss == "crossEntropy":
            self.v["Y"] = np.eye(out)[self.rng.randint(0, out, m)]
        elif loss == "binaryCrossEntropy":
            self.v["Y"] = (self.rng.rand(m, out) > 0.5).astype(float)
            self.v["Y"][0], self.v["Y"][1] = 0, 1
        else:
            self.v["Y"] = self.rng.randn(m, out)
        self.lr = 0.3

    def step(self, slip=None):
        v, m, L, lr = dict(self.v), self.m, len(self.layers), self.lr
        a = v["X"]
        for k, (units, name) in enumerate(self.layers, 1):
            z = a @ v[f"W{k}"] + v[f"b{k}"]
            if slip == "biasForgotten" and k == 1:
                z = a @ v[f"W{k}"]
            if slip == "biasSubtracted" and k == 1:
                z = a @ v[f"W{k}"] - v[f"b{k}"]
            if slip == "transposeForward" and k == 2:
                z = a @ v[f"W{k}"].T + v[f"b{k}"]
            if slip == "wrongInputForward" and k == 2:
                z = v["Z1"] @ v["W2"] + v["b2"]
            v[f"Z{k}"] = z
            a = ACTIVATIONS[name][0](z)
            if slip == "activationForgotten" and k == 1:
                a = z
            if slip == "activationTwice" and k == 1:
                a = ACTIVATIONS[name][0](a)
            if slip == "wrongActivation" and k == 1:
                a = sigmoid(z) if name != "sigmoid" else np.tanh(z)
            if name == "softmax" and slip == "softmaxAxis":
                a = softmax(z, axis=0)
            if name == "softmax" and slip == "softmaxUnshifted":
                a = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
            if name != "identity":
                v[f"A{k}"] = a
        y = v["Y"]
        mean = self.loss != "halfSquaredError"
        if slip == "labelsNotOneHot":
            v["Y"] = y.argmax(axis=1)
            y = v["Y"][:, None]
        v["loss"] = self.cost(a, v["Y"] if slip != "labelsNotOneHot" else np.eye(a.shape[1])[v["Y"]], slip)
        last = self.layers[-1][1]
        if slip == "otherOrder":
            y = y[::-1]
        if slip == "flatTargets":
            v["Y"] = v["Y"][:, 0]
            y = v["Y"]
        if self.loss in ("binaryCrossEntropy", "crossEntropy"):
            dz = a - y
            if slip == "derivativeTwice":
                dz = dz * a * (1 - a)
        else:
            dz = (a - y) * ACTIVATIONS[last][1](v[f"Z{L}"], a)
            if self.loss == "meanSquaredError":
                dz = dz * 2 / y.shape[1]
            if slip == "factorTwo":
                dz = dz / 2
            if slip == "derivativeLeftOutLast":
                dz = a - y
        if slip == "sign":
            dz = -dz
        if slip == "meanTwice":
            dz = dz / m
        if slip == "flatTargets":
            v[f"dZ{L}"] = dz
            return v
        for k in range(L, 0, -1):
            name = self.layers[k - 1][1]
            if k < L:
                w = v[f"W{k + 1}"]
                if slip == "alreadyUpdated" and k == L - 1:
                    w = v[f"W{k + 1}_new"]
                da = v[f"dZ{k + 1}"] @ w.T
                if slip == "transposeBack" and k == 1:
                    da = v[f"dZ{k + 1}"] @ w
                v[f"dA{k}"] = da
                z, a = v[f"Z{k}"], v.get(f"A{k}", v[f"Z{k}"])
                f, slope = ACTIVATIONS[name]
                dz = da * slope(z, a)
                if k == 1:
                    if slip == "derivativeLeftOut":
                        dz = da
                    if slip == "derivativeAtA":
                        dz = da * slope(a, f(a))
                    if slip == "derivativeAtZ":
                        dz = da * slope(z, z)
                    if slip == "derivativeOfWrong":
                        dz = da * (a * (1 - a) if name != "sigmoid" else 1 - a**2)
                    if slip == "decimalPoint":
                        dz = dz / 10
            v[f"dZ{k}"] = dz
            before = v["X"] if k == 1 else v.get(f"A{k - 1}", v[f"Z{k - 1}"])
            n = m if mean else 1
            dw, db = before.T @ dz / n, dz.sum(axis=0) / n
            if slip == "noMean" and k == L:
                dw = before.T @ dz
            if slip == "oneLess" and k == L:
                dw = before.T @ dz / (n - 1)
            if slip == "oneLessBias" and k == 1:
                db = dz.sum(axis=0) / (n - 1)
            if slip == "lastLeftOut" and k == 1:
                dw = before[:-1].T @ dz[:-1] / n
            if slip == "lastLeftOutOfBias" and k == L:
                db = dz[:-1].sum(axis=0) / (n - 1 if mean else 1)
            if slip == "firstLeftOut" and k == 1:
                dw = before[1:].T @ dz[1:] / (n - 1 if mean else 1)
            if slip == "meanForSum" and k == L:
                dw = dw / m
            if slip == "meanOverOutputsGradient" and k == L:
                dw = dw / dz.shape[1]
            if slip == "wrongInput" and k == 2:
                dw = v["Z1"].T @ dz / n
            if slip == "errorBeforeActivation" and k == 1:
                dw = before.T @ v["dA1"] / n
            if slip == "transpose" and k == 2:
                dw = dw.T
            if slip == "signGradient" and k == L:
                dw = -dw
            if slip == "wrongAxis" and k == 1:
                db = dz.sum(axis=1) / n
            if slip == "noAxis" and k == 1:
                db = dz.sum() / n
            v[f"dW{k}"], v[f"db{k}"] = dw, db
            for p in (f"W{k}", f"b{k}"):
                g = v["d" + p]
                if g.shape not in (v[p].shape, ()):
                    continue  # NumPy stops here
                if slip == "ascent":
                    v[p + "_new"] = v[p] + lr * g
                elif slip == "rateTwice":
                    v[p + "_new"] = v[p] - lr * lr * g
                elif slip == "rateMissing":
                    v[p + "_new"] = v[p] - g
                elif slip == "notUpdated" and p == "W1":
                    v[p + "_new"] = v[p]
                elif slip == "keepdimsLost" and p == "b1":
                    v[p + "_new"] = v[p][:, None] - lr * g
                else:
                    v[p + "_new"] = v[p] - lr * g
        if slip == "wrongLayer":
            v["dW2"] = v["A1"].T @ v["dZ1"] / (m if mean else 1)
            v["W2_new"] = v["W2"] - lr * v["dW2"]
        v["learning_rate"] = lr
        return v

    def cost(self, a, y, slip):
        m, k = y.shape
        if self.loss == "binaryCrossEntropy":
            first, second = np.log(a), np.log(1 - a)
            if slip == "sameLogTwice":
                first = np.log(1 - a)
            if slip == "oneTermOfTwo":
                second = second * 0
            if slip == "otherLogarithm":
                first, second = np.log10(a), np.log10(1 - a)
            if slip == "logClipped":
                c = np.clip(a, 1e-7, 1 - 1e-7)
                first, second = np.log(c), np.log(1 - c)
            each = -(y * first + (1 - y) * second).mean(axis=1)
        elif self.loss == "crossEntropy":
            each = -(y * np.log(a)).sum(axis=1)
        elif self.loss == "meanSquaredError":
            each = ((a - y) ** 2).mean(axis=1)
        else:
            each = 0.5 * ((a - y) ** 2).sum(axis=1)
        if slip == "firstLeftOutOfLoss":
            each = each[1:]
        if slip == "factorTwoLoss":
            each = each / 2
        if slip == "meanOverOutputs":
            each = each / k
        loss = each.sum() if self.loss == "halfSquaredError" or slip == "sumForMean" else each.mean()
        if slip == "meanForSum":
            loss = each.mean()
        return -loss if slip == "lossSign" else loss


def lying(v, columns):
    """The arrays with one example a row or a column; biases as lists or as columns."""
    if not columns:
        return v
    turned = {}
    for name, x in v.items():
        x = np.asarray(x)
        isBias = name.lstrip("d").startswith("b") and x.ndim == 1
        turned[name] = x[:, None] if isBias else x if name == "b1_new" else x.T
    return turned


# network: features, layers, loss, examples, seed
NETWORKS = {
    "flower": (2, [(4, "tanh"), (1, "sigmoid")], "binaryCrossEntropy", 6, 3),
    "digits": (3, [(4, "sigmoid"), (4, "sigmoid"), (3, "softmax")], "crossEntropy", 5, 5),
    "line": (2, [(3, "relu"), (2, "identity")], "meanSquaredError", 5, 7),
    "rows": (3, [(3, "sigmoid"), (3, "tanh"), (1, "sigmoid")], "halfSquaredError", 4, 9),
}

# slip: where it is planted, by network; None is right work
ANY = ["flower", "digits", "line", "rows"]
PLANTS = {
    None: ANY,
    "noMean": ["flower", "digits", "line"],
    "meanTwice": ["flower", "digits", "line"],
    "sumForMean": ["flower", "digits", "line"],
    "meanForSum": ["rows"],
    "meanOverOutputs": ["digits"],
    "meanOverOutputsGradient": ["digits"],
    "factorTwo": ["line"],
    "factorTwoLoss": ["line", "rows"],
    "decimalPoint": ["flower", "rows"],
    "derivativeLeftOut": ANY,
    "derivativeLeftOutLast": ["rows"],
    "derivativeTwice": ["flower"],
    "derivativeAtA": ["flower", "digits", "rows"],
    "derivativeAtZ": ["flower", "digits", "rows"],
    "derivativeOfWrong": ["flower", "digits", "rows"],
    "sign": ANY,
    "signGradient": ANY,
    "wrongLayer": ["digits", "rows"],
    "errorBeforeActivation": ANY,
    "wrongInput": ANY,
    "wrongInputForward": ANY,
    "biasForgotten": ANY,
    "biasSubtracted": ["flower", "digits"],
    "transpose": ["digits", "line", "rows"],
    "transposeForward": ["digits", "rows"],
    "transposeBack": ["digits", "rows"],
    "wrongAxis": ANY,
    "noAxis": ANY,
    "oneLess": ["flower", "digits", "line"],
    "oneLessBias": ["flower", "line"],
    "lastLeftOut": ["flower", "digits", "rows"],
    "lastLeftOutOfBias": ANY,
    "firstLeftOut": ANY,
    "firstLeftOutOfLoss": ANY,
    "activationForgotten": ANY,
    "activationTwice": ["flower", "digits"],
    "wrongActivation": ANY,
    "softmaxAxis": ["digits"],
    "sameLogTwice": ["flower"],
    "oneTermOfTwo": ["flower"],
    "otherLogarithm": ["flower"],
    "lossSign": ["flower", "digits"],
    "ascent": ANY,
    "rateTwice": ANY,
    "rateMissing": ANY,
    "notUpdated": ANY,
    "alreadyUpdated": ANY,
    "labelsNotOneHot": ["digits"],
    "flatTargets": ["flower"],
    "keepdimsLost": ["flower", "digits"],
    "otherOrder": ["flower", "digits"],
}


def packed(arrays):
    """Shapes by name, and the float64 numbers of all arrays one after the other in base64."""
    arrays = {name: np.asarray(x, dtype=float) for name, x in arrays.items()}
    numbers = np.concatenate([x.ravel() for x in arrays.values()])
    return {
        "shapes": {name: list(x.shape) for name, x in arrays.items()},
        "data": base64.b64encode(numbers.astype("<f8").tobytes()).decode(),
    }


cases = []


def add(name, columns, slip, v):
    features, layers, loss, _, _ = NETWORKS[name]
    cases.append({
        "network": name,
        "layers": ",".join(f"{u}" if a == "identity" else f"{u}:{a}" for u, a in layers),
        "loss": loss,
        "orientation": "columns" if columns else "rows",
        "slip": slip,
        **packed(lying(v, columns)),
    })


for slip, names in PLANTS.items():
    for i, name in enumerate(names):
        both = slip is None or len(names) == 1
        for columns in ([False, True] if both else [i % 2 == 1]):
            if slip == "keepdimsLost" and not columns:
                continue
            if slip == "flatTargets" and columns:
                continue
            add(name, columns, slip, Network(*NETWORKS[name]).step(slip))

# A softmax that overflows, a logarithm of 0, a clipped one.
digits = Network(*NETWORKS["digits"])
digits.v["b3"] = np.array([1010.0, 1000.0, 990.0])
add("digits", False, "softmaxUnshifted", digits.step("softmaxUnshifted"))
for slip, planted in (("logOfZero", None), ("logClipped", "logClipped")):
    flower = Network(*NETWORKS["flower"])
    flower.v["b2"] = np.array([60.0])
    add("flower", True, slip, flower.step(planted))

path = Path(__file__).resolve().parents[2] / "test" / "golden" / "slips.json"
path.write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
print(len(cases), path.stat().st_size)
