"""One library in a process of its own: the same protocol as worker.ts.

Opens the task of a folder, then runs what each line of the standard input asks for ("case steps file") and answers
with a line of JSON. The result goes to the file, where one is named.
"""

import importlib
import json
import os
import sys

import numpy as np


class Task:
    """What is asked for: `spec.json`, and the data beside it."""

    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "spec.json"), encoding="utf8") as file:
            self.spec = json.load(file)
        self.kind = self.spec["kind"]

    def numbers(self, name, dtype, *shape):
        return np.fromfile(os.path.join(self.folder, f"{name}.bin"), dtype).reshape(shape)

    def data(self):
        """x (rows, inputs) and y (rows, outputs)."""
        spec, layers = self.spec, self.spec["layers"]
        x = self.numbers("x", spec["dtype"], spec["rows"], layers[0]["inputs"])
        y = self.numbers("y", spec["dtype"], spec["rows"], layers[-1]["units"])
        return x, y

    def parameters(self):
        """[W1, b1, W2, ...]; b is None where the layer has none."""
        found = []
        for i, layer in enumerate(self.spec["layers"], 1):
            found.append(self.numbers(f"W{i}", self.spec["dtype"], layer["inputs"], layer["units"]))
            found.append(self.numbers(f"b{i}", self.spec["dtype"], layer["units"]) if layer["bias"] else None)
        return found

    def operands(self, case):
        """A and B of a product, as they lie in memory."""
        m, k, n = case["m"], case["k"], case["n"]
        a = self.numbers("a", "float64", -1)[: m * k].astype(case["dtype"])
        b = self.numbers("b", "float64", -1)[: k * n].astype(case["dtype"])
        return (
            a.reshape((k, m) if case["form"] == "AtB" else (m, k)),
            b.reshape((n, k) if case["form"] == "ABt" else (k, n)),
        )


def answer(**fields):
    print("@bench " + json.dumps(fields), flush=True)


def main(module, folder, threads, variant=""):
    runner = importlib.import_module(module).open_task(Task(folder), int(threads), variant)
    answer(version=runner.version)
    for line in sys.stdin:
        which, steps, *file = line.split()
        seconds, result = runner.run(int(which), int(steps))
        if file:
            arrays = [np.asarray(array, np.float64).ravel() for array in result()]
            np.concatenate(arrays).tofile(file[0])
        answer(seconds=seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
