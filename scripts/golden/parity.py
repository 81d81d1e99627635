"""Writes test/golden/parity.json, and test/golden/parity/*.npz: training recorded in PyTorch, Keras and scikit-learn.

Run with torch, keras and scikit-learn installed:  KERAS_BACKEND=torch python scripts/golden/parity.py
Each case has the settings that are said of it, the cause that is planted in it, if one is, and the arrays.
The three recorders stand in docs/parity.md as they stand here.
"""

import base64
import json
import os
import sys
from pathlib import Path

sys.path.pop(0)  # this folder has scripts that are called as the libraries are
os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import numpy as np
import torch
from sklearn.neural_network import MLPClassifier, MLPRegressor

folder = Path(__file__).parents[2] / "test/golden"
cases = []


def record_torch(trace, k, model, loss=None, batch=None):
    n = 0
    for layer in model:  # a torch.nn.Sequential
        n += isinstance(layer, torch.nn.Linear)
        names = ("W", "b") if isinstance(layer, torch.nn.Linear) else ("gamma", "beta", "mean", "variance")
        for name, own in zip(names, ("weight", "bias", "running_mean", "running_var")):
            value = getattr(layer, own, None)
            if value is not None:
                trace[f"{name}{n}_{k}"] = value.detach().numpy().T.copy()
                if value.grad is not None:
                    trace[f"d{name}{n}_{k}"] = value.grad.numpy().T.copy()
    if k > 0:
        trace[f"loss_{k}"], trace[f"batch_{k}"] = loss.item(), batch


def record_keras(trace, k, model, loss=None, batch=None):
    n = 0
    for layer in model.layers:
        n += isinstance(layer, keras.layers.Dense)
        names = ("W", "b") if isinstance(layer, keras.layers.Dense) else ("gamma", "beta", "mean", "variance")
        for name, value in zip(names, layer.get_weights()):
            trace[f"{name}{n}_{k}"] = value
    if k > 0:
        trace[f"loss_{k}"], trace[f"batch_{k}"] = loss, batch


def record_sklearn(trace, k, model, batch=None):
    for n, (W, b) in enumerate(zip(model.coefs_, model.intercepts_), 1):
        trace[f"W{n}_{k}"], trace[f"b{n}_{k}"] = W.copy(), b.copy()
    if k > 0:
        trace[f"loss_{k}"], trace[f"batch_{k}"] = model.loss_, batch


def coded(array):
    array = np.asarray(array)
    if array.dtype.kind in "iu":
        array = array.astype(np.int32)
    return {
        "dtype": str(array.dtype),
        "shape": list(array.shape),
        "data": base64.b64encode(np.ascontiguousarray(array).tobytes()).decode(),
    }


def case(name, trace, cause=None, file=None, **settings):
    if file:
        np.savez_compressed(folder / "parity" / file, **trace)
    arrays = {key: coded(value) for key, value in trace.items()}
    cases.append({"name": name, "cause": cause, "settings": settings, "arrays": arrays})


def data(features=3, outputs=1, kind="numbers", m=11, seed=0):
    rng = np.random.RandomState(seed)
    x = rng.randn(m, features)
    if kind == "classes":
        return x, rng.randint(0, outputs, m)
    if kind == "binary":
        return x, (rng.rand(m, outputs) > 0.5).astype(float)
    return x, rng.randn(m, outputs)


nn = torch.nn
bce, ce, mse = nn.BCEWithLogitsLoss(), nn.CrossEntropyLoss(), nn.MSELoss()


def net(*layers, dtype=torch.float64, seed=0):
    """Linear layers by their sizes, all else as it is."""
    torch.manual_seed(seed)
    return nn.Sequential(
        *[nn.Linear(*layer) if isinstance(layer, tuple) else layer for layer in layers]
    ).to(dtype)


def train(
    model, x, y, loss, optimizer, steps=3, size=5, zero=True, change=None, schedule=None, early=False, record=record_torch
):
    """Trains in batches drawn with a seed; `loss` may return what is recorded beside what is differentiated."""
    dtype = next(model.parameters()).dtype
    X = torch.tensor(x, dtype=dtype)
    Y = torch.tensor(y, dtype=torch.int64 if y.dtype.kind == "i" else dtype)
    trace = {"x": x, "y": y}
    record(trace, 0, model)
    rng = np.random.RandomState(1)
    for k in range(1, steps + 1):
        batch = rng.permutation(len(x))[:size]
        if zero:
            optimizer.zero_grad()
        value = loss(model(X[batch]), Y[batch])
        shown, value = value if isinstance(value, tuple) else (value, value)
        value.backward()
        if change:
            change(model)
        if schedule and early:
            schedule.step()
        optimizer.step()
        if schedule and not early:
            schedule.step()
        record(trace, k, model, shown, batch)
    return trace


SGD, Adam = torch.optim.SGD, torch.optim.Adam
tanh = lambda **more: net((3, 4), nn.Tanh(), (4, 1), **more)
regression = {"layers": "4:tanh,1", "optimizer": "sgd", "learningRate": 0.1}
classes = {"layers": "4:tanh,3:softmax", "optimizer": "sgd", "learningRate": 0.5}
x1, y1 = data()
x2, y2 = data(outputs=2)
x3, y3 = data(outputs=3, kind="classes")
xb, yb = data(kind="binary")

# Right ones: every optimizer in both types.
optimizers = {
    "sgd": ("sgd", lambda p: SGD(p, 0.1), 0.1),
    "momentum": ("sgd(momentum=0.9)", lambda p: SGD(p, 0.1, momentum=0.9), 0.1),
    "nesterov": ("sgd(momentum=0.9,nesterov=true)", lambda p: SGD(p, 0.1, momentum=0.9, nesterov=True), 0.1),
    "decay": ("sgd(weightDecay=0.1)", lambda p: SGD(p, 0.1, weight_decay=0.1), 0.1),
    "adam": ("adam", lambda p: Adam(p, 0.01), 0.01),
    "adam with decay": ("adam(weightDecay=0.1)", lambda p: Adam(p, 0.01, weight_decay=0.1), 0.01),
    "adamW": ("adamW(weightDecay=0.1)", lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1), 0.01),
    "rmsProp": ("rmsProp", lambda p: torch.optim.RMSprop(p, 0.01), 0.01),
    "centered rmsProp": (
        "rmsProp(momentum=0.5,centered=true)",
        lambda p: torch.optim.RMSprop(p, 0.01, momentum=0.5, centered=True),
        0.01,
    ),
    "adagrad": ("adagrad", lambda p: torch.optim.Adagrad(p, 0.1), 0.1),
}
for dtype in (torch.float32, torch.float64):
    kind = str(dtype).removeprefix("torch.")
    for name, (written, make, rate) in optimizers.items():
        model = net((3, 4), nn.Tanh(), (4, 1), dtype=dtype)
        trace = train(model, xb, yb, bce, make(model.parameters()), steps=3)
        case(
            f"PyTorch {name} {kind}",
            trace,
            file="torch.npz" if (name, kind) == ("adam", "float32") else None,
            layers="4:tanh,1:sigmoid",
            optimizer=written,
            learningRate=rate,
        )
    for name, layers in {
        "relu": nn.ReLU(),
        "leakyRelu": nn.LeakyReLU(),
        "elu": nn.ELU(),
        "selu": nn.SELU(),
        "softplus": nn.Softplus(),
        "silu": nn.SiLU(),
        "gelu": nn.GELU(),
        "sigmoid": nn.Sigmoid(),
    }.items():
        model = net((3, 5), layers, (5, 3), dtype=dtype)
        trace = train(model, x3, y3, ce, SGD(model.parameters(), 0.5), steps=2)
        case(f"PyTorch {name} {kind}", trace, layers=f"5:{name},3:softmax", optimizer="sgd", learningRate=0.5)
    model = net((3, 4), nn.BatchNorm1d(4), nn.ReLU(), (4, 2), dtype=dtype)
    trace = train(model, x2, y2, mse, SGD(model.parameters(), 0.1))
    case(f"PyTorch batchNorm {kind}", trace, layers="4,batchNorm,relu,2", optimizer="sgd", learningRate=0.1)
    model = net((3, 4), nn.LayerNorm(4), nn.Tanh(), (4, 1), nn.Sigmoid(), dtype=dtype)
    trace = train(model, xb, yb, nn.BCELoss(), SGD(model.parameters(), 0.1))
    case(
        f"PyTorch layerNorm, BCELoss {kind}", trace, layers="4,layerNorm,tanh,1:sigmoid", optimizer="sgd", learningRate=0.1
    )
    model = tanh(dtype=dtype)
    trace = train(
        model,
        x1,
        y1,
        nn.HuberLoss(),
        SGD(model.parameters(), 0.1),
        change=lambda m: nn.utils.clip_grad_norm_(m.parameters(), 0.1),
    )
    cause = "clipEpsilon" if kind == "float64" else None  # float32 does not tell it from rounding
    case(f"PyTorch clipped {kind}", trace, cause, **regression, loss="huber(1)", clipNorm=0.1)


def planted(cause, model, x, y, loss, optimizer, settings, name=None, drop=(), **how):
    trace = train(model, x, y, loss, optimizer, **how)
    for key in [key for key in trace if any(key.startswith(one) for one in drop)]:
        del trace[key]
    case(name or f"PyTorch, {cause}", trace, cause, **settings)
    return trace


def p(model, **more):
    return SGD(model.parameters(), 0.1, **more)


# The loss.
m = tanh()
planted("sumForMean", m, x1, y1, nn.MSELoss(reduction="sum"), p(m), regression)
m = tanh()
planted("meanForSum", m, x1, y1, lambda a, y: 0.5 * mse(a, y), p(m), {**regression, "loss": "halfSquaredError"})
m = net((3, 4), nn.Tanh(), (4, 3))
planted("overOutputs", m, *data(outputs=3), lambda a, y: ((a - y) ** 2).sum(1).mean(), p(m), {**regression, "layers": "4:tanh,3"})
m = tanh()
planted("factorTwo", m, x1, y1, lambda a, y: 0.5 * mse(a, y), p(m), regression)


def in_order(model, x, y, loss, optimizer, size, drop_last):
    """Two passes over the data in its order; the trace does not say which rows a step sees."""
    X, Y = torch.tensor(x), torch.tensor(y)
    trace, k = {"x": x, "y": y}, 0
    record_torch(trace, 0, model)
    for _ in range(2):
        for start in range(0, len(x), size):
            if drop_last and start + size > len(x):
                continue
            k += 1
            optimizer.zero_grad()
            value = loss(model(X[start : start + size]), Y[start : start + size])
            value.backward()
            optimizer.step()
            record_torch(trace, k, model, value, None)
            del trace[f"batch_{k}"]
    return trace


m = tanh()
case("PyTorch in order", in_order(m, x1, y1, mse, p(m), 4, False), **regression, batch=4)
m = tanh()
case("PyTorch, dropLast", in_order(m, x1, y1, mse, p(m), 4, True), "dropLast", **regression, batch=4)
m = tanh()
case(
    "PyTorch, shortBatch",
    in_order(m, x1, y1, lambda a, y: ((a - y) ** 2).sum() / 4, p(m), 4, False),
    "shortBatch",
    **regression,
    batch=4,
)

# Penalties.
penal = {**regression, "l2": 0.1}


def half_squares(model, biases=False):
    return 0.05 * sum((one**2).sum() for one in model.parameters() if biases or one.ndim == 2)


m = tanh()
planted(None, m, x1, y1, lambda a, y: mse(a, y) + half_squares(m), p(m), penal, name="PyTorch l2")
m = tanh()
planted("penaltyNotInLoss", m, x1, y1, lambda a, y: (mse(a, y), mse(a, y) + half_squares(m)), p(m), penal)
m = tanh()
planted("penaltyMissing", m, x1, y1, mse, p(m), penal)
m = tanh()
planted("penaltyNoHalf", m, x1, y1, lambda a, y: mse(a, y) + 2 * half_squares(m), p(m), penal)
m = tanh()
planted("penaltyOnBiases", m, x1, y1, lambda a, y: mse(a, y) + half_squares(m, True), p(m), penal)
m = tanh()
planted("penaltyPerExample", m, x1, y1, lambda a, y: mse(a, y) + half_squares(m) / len(y), p(m), penal)

# The forward pass.
m = net((3, 4), nn.Tanh(), (4, 3), nn.Softmax(1))
planted("activationTwice", m, x3, y3, ce, SGD(m.parameters(), 0.5), classes)
m = net((3, 4), nn.Tanh(), (4, 4), nn.Tanh(), (4, 1))


def as_it_lies(trace, k, model, loss=None, batch=None):
    record_torch(trace, k, model, loss, batch)
    trace[f"W2_{k}"] = trace[f"W2_{k}"].T.copy()
    if k > 0:
        trace[f"dW2_{k}"] = trace[f"dW2_{k}"].T.copy()


planted("transposed", m, x1, y1, mse, p(m), {**regression, "layers": "4:tanh,4:tanh,1"}, record=as_it_lies)
m = net((3, 4), nn.Tanh(), (4, 1))
turned = train(m, x1, y1, mse, p(m))
case("PyTorch, units as rows", {k: v.T if k[:1] in "Wd" else v for k, v in turned.items()}, **regression)
m = net((3, 4, False), nn.Tanh(), (4, 1))
trace = train(m, x1, y1, mse, p(m))
trace.update({f"b1_{k}": np.full(4, 0.5) for k in range(4)})
case("PyTorch, biasUnused", trace, "biasUnused", **regression)
m = net((3, 4, False), nn.Tanh(), (4, 1, False))
case("PyTorch without biases", train(m, x1, y1, mse, p(m)), **regression)
for cause, layer, own in (
    ("geluTanh", nn.GELU(approximate="tanh"), "gelu"),
    ("activationSetting", nn.LeakyReLU(0.2), "leakyRelu"),
    ("activationSetting", nn.ELU(0.5), "elu"),
    ("otherActivation", nn.ReLU(), "tanh"),
):
    m = net((3, 5), layer, (5, 3))
    planted(
        cause, m, x3, y3, ce, SGD(m.parameters(), 0.5), {**classes, "layers": f"5:{own},3:softmax"}, name=f"PyTorch, {cause} of {own}"
    )
norm = {**regression, "layers": "4,batchNorm,tanh,1"}
m = net((3, 4), nn.BatchNorm1d(4, eps=1e-3), nn.Tanh(), (4, 1))
planted("normEpsilon", m, x1, y1, mse, p(m), norm)
m = net((3, 4), nn.BatchNorm1d(4, momentum=0.01), nn.Tanh(), (4, 1))
planted("normMomentum", m, x1, y1, mse, p(m), norm)

# Gradients.
m = tanh()
planted("accumulated", m, x1, y1, mse, p(m), regression, zero=False)
clip = nn.utils.clip_grad_norm_
m = tanh()
planted("clippedByNorm", m, x1, y1, mse, p(m), regression, change=lambda m: clip(m.parameters(), 0.5))
m = tanh()
planted(
    "clippedByValue", m, x1, y1, mse, p(m), regression, change=lambda m: nn.utils.clip_grad_value_(m.parameters(), 0.1)
)
m = tanh()
planted(
    "clippedEach",
    m,
    x1,
    y1,
    mse,
    p(m),
    {**regression, "clipNorm": 0.2},
    change=lambda m: [clip([one], 0.2) for one in m.parameters()],
)
m = tanh()
planted("notClipped", m, x1, y1, mse, p(m), {**regression, "clipNorm": 0.2})
m = tanh()
m[0].weight.requires_grad_(False)
planted("frozen", m, x1, y1, mse, p(m), regression)

# The optimizer.
decay = {"layers": "4:tanh,1", "learningRate": 0.01}
m = tanh()
planted(
    "decoupledDecay", m, x1, y1, mse, torch.optim.AdamW(m.parameters(), 0.01, weight_decay=0.1), {**decay, "optimizer": "adam(weightDecay=0.1)"}
)
m = tanh()
planted("coupledDecay", m, x1, y1, mse, Adam(m.parameters(), 0.01, weight_decay=0.1), {**decay, "optimizer": "adamW(weightDecay=0.1)"})
m = tanh()


def shrink(model):
    """Takes a tenth off each parameter; what the step subtracts then is the gradient's alone."""
    with torch.no_grad():
        for one in model.parameters():
            one.mul_(0.9)


planted("decayUnscaled", m, x1, y1, mse, p(m), {**regression, "optimizer": "sgd(weightDecay=0.1)"}, change=shrink)
m = tanh()
groups = [
    {"params": [one for one in m.parameters() if one.ndim == 2], "weight_decay": 0.1},
    {"params": [one for one in m.parameters() if one.ndim == 1]},
]
with torch.no_grad():
    m[0].bias.add_(1)
planted("biasNotDecayed", m, x1, y1, mse, SGD(groups, 0.1), {**regression, "optimizer": "sgd(weightDecay=0.1)"})
momentum = {**regression, "optimizer": "sgd(momentum=0.9)"}
m = tanh()
planted("dampening", m, x1, y1, mse, p(m, momentum=0.9, dampening=0.9), momentum)
m = tanh()
planted("optimizerSetting", m, x1, y1, mse, p(m, momentum=0.9, nesterov=True), momentum, name="PyTorch, nesterov unsaid")
m = tanh()
planted(
    "optimizerSetting",
    m,
    x1,
    y1,
    mse,
    torch.optim.RMSprop(m.parameters(), 0.01, alpha=0.9),
    {**decay, "optimizer": "rmsProp"},
    name="PyTorch, decay of rmsProp",
)
m = tanh()
planted("otherOptimizer", m, x1, y1, mse, torch.optim.AdamW(m.parameters(), 0.01), {**decay, "optimizer": "adam"})
m = tanh()
planted("otherRate", m, x1, y1, mse, SGD(m.parameters(), 0.05), regression)
cosine = {**regression, "learningRate": {"schedule": "cosine", "initial": 0.1, "warmup": 0, "final": 0}}
for cause, early in ((None, False), ("scheduleShifted", True)):
    m = tanh()
    o = p(m)
    s = torch.optim.lr_scheduler.CosineAnnealingLR(o, 6)
    planted(cause, m, x1, y1, mse, o, cosine, name=f"PyTorch cosine, {cause}", steps=6, schedule=s, early=early)


class Own:
    """An optimizer in so many lines, for conventions that PyTorch has not."""

    def __init__(self, model, step):
        self.model, self.move, self.k, self.state = model, step, 0, {}

    def zero_grad(self):
        for one in self.model.parameters():
            one.grad = None

    def step(self):
        self.k += 1
        with torch.no_grad():
            for one in self.model.parameters():
                state = self.state.setdefault(one, [torch.zeros_like(one), torch.zeros_like(one)])
                one.sub_(self.move(one.grad, state, self.k))


def adam_step(correct=True, inside=False):
    def step(g, state, k):
        state[0] = 0.9 * state[0] + 0.1 * g
        state[1] = 0.999 * state[1] + 0.001 * g * g
        mean, square = state
        if correct:
            mean, square = mean / (1 - 0.9**k), square / (1 - 0.999**k)
        return 0.01 * mean / (torch.sqrt(square + 1e-8) if inside else torch.sqrt(square) + 1e-8)

    return step


def keras_momentum(g, state, k):
    state[0] = 0.9 * state[0] + 0.1 * 0.5 ** ((k - 1) // 2) * g
    return state[0]


m = tanh()
planted("noCorrection", m, x1, y1, mse, Own(m, adam_step(correct=False)), {**decay, "optimizer": "adam"})
m = tanh()
planted("epsilonInsideRoot", m, x1, y1, mse, Own(m, adam_step(inside=True)), {**decay, "optimizer": "adam"})
halving = {"schedule": "stepDecay", "initial": 0.1, "every": 2, "factor": 0.5}
m = tanh()
planted("velocityHoldsRate", m, x1, y1, mse, Own(m, keras_momentum), {**momentum, "learningRate": halving}, steps=5)


# Probabilities that are kept from 0 and 1, and float16.
def kept(a, y):
    a = torch.clamp(torch.sigmoid(a), 1e-7, 1 - 1e-7)
    return -(y * torch.log(a) + (1 - y) * torch.log(1 - a)).mean()


m = tanh()
with torch.no_grad():
    m[2].weight.mul_(60)
planted("probabilitiesClipped", m, xb, yb, kept, p(m), {**regression, "layers": "4:tanh,1:sigmoid"})


def halved(trace, k, model, loss=None, batch=None):
    record_torch(trace, k, model, loss, batch)
    for key, value in trace.items():
        if isinstance(value, np.ndarray) and value.dtype == np.float16:
            trace[key] = value.astype(np.float32)


m = tanh(dtype=torch.float16)
xh, yh = x1.astype(np.float16).astype(float), y1.astype(np.float16).astype(float)
planted("lowerPrecision", m, xh, yh, mse, p(m), regression, record=halved)

# scikit-learn.


def sklearn_trace(model, x, y, steps=3, size=6):
    first = dict(classes=np.unique(y)) if isinstance(model, MLPClassifier) else {}
    model.partial_fit(x[:1], y[:1], **first)  # draws the weights, and makes a step that nobody needs
    del model._optimizer  # what it remembers of that step
    trace = {"x": x, "y": y}
    record_sklearn(trace, 0, model)
    rng = np.random.RandomState(1)
    for k in range(1, steps + 1):
        batch = rng.permutation(len(x))[:size]
        model.partial_fit(x[batch], y[batch])
        record_sklearn(trace, k, model, batch)
    return trace


def mlp(kind=MLPClassifier, **settings):
    return kind(hidden_layer_sizes=(4,), activation="tanh", random_state=0, **{"alpha": 0, "learning_rate_init": 0.1, **settings})


sk = {"layers": "4:tanh,3:softmax", "learningRate": 0.1}
case("scikit-learn sgd", sklearn_trace(mlp(solver="sgd", momentum=0), x3, y3), file="sklearn.npz", **sk, optimizer="sgd")
case(
    "scikit-learn nesterov",
    sklearn_trace(mlp(solver="sgd", momentum=0.9), x3, y3),
    **sk,
    optimizer="sgd(momentum=0.9,nesterov=true)",
)
case(
    "scikit-learn momentum",
    sklearn_trace(mlp(solver="sgd", momentum=0.9, nesterovs_momentum=False), x3, y3),
    **sk,
    optimizer="sgd(momentum=0.9)",
)
case(
    "scikit-learn binary",
    sklearn_trace(mlp(solver="sgd", momentum=0), xb, yb.ravel().astype(int)),
    layers="4:tanh,1:sigmoid",
    optimizer="sgd",
    learningRate=0.1,
)
case(
    "scikit-learn regressor",
    sklearn_trace(mlp(MLPRegressor, solver="sgd", momentum=0, alpha=0.6), x1, y1.ravel()),
    "factorTwo",
    layers="4:tanh,1",
    optimizer="sgd",
    learningRate=0.1,
    l2=0.1,
)
case(
    "scikit-learn adam without epsilon",
    sklearn_trace(mlp(solver="adam", epsilon=1e-16), x3, y3),
    **sk,
    optimizer="adam(epsilon=1e-16)",
)
case("scikit-learn adam", sklearn_trace(mlp(solver="adam"), x3, y3), "epsilonBeforeCorrection", **sk, optimizer="adam")
case(
    "scikit-learn alpha",
    sklearn_trace(mlp(solver="sgd", momentum=0, alpha=0.1), x3, y3),
    "penaltyPerExample",
    **sk,
    optimizer="sgd",
    l2=0.1,
)

# Keras.


def keras_trace(layers, loss, optimizer, x, y, steps=3, size=6):
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.Input((x.shape[1],)), *layers])
    model.compile(optimizer=optimizer, loss=loss)
    trace = {"x": x, "y": y}
    record_keras(trace, 0, model)
    rng = np.random.RandomState(1)
    for k in range(1, steps + 1):
        batch = rng.permutation(len(x))[:size]
        loss = model.train_on_batch(x[batch], y[batch])
        record_keras(trace, k, model, float(loss), batch)
    return trace


dense, kop = keras.layers.Dense, keras.optimizers
x32, y32 = x3.astype("float32"), y3
soft = lambda: [dense(4, "tanh"), dense(3, "softmax")]
scce = "sparse_categorical_crossentropy"
kc = {"layers": "4:tanh,3:softmax"}
case("Keras sgd", keras_trace(soft(), scce, kop.SGD(0.1), x32, y32), file="keras.npz", **kc, optimizer="sgd", learningRate=0.1)
case(
    "Keras momentum",
    keras_trace(soft(), scce, kop.SGD(0.1, momentum=0.9), x32, y32),
    **kc,
    optimizer="sgd(momentum=0.9)",
    learningRate=0.1,
)
case(
    "Keras nesterov",
    keras_trace(soft(), scce, kop.SGD(0.1, momentum=0.9, nesterov=True), x32, y32),
    **kc,
    optimizer="sgd(momentum=0.9,nesterov=true)",
    learningRate=0.1,
)
case("Keras adam", keras_trace(soft(), scce, kop.Adam(0.01), x32, y32), **kc, optimizer="adam(epsilon=1e-7)", learningRate=0.01)
case(
    "Keras adam, epsilon of 1e-3",
    keras_trace(soft(), scce, kop.Adam(0.01, epsilon=1e-3), x32, y32),
    "epsilonBeforeCorrection",
    **kc,
    optimizer="adam(epsilon=0.001)",
    learningRate=0.01,
)
case(
    "Keras rmsProp",
    keras_trace(soft(), scce, kop.RMSprop(0.01, epsilon=1e-4), x32, y32),
    "epsilonInsideRoot",
    **kc,
    optimizer="rmsProp(decay=0.9,epsilon=1e-4)",
    learningRate=0.01,
)


class Recorder(keras.callbacks.Callback):
    """In a fit, where the loss is that of all batches so far."""

    def __init__(self, trace, size):
        super().__init__()
        self.trace, self.size = trace, size

    def on_train_begin(self, logs=None):
        record_keras(self.trace, 0, self.model)

    def on_train_batch_end(self, k, logs=None):
        rows = np.arange(k * self.size, min((k + 1) * self.size, len(self.trace["x"])))
        record_keras(self.trace, k + 1, self.model, float(logs["loss"]), rows)


keras.utils.set_random_seed(0)
model = keras.Sequential([keras.Input((3,)), *soft()])
model.compile(optimizer=kop.SGD(0.1), loss=scce)
trace = {"x": x32, "y": y32}
model.fit(x32, y32, batch_size=4, shuffle=False, verbose=0, callbacks=[Recorder(trace, 4)])
case("Keras running loss", trace, "runningLoss", **kc, optimizer="sgd", learningRate=0.1)
for cause, written in (("varianceBiased", "batchNorm(0.9,1e-3)"),):
    layers = [dense(4), keras.layers.BatchNormalization(momentum=0.9), keras.layers.Activation("tanh"), dense(1)]
    case(
        "Keras batchNorm",
        keras_trace(layers, "mse", kop.SGD(0.1), x1.astype("float32"), y1.astype("float32")),
        cause,
        layers=f"4,{written},tanh,1",
        optimizer="sgd",
        learningRate=0.1,
    )
case(
    "Keras clipnorm",
    keras_trace(soft(), scce, kop.SGD(0.1, clipnorm=0.05), x32, y32),
    "clippedEach",
    **kc,
    optimizer="sgd",
    learningRate=0.1,
    clipNorm=0.05,
)

path = folder / "parity.json"
path.write_text("[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]\n")
print(len(cases), "cases,", path.stat().st_size, "bytes")
