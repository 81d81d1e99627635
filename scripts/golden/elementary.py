"""Values of the elementary functions to test against: writes test/golden/elementary.json.

    python scripts/golden/elementary.py

Per function and float type, rows [x, y, rest]: f(x) = y + rest, where y is the float64 nearest to f(x) and `rest`
counts units in the last place of y. Without `rest` for float32: there y alone is exact enough.
Arguments: where the formulas switch, the neighbors of those places, special places, random ones from every range,
and the worst places that a search over all float32 and 10^7 float64 numbers found. Needs mpmath and NumPy.
"""

import json
import math
import pathlib

import numpy as np
from mpmath import mp, mpf

mp.prec = 2400  # enough for 1 - exp(-800) and for the least subnormal


def softplus(x):
    return mp.log1p(mp.exp(x))


functions = {
    "exp": mp.exp,
    "expm1": mp.expm1,
    "log": mp.log,
    "log1p": mp.log1p,
    "tanh": mp.tanh,
    "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
    "softplus": softplus,
    "erf": mp.erf,
    "gelu": lambda x: x * mp.ncdf(x),
}

# Least and largest argument worth asking for: float32, float64.
ranges = {
    "exp": ((-104, 88.7), (-745.2, 709.78)),
    "expm1": ((-20, 88.7), (-50, 709.78)),
    "log": ((0, 3.4e38), (0, 1.79e308)),
    "log1p": ((-0.9999999, 3.4e38), (-0.9999999999999999, 1.79e308)),
    "tanh": ((-9.2, 9.2), (-20, 20)),
    "sigmoid": ((-104, 20), (-745.2, 40)),
    "softplus": ((-104, 3.4e38), (-745.2, 1.79e308)),
    "erf": ((-4.2, 4.2), (-6.2, 6.2)),
    "gelu": ((-13.2, 3.4e38), (-37.5, 1.79e308)),
}

# Where the implementations in src/op were found to be farthest off.
hardest = {
    "exp": {"float32": [-5.85617256, 26.7229233], "float64": [3.8659324062883575]},
    "expm1": {"float32": [0.38238838, -0.391198158], "float64": [0.35795938041260533]},
    "log": {"float32": [0.706525624], "float64": [1.271447802637802]},
    "log1p": {"float32": [0.433635384, -0.293474376], "float64": [0.42395478099474931]},
    "tanh": {"float32": [0.111428373], "float64": [0.5183547004822]},
    "sigmoid": {"float32": [-4.1572938, 7.85921097], "float64": [-3.436609400174274]},
    "softplus": {"float32": [-0.437043518, 0.0948204696], "float64": [-0.45512445457793893]},
    "erf": {"float32": [0.897124469], "float64": [1.0034129363307533]},
    "gelu": {"float32": [0.03012955, -0.139228702], "float64": [7.6171094227504771e-06, 1.1665808718835809e-07]},
}


def arguments(name, dtype, random):
    low, high = ranges[name][dtype is np.float64]
    reach = min(high, 50)
    ln2 = math.log(2)
    tiny, eps = np.finfo(dtype).tiny, np.finfo(dtype).eps
    around = [n * ln2 / 2 for n in (-3, -2, -1, 1, 2, 3, 25, 100, 1001, -33, -101, -1489)]
    around += [0.875, 1, math.sqrt(0.5), math.sqrt(2), math.sqrt(2) - 1, 2, 9.01, 19.06, 0.5, 2.5]
    places = [sign * a for a in around for sign in (1, -1)]
    places += [sign * 2.0**-k for k in (1, 3, 8, 12, 24, 27, 50, 120, 1000) for sign in (1, -1)]
    places += [float(tiny), float(tiny) * 0.75, float(tiny) / 64 * (1 + float(eps) * 64), eps, 3 * eps]
    places += list(random.uniform(low if low > -1e3 else -reach, reach, 90))
    places += list(random.uniform(-1, 1, 50)) + list(random.uniform(-4, 4, 40))
    if high > 1e30:
        places += list(np.exp(random.uniform(math.log(tiny), math.log(high), 40)))
    if low < -100:
        places += list(random.uniform(low, low * 0.83, 25))
    rows = {dtype(p) for p in places}
    rows |= {np.nextafter(dtype(a), dtype(side)) for a in places[: 2 * len(around)] for side in (-np.inf, np.inf)}
    rows |= {dtype(p) for p in hardest.get(name, {}).get(np.dtype(dtype).name, ())}
    return sorted(x for x in rows if low <= x <= high and x != 0)


def row(name, x, dtype):
    true = functions[name](mpf(float(x)))
    y = float(true)
    if dtype is np.float32:
        return [float(str(x)), float(f"{y:.12g}")]
    return [float(x), y, round(float((true - mpf(y)) / mpf(math.ulp(y))), 3)]


if __name__ == "__main__":
    golden = {}
    for name in functions:
        golden[name] = {}
        for dtype in (np.float32, np.float64):
            random = np.random.RandomState(7)
            with np.errstate(all="ignore"):
                xs = arguments(name, dtype, random)
            largest = float(np.finfo(dtype).max)
            rows = [row(name, x, dtype) for x in xs if np.isfinite(x)]
            golden[name][np.dtype(dtype).name] = [r for r in rows if r[1] != 0 and abs(r[1]) <= largest]
            print(name, np.dtype(dtype).name, len(golden[name][np.dtype(dtype).name]))
    text = ",\n".join(
        f'"{name}": {{\n' + ",\n".join(f'"{t}": {json.dumps(rows, separators=(",", ":"))}' for t, rows in by.items()) + "\n}"
        for name, by in golden.items()
    )
    target = pathlib.Path(__file__).parents[2] / "test" / "golden" / "elementary.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("{\n" + text + "\n}\n")
