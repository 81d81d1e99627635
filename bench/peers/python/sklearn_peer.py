"""scikit-learn's MLPClassifier with the given weights, without shuffling and penalties."""

import warnings
from time import perf_counter

import sklearn
from sklearn.neural_network import MLPClassifier

NAMES = {"sigmoid": "logistic", "tanh": "tanh", "relu": "relu"}


def open_task(task, threads, variant):
    # It warns that so many epochs did not converge: they were not meant to.
    warnings.simplefilter("ignore")
    return Network(task)


class Network:
    version = sklearn.__version__

    def __init__(self, task):
        self.task = task
        self.spec = task.spec
        self.x, y = task.data()
        self.y = y.argmax(axis=1) if y.shape[1] > 1 else y.ravel().astype(int)

    def model(self, epochs):
        """A classifier that has the initial weights and goes on from them."""
        spec, rule = self.spec, self.spec["optimizer"]
        hidden = spec["layers"][:-1]
        model = MLPClassifier(
            hidden_layer_sizes=[layer["units"] for layer in hidden],
            activation=NAMES[hidden[0]["activation"]],
            solver=rule["name"],
            learning_rate_init=rule["learningRate"],
            beta_1=rule.get("beta1", 0.9),
            beta_2=rule.get("beta2", 0.999),
            epsilon=rule.get("epsilon", 1e-8),
            momentum=0,
            nesterovs_momentum=False,
            alpha=0,
            batch_size=spec["batch"],
            shuffle=False,
            max_iter=1,
            tol=0,
            n_iter_no_change=epochs + 1,
            warm_start=True,
        )
        first = spec["batch"] * 5
        model.fit(self.x[:first] if spec["rows"] > first else self.x, self.y[:first] if spec["rows"] > first else self.y)
        parameters = self.task.parameters()
        for i, (coefficients, intercepts) in enumerate(zip(model.coefs_, model.intercepts_)):
            coefficients[...] = parameters[2 * i]
            intercepts[...] = parameters[2 * i + 1]
        model.set_params(max_iter=epochs)
        return model

    def run(self, _, steps):
        batch, rows = self.spec["batch"], self.spec["rows"]
        epochs = max(1, round(steps * batch / rows))
        part = min(steps * batch, rows)
        model = self.model(epochs)
        if self.spec["kind"] == "predict":
            found = []
            start = perf_counter()
            for row in range(0, part, batch):
                found.append(model.predict_proba(self.x[row : row + batch]))
            return perf_counter() - start, lambda: found
        start = perf_counter()
        model.fit(self.x[:part], self.y[:part])
        seconds = perf_counter() - start
        return seconds, lambda: [array for pair in zip(model.coefs_, model.intercepts_) for array in pair]
