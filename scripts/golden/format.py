"""Arrays as NumPy prints them: writes test/golden/format.json, rows {dtype, shape, data, text}.

    python scripts/golden/format.py

What JSON cannot hold is text: "nan", "inf", "-inf", "-0". Needs NumPy.
"""

import json
import math
import pathlib

import numpy as np

r = np.random.RandomState(1)
nan, inf = np.nan, np.inf
float64 = [
    [1.0, 2, 3], [0.5, 0.25, 10], [[0.1, -0.2], [1 / 3, 100]], [1e-5, 1], [1e8, 1], [1e9, 1.5], [nan, 1, inf, -inf],
    [nan, 0.25, -1], [inf, 2.5e10], [], np.zeros((2, 0)), 3.14159265358979, 2.0, -0.0, 1e-5, 1e-4, 1e15, 1e16, 1.5e-300, nan,
    np.arange(2000.0).reshape(2, 1000), np.arange(2048.0).reshape(8, 2, 128), [1e-4, 1e-3], [[[1.0, 2], [3, 4]], [[5, 6], [7, 8]]],
    [1234567.891, 0.001], [-0.0, 0], [9.99999999e-5, 1], r.randn(3, 4), r.randn(30), r.randn(3, 11) * 100, [123456789.5],
    [1e16, 1], [1.5e300], [1e-300, 1e-200], [1e-300, 1e-5], np.linspace(0, 1, 11), [0.5000000001, 1], [99999999.5, 1e7],
    [[[[1.5]], [[2]]]], r.rand(2, 2, 30), [0.1 + 0.2, 1e-3], [0, 0], [1000.5, 1], [1001.5, 1], r.randn(40) * 1e-6,
]  # fmt: skip
float32 = [[0.1, 0.2], 0.1, 1e-5, [3.3, 0.123456], [1 / 3, 2 / 3], [16777216, 0.5], r.randn(4, 3), [1e10, 3.3], 3.4e38]
int32 = [[[1, 2], [30, 4]], [-1, 100], np.arange(1001), np.arange(60), 7, np.arange(24).reshape(2, 3, 4)]
boolean = [[True, False], True, [[False], [True]]]


def plain(x):
    x = float(x)
    if math.isnan(x) or math.isinf(x):
        return "nan" if math.isnan(x) else "inf" if x > 0 else "-inf"
    if x == 0 and math.copysign(1, x) < 0:
        return "-0"
    return int(x) if x == int(x) and abs(x) < 2**53 else x


rows = []
for dtype, arrays in (("float64", float64), ("float32", float32), ("int32", int32), ("bool", boolean)):
    for array in arrays:
        a = np.array(array, dtype)
        rows.append({"dtype": dtype, "shape": a.shape, "data": [plain(x) for x in a.ravel()], "text": str(a)})

path = pathlib.Path(__file__).parents[2] / "test" / "golden" / "format.json"
path.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
