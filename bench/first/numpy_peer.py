import numpy as np
from problem import W1, W2, done, rate, x, y

x, y, w1, w2 = (np.array(values) for values in (x, y, W1, W2))
b1, b2 = np.zeros(4), np.zeros(1)
a = np.tanh(x @ w1 + b1)
delta = (1 / (1 + np.exp(-(a @ w2 + b2))) - y) / len(x)
below = (delta @ w2.T) * (1 - a * a)
w2 -= rate * (a.T @ delta)
b2 -= rate * delta.sum(axis=0)
w1 -= rate * (x.T @ below)
b1 -= rate * below.sum(axis=0)
done(w1, b1, w2, b2)
