"""Runs the NumPy, PyTorch and JAX programs and keeps how near they come: test/golden/pythonPrograms.json.

Needs NumPy, PyTorch and JAX, and Node for the programs themselves (scripts/golden/pythonPrograms.ts).
"""

import contextlib
import hashlib
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings

import numpy as np

root = pathlib.Path(__file__).resolve().parents[2]


def largest(got, expected):
    got, expected = np.asarray(got, dtype=float), np.asarray(expected, dtype=float)
    assert got.shape == expected.shape, (got.shape, expected.shape)
    return float(np.max(np.abs(got - expected) / np.maximum(1, np.abs(expected)))) if got.size else 0.0


def trained(program, module):
    """The weights after training from the weights of the run, by the names of the network; and the last loss."""
    with tempfile.NamedTemporaryFile(suffix=".npz") as file:
        np.savez(file, X=np.array(program["x"]), Y=np.array(program["y"]))
        file.flush()
        X, Y = module["data"](file.name)
    if program["language"] == "jax":
        return module["train"](X, Y)
    import torch

    def turn(name, array):
        return array.T if name.startswith("W") else array

    network = module["make_network"]()
    state = {key: torch.tensor(turn(name, np.array(program["start"][name], dtype=float))) for key, name in program["state"]}
    network.load_state_dict(state)
    assert abs(module["train"](network, X, Y) - program["loss"]) < 1e-9
    after = network.state_dict()
    return {name: turn(name, after[key].numpy()) for key, name in program["state"]}


def errors(program):
    """The largest error of a program; 0 for one that only has to run."""
    module = {"__name__": "model"}
    with contextlib.redirect_stdout(io.StringIO()) as out, warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile(program["text"], program["name"], "exec"), module)
        if program["kind"] == "inference":
            return largest(module["predict"](program["inputs"]), program["outputs"])
        if program["kind"] == "training":
            after = trained(program, module)
            assert set(after) == set(program["end"])
            return max(largest(after[name], program["end"][name]) for name in after)
        if program["language"] == "jax":
            weights = module["train"](*module["data"]())
        else:
            network = module["make_network"]()
            module["train"](network, *module["data"]())
            weights = network.state_dict()
        assert all(np.isfinite(np.asarray(w)).all() for w in weights.values())
        assert "loss" in out.getvalue()
        return 0


def refuses(program):
    """Whether the program, run as it is, ends with a sentence on rows that are none."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(program["text"])
        file.flush()
        width = len(program["inputs"][0])
        for line in (",".join(["1"] * (width + 1)), ",".join(["1"] * (width - 1) + ["a"])):
            ended = subprocess.run([sys.executable, file.name], input=f"{line}\n", capture_output=True, text=True)
            yield ended.returncode == 1 and re.fullmatch(r"row 1: expected \d+ numbers?.*\n", ended.stderr) is not None


def run_group(programs):
    refused = next((program for program in programs if program["kind"] == "inference"), None)
    assert refused is None or all(refuses(refused)), f"{refused['language']} takes rows of another width, or texts"
    found = []
    for program in programs:
        try:
            error = errors(program)
        except Exception as reason:
            raise SystemExit(f"{program['language']} {program['kind']} {program['name']}: {reason!r}\n{program['text']}")
        digest = hashlib.sha256(program["text"].encode()).hexdigest()
        found.append({key: program[key] for key in ("language", "kind", "name")} | {"sha256": digest, "error": error})
    return found


if __name__ == "__main__":
    if len(sys.argv) > 1:  # one group, in a process of its own: the types of PyTorch and JAX are set for a process
        print(json.dumps(run_group(json.load(sys.stdin))))
        raise SystemExit
    node = root / "node_modules/.bin/node"
    printed = subprocess.run([node, root / "scripts/golden/pythonPrograms.ts"], stdout=subprocess.PIPE, check=True, text=True)
    groups = {}
    for program in json.loads(printed.stdout):
        groups.setdefault((program["language"], program["dtype"]), []).append(program)
    golden = []
    for programs in groups.values():
        ran = subprocess.run(
            [sys.executable, __file__, "group"], input=json.dumps(programs), stdout=subprocess.PIPE, check=True, text=True
        )
        golden += json.loads(ran.stdout.splitlines()[-1])
    (root / "test/golden/pythonPrograms.json").write_text(json.dumps(golden, indent=1) + "\n")
    for language in ("numpy", "pytorch", "jax"):
        for kind in ("inference", "training", "free"):
            of = [one for one in golden if one["language"] == language and one["kind"] == kind]
            if of:
                worst = max(of, key=lambda one: one["error"])
                print(f"{language} {kind}: {len(of)} programs, worst {worst['error']:.2e} ({worst['name']})")
