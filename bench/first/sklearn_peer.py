import warnings

import numpy as np
from problem import rate, x, y
from sklearn.neural_network import MLPClassifier

# It draws its own weights: no sum to compare.
warnings.simplefilter("ignore")
model = MLPClassifier(
    [4], activation="tanh", solver="sgd", learning_rate_init=rate, momentum=0, alpha=0, batch_size=4, max_iter=1
)
model.fit(np.array(x), np.array(y).ravel().astype(int))
print("@bench ", flush=True)
