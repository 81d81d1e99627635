"""PyTorch, eager or compiled (torch.compile): modules' functions, autograd, its own optimizers."""

from time import perf_counter

import numpy as np
import torch
from torch.nn import functional


def open_task(task, threads, variant):
    torch.set_num_threads(threads)
    return Products(task) if task.kind == "product" else Network(task, variant == "compiled")


class Products:
    version = torch.__version__

    def __init__(self, task):
        self.task = task
        self.which = None

    def run(self, which, steps):
        if self.which != which:
            case = self.task.spec["cases"][which]
            a, b = (torch.from_numpy(array) for array in self.task.operands(case))
            self.a = a.T if case["form"] == "AtB" else a
            self.b = b.T if case["form"] == "ABt" else b
            self.c = torch.empty((case["m"], case["n"]), dtype=a.dtype)
            self.which = which
        a, b, c = self.a, self.b, self.c
        with torch.inference_mode():
            start = perf_counter()
            for _ in range(steps):
                torch.mm(a, b, out=c)
            seconds = perf_counter() - start
        return seconds, lambda: [c.numpy()]


ACTIVATIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}


class Network:
    version = torch.__version__

    def __init__(self, task, compiled):
        self.task = task
        self.spec = task.spec
        x, y = task.data()
        self.x = torch.from_numpy(x)
        self.y = torch.from_numpy(y)
        if self.spec["loss"] == "crossEntropy":
            self.y = self.y.argmax(dim=1)
        self.step = torch.compile(self.loss) if compiled else self.loss
        self.apply = torch.compile(self.outputs) if compiled else self.outputs

    def logits(self, x, parameters):
        """All layers, the last without its activation: the losses take logits."""
        layers = self.spec["layers"]
        for i, layer in enumerate(layers):
            x = x @ parameters[2 * i]
            if parameters[2 * i + 1] is not None:
                x = x + parameters[2 * i + 1]
            if i < len(layers) - 1:
                x = ACTIVATIONS[layer["activation"]](x)
        return x

    def outputs(self, x, parameters):
        return torch.softmax(self.logits(x, parameters), dim=1)

    def loss(self, x, y, parameters):
        z = self.logits(x, parameters)
        if self.spec["loss"] == "crossEntropy":
            return functional.cross_entropy(z, y)
        if self.spec["loss"] == "binaryCrossEntropy":
            return functional.binary_cross_entropy_with_logits(z, y)
        return 0.5 * ((torch.sigmoid(z) - y) ** 2).sum()

    def run(self, _, steps):
        batch, rows = self.spec["batch"], self.spec["rows"]
        parameters = [
            None if p is None else torch.from_numpy(np.copy(p)).requires_grad_() for p in self.task.parameters()
        ]
        trained = [p for p in parameters if p is not None]
        starts = [step * batch % rows for step in range(steps)]
        if self.spec["kind"] == "predict":
            found = []
            with torch.inference_mode():
                start = perf_counter()
                for row in starts:
                    found.append(self.apply(self.x[row : row + batch], parameters))
                seconds = perf_counter() - start
            return seconds, lambda: [a.numpy() for a in found]
        rule = self.spec["optimizer"]
        if rule["name"] == "sgd":
            optimizer = torch.optim.SGD(trained, lr=rule["learningRate"])
        else:
            betas = (rule["beta1"], rule["beta2"])
            optimizer = torch.optim.Adam(trained, lr=rule["learningRate"], betas=betas, eps=rule["epsilon"])
        start = perf_counter()
        for row in starts:
            loss = self.step(self.x[row : row + batch], self.y[row : row + batch], parameters)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        seconds = perf_counter() - start
        return seconds, lambda: [p.detach().numpy() for p in trained]
