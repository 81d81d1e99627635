"""Values of the elementwise ops to test against: writes test/golden/ops.json.

    python scripts/golden/ops.py

Per float type the arguments once, then per op (and its attributes, where it has some) the results. Arithmetic,
comparisons and choices are NumPy's, exact to the bit; the elementary functions are mpmath's, rounded to the type.
What JSON cannot hold is text: "nan", "inf", "-inf", "-0". Needs mpmath and NumPy.
"""

import json
import math
import pathlib

import numpy as np
from mpmath import mp, mpf

mp.prec = 300

# Every sample of every op is among these.
single = [-800, -40, -3, -1, -0.999, -0.5, -1e-8, -0.0, 0, 1e-300, 1e-30, 1e-8, 0.25, 0.3, 0.5, 0.875, 1, 1.5, 2, 3]
single += [40, 800, 1e10, math.inf, -math.inf, math.nan, *(3 * np.random.RandomState(7).randn(16))]
few = [0, -0.0, 1, -2, -0.5, 1e-8, 0.1, 40, -40, 3e38, math.inf, -math.inf, math.nan]


def tail(z):
    return mp.erfc(z / mp.sqrt(2)) / 2


# Constants of the paper (equation 14), as float64.
selu_alpha, selu_scale = mpf(1.6732632423543772), mpf(1.0507009873554805)

true = {
    "exp": (mp.exp, {}),
    "expm1": (mp.expm1, {}),
    "log": (lambda z: mp.log(z) if z > 0 else (-mp.inf if z == 0 else mp.nan), {}),
    "log1p": (lambda z: mp.log1p(z) if z > -1 else (-mp.inf if z == -1 else mp.nan), {}),
    "erf": (mp.erf, {}),
    "sigmoid": (lambda z: 1 / (1 + mp.exp(-z)), {}),
    "tanh": (mp.tanh, {}),
    "softplus": (lambda z: mp.log1p(mp.exp(z)) if z < 1000 else z, {}),
    "silu": (lambda z: z / (1 + mp.exp(-z)) if z > -mp.inf else mpf(0), {}),
    "gelu": (lambda z: (z * tail(-z) if z < 1000 else z) if z > -mp.inf else mpf(0), {}),
    "elu": (lambda z: z if z > 0 else mp.expm1(z), {}),
    "elu alpha=0.5": (lambda z: z if z > 0 else mp.expm1(z) / 2, {"alpha": 0.5}),
    "selu": (lambda z: selu_scale * (z if z > 0 else selu_alpha * mp.expm1(z)), {}),
    "pow exponent=2.5": (lambda z: mp.power(z, 2.5) if z >= 0 else mp.nan, {"exponent": 2.5}),
}

exact = {
    "neg": (np.negative, {}),
    "abs": (np.abs, {}),
    "square": (lambda x: x * x, {}),
    "sqrt": (np.sqrt, {}),
    "pow": (lambda x: x * x, {}),
    "pow exponent=0": (lambda x: np.ones_like(x), {"exponent": 0}),
    "pow exponent=3": (lambda x: x * x * x, {"exponent": 3}),
    "pow exponent=-1": (lambda x: 1 / x, {"exponent": -1}),
    "pow exponent=0.5": (np.sqrt, {"exponent": 0.5}),
    "sign": (np.sign, {}),
    "relu": (lambda x: np.where(x > 0, x, np.where(np.isnan(x), x, 0)), {}),
    "leakyRelu": (lambda x: np.where(x > 0, x, x.dtype.type(0.01) * x), {}),
    "leakyRelu slope=0.2": (lambda x: np.where(x > 0, x, x.dtype.type(0.2) * x), {"slope": 0.2}),
    "step": (lambda x: np.where(np.isnan(x), x, np.heaviside(x, 0)), {}),
    "stopGradient": (lambda x: x, {}),
}


def extreme(pick):
    """NumPy leaves open which of 0 and -0 is the larger; IEEE 754-2019 does not."""

    def f(a, b):
        both_zero = (a == 0) & (b == 0)
        negative = np.signbit(a) & np.signbit(b) if pick is np.maximum else np.signbit(a) | np.signbit(b)
        return np.where(both_zero, np.where(negative, -0.0, 0.0).astype(a.dtype), pick(a, b))

    return f


pairs = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "minimum": extreme(np.minimum),
    "maximum": extreme(np.maximum),
    "less": np.less,
    "lessEqual": np.less_equal,
    "greater": np.greater,
    "greaterEqual": np.greater_equal,
    "equal": np.equal,
}


def plain(x):
    x = float(x)
    if math.isnan(x):
        return "nan"
    if math.isinf(x):
        return "inf" if x > 0 else "-inf"
    if x == 0 and math.copysign(1, x) < 0:
        return "-0"
    return int(x) if x == int(x) and abs(x) < 2**53 else x


def listed(values):
    return [plain(v) for v in values]


def truth(f, x, dtype):
    return x if np.isnan(x) else dtype(float(f(mpf(float(x)))))


result = {}
for dtype in (np.float32, np.float64):
    x = np.array(single, dtype)
    a, b = (m.ravel() for m in np.meshgrid(np.array(few, dtype), np.array(few, dtype), indexing="ij"))
    choices = np.array([0, -0.0, -0.5, 2, 3, math.inf, math.nan], dtype)
    p, c, d = (m.ravel() for m in np.meshgrid([1, 0], choices, choices, indexing="ij"))
    one = {
        name: {"attributes": attributes, "exact": False, "values": listed(truth(f, v, dtype) for v in x)}
        for name, (f, attributes) in true.items()
    }
    with np.errstate(all="ignore"):
        for name, (f, attributes) in exact.items():
            one[name] = {"attributes": attributes, "exact": True, "values": listed(f(x))}
        two = {name: {"attributes": {}, "exact": True, "values": listed(f(a, b))} for name, f in pairs.items()}
    three = {"select": {"attributes": {}, "exact": True, "values": listed(np.where(p, c, d))}}
    result[dtype.__name__] = [
        {"arguments": [listed(x)], "ops": one},
        {"arguments": [listed(a), listed(b)], "ops": two},
        {"arguments": [listed(p), listed(c), listed(d)], "ops": three},
    ]

path = pathlib.Path(__file__).parents[2] / "test" / "golden" / "ops.json"
path.write_text(json.dumps(result, separators=(",", ":")) + "\n")
