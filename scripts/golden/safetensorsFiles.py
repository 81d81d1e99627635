"""Writes test/golden/safetensorsFiles.json: files by the reference implementation, in base64, and what they hold.

Run with safetensors and NumPy installed:  python scripts/golden/safetensorsFiles.py
"""

import base64
import json
from pathlib import Path

import numpy as np
import safetensors
import safetensors.numpy

nan, inf = float("nan"), float("inf")


def bfloat16(bits):
    """NumPy has no bfloat16, so the elements come as their bits."""
    raw = np.array(bits, dtype="u2")
    spec = safetensors.TensorSpec(dtype="bfloat16", shape=[raw.size], data_ptr=raw.ctypes.data, data_len=raw.nbytes)
    return bytes(safetensors.serialize({"a": spec}))


def case(about, content, values, dtype):
    shown = [str(v) if isinstance(v, float) and (v != v or v in (inf, -inf)) else v for v in values]
    return {"about": about, "base64": base64.b64encode(content).decode(), "dtype": dtype, "values": shown}


def array(name, dtype, values, becomes):
    return case(name, safetensors.numpy.save({"a": np.array(values, dtype=dtype)}), values, becomes)


cases = [
    array("F64", "f8", [0.1, -2.5, 1e300, inf, -inf, nan], "float64"),
    array("F32", "f4", [0.5, -2.25, inf, nan], "float32"),
    array("F16", "f2", [0.5, -2.25, 65504.0, 2.0**-24, -(2.0**-14), inf, -inf, nan], "float32"),
    case("BF16", bfloat16([0x3F80, 0xC020, 0x7F80, 0x0001]),
         [1.0, -2.5, inf, 2.0**-133], "float32"),
    array("I64 that fits", "i8", [1, -(2**31)], "int32"),
    array("I64 that does not fit", "i8", [1, 2**40, -(2**40)], "float64"),
    array("I32", "i4", [2**31 - 1, -(2**31)], "int32"),
    array("I16", "i2", [-32768, 7], "int32"),
    array("I8", "i1", [-128, 127], "int32"),
    array("U64 that does not fit", "u8", [2**53, 0], "float64"),
    array("U32 that does not fit", "u4", [2**32 - 1], "float64"),
    array("U16", "u2", [65535], "int32"),
    array("U8", "u1", [0, 255], "int32"),
    case("BOOL", safetensors.numpy.save({"a": np.array([True, False])}), [1, 0], "bool"),
]

mixed = safetensors.numpy.save(
    {
        "b1": np.array([0.5, -1.0]),
        "W1": np.array([[1.5, -2.0], [0.25, 3.0]], dtype="f4"),
        "steps": np.array(7, dtype="i4"),
        "none": np.zeros((0, 3), dtype="i4"),
        "가중치 \"x\"": np.array([True, False]),
    },
    metadata={"made by": "safetensors"},
)

golden = {
    "about": f"safetensors {safetensors.__version__}; written by scripts/golden/safetensorsFiles.py",
    "cases": cases,
    "mixed": base64.b64encode(mixed).decode(),
    "empty": base64.b64encode(safetensors.numpy.save({})).decode(),
}
target = Path(__file__).resolve().parents[2] / "test" / "golden" / "safetensorsFiles.json"
target.write_text(json.dumps(golden, indent=1) + "\n")
