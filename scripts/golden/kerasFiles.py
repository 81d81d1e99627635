"""Models that Keras 3 itself has saved, with inputs and the outputs that it gave: test/golden/keras/.

Needs keras and a backend: KERAS_BACKEND=torch python scripts/golden/kerasFiles.py
The shared object ids in Keras's files are addresses in memory; they are taken out, so that the same script gives
the same files.
"""

import io
import json
import re
import zipfile
from pathlib import Path

import keras
import numpy as np
from keras import layers as L

folder = Path(__file__).parents[2] / "test" / "golden" / "keras"
folder.mkdir(parents=True, exist_ok=True)
cases = []
keras.utils.set_random_seed(0)
rng = np.random.RandomState(0)


def shake(model):
    """Gives every variable a value of its own, as training would: no zeros and ones are left."""
    for variable in model.variables:
        if variable.dtype in ("float32", "float64"):
            away = 0.4 * rng.randn(*variable.shape)
            variance = "variance" in variable.path
            variable.assign(0.5 + np.abs(away) if variance else keras.ops.convert_to_numpy(variable) + away)


def save(name, about, model, inputs):
    shake(model)
    record(name, about, model, inputs)


def record(name, about, model, inputs):
    inputs = np.asarray(inputs, dtype=model.inputs[0].dtype)
    outputs = model.predict(inputs, verbose=0)
    path = folder / f"{name}.keras"
    model.save(path)
    freeze(path)
    rows = inputs.reshape(len(inputs), -1)
    cases.append({"file": path.name, "about": about, "inputs": rows.tolist(), "outputs": outputs.tolist()})


def freeze(path):
    with zipfile.ZipFile(path) as archive:
        entries = {info.filename: archive.read(info) for info in archive.infolist()}
    config = entries["config.json"].decode()
    entries["config.json"] = re.sub(r', "shared_object_id": \d+', "", config).encode()
    metadata = json.loads(entries["metadata.json"])
    entries["metadata.json"] = json.dumps({**metadata, "date_saved": "1980-01-01@00:00:00"}).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data)


def table(*shape):
    return rng.randn(*shape).astype("float32").round(3)


names = ["linear", "sigmoid", "tanh", "relu", "elu", "celu", "selu", "softplus", "silu", "gelu", "softmax"]
save(
    "activations",
    "every activation by its name in a Dense",
    keras.Sequential([keras.Input((3,)), *[L.Dense(3, activation=name) for name in names], L.Dense(2)]),
    table(5, 3),
)
save(
    "activationLayers",
    "activations as layers of their own",
    keras.Sequential(
        [
            keras.Input((3,)),
            L.Dense(4),
            L.ReLU(),
            L.Dense(4, use_bias=False),
            L.LeakyReLU(negative_slope=0.01),
            L.Dense(4),
            L.ELU(),
            L.Activation("swish"),
            L.ReLU(negative_slope=0.01),
            L.Softmax(),
        ]
    ),
    table(5, 3),
)
save(
    "norms",
    "batch and layer normalization with and without scale and center, and layers that rest at prediction",
    keras.Sequential(
        [
            keras.Input((4,)),
            L.BatchNormalization(epsilon=0.01, momentum=0.9),
            L.Dense(5, activation="tanh"),
            L.BatchNormalization(scale=False),
            L.Dropout(0.4),
            L.Dense(4),
            L.LayerNormalization(),
            L.GaussianNoise(0.1),
            L.Dense(4),
            L.BatchNormalization(center=False),
            L.LayerNormalization(center=False, scale=False, epsilon=1e-5),
            L.Dense(2, activation="sigmoid"),
        ]
    ),
    table(6, 4),
)

adapted = L.Normalization()
adapted.adapt(np.array([[100, 1, -3], [140, 2, -5], [90, 4, -4]], dtype="float32"))
hidden = L.Dense(4, activation="relu", name="hidden")
x = keras.Input((3,))
functional = keras.Model(x, L.Dense(1, name="price")(hidden(adapted(x))))
record(
    "functional",
    "a Functional model after Normalization that was adapted to data",
    functional,
    [[100, 1, -3], [120, 3, -4.5], [95.5, 2.25, -3.75]],
)
save(
    "scaled",
    "Rescaling, then Normalization of a given mean and variance",
    keras.Sequential(
        [
            keras.Input((2,)),
            L.Rescaling(0.5, offset=-1),
            L.Normalization(mean=[1.5, -2.0], variance=[4.0, 0.25]),
            L.Dense(3, activation="tanh"),
            L.Dense(1),
        ]
    ),
    [[3, 4], [5.5, -6], [-7, 0.25]],
)
save(
    "image",
    "a picture of 4 x 3 pixels, rescaled and flattened",
    keras.Sequential(
        [keras.Input((4, 3)), L.Rescaling(1 / 255), L.Flatten(), L.Dense(5, activation="relu"), L.Dense(3, activation="softmax")]
    ),
    rng.randint(0, 256, (3, 4, 3)),
)
keras.config.set_floatx("float64")
keras.config.set_dtype_policy("float64")
save(
    "double",
    "float64",
    keras.Sequential([keras.Input((2,)), L.Dense(3, activation="tanh"), L.Dense(1)]),
    rng.randn(3, 2),
)

(folder / "cases.json").write_text(json.dumps({"keras": keras.__version__, "cases": cases}, indent=1) + "\n")
