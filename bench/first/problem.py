"""The first step that all programs of this folder take: see problem.js."""

x = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
y = [[0.0], [1.0], [1.0], [0.0]]
W1 = [[0.1, -0.2, 0.3, 0.4], [-0.5, 0.6, 0.7, -0.8]]
W2 = [[0.5], [-0.4], [0.3], [-0.2]]
rate = 1.2


def done(*arrays):
    print("@bench", sum(float(array.sum()) for array in arrays), flush=True)
