"""Runs the programs that derivations print, in NumPy, and keeps their values: test/golden/programs.json.

Needs NumPy and SciPy, and Node for the programs themselves (scripts/golden/programs.ts).
"""

import contextlib
import io
import json
import pathlib
import subprocess

import numpy as np

root = pathlib.Path(__file__).resolve().parents[2]
node = root / "node_modules/.bin/node"
printed = subprocess.run([node, root / "scripts/golden/programs.ts"], capture_output=True, check=True, text=True)

golden = {}
for name, text in json.loads(printed.stdout).items():
    values = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(text, values)
    arrays = {key: np.asarray(value) for key, value in values.items() if isinstance(value, (np.ndarray, np.floating))}
    golden[name] = {
        "program": text,
        "values": {key: {"shape": array.shape, "values": array.ravel().tolist()} for key, array in arrays.items()},
    }

(root / "test/golden/programs.json").write_text(json.dumps(golden, indent=1) + "\n")
