/** The data of lesson 4 as its text draws them, for programs in NumPy that two lessons print. */
export const flowerInNumpy = `def flower(seed, N=200):
    draw = np.random.RandomState(seed)
    points, labels = [], []
    for j in range(2):
        t = np.linspace(j * 3.12, (j + 1) * 3.12, N) + 0.2 * draw.randn(N)
        r = 4 * np.sin(4 * t) + 0.2 * draw.randn(N)
        points.append(np.array([r * np.sin(t), r * np.cos(t)]))
        labels.append(np.full((1, N), j))
    return np.hstack(points), np.hstack(labels)`;
