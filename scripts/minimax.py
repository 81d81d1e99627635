"""Prints the coefficients that src/op/ln2.ts, exp.ts, log.ts, softplus.ts, normalTail.ts and erf.ts hold.

    python scripts/minimax.py

A polynomial in `u` is fitted so that the largest weighted error over an interval is as small as it can be
(Remez exchange on a fixed grid of Chebyshev points, 60 digits). Then the coefficients are rounded to the float
type one after the other, lowest power first, and the ones that are left are fitted again to what rounding took.
Needs mpmath and NumPy.
"""

import numpy as np
from mpmath import mp, mpf

mp.dps = 60


def chebyshev_grid(low, high, count):
    middle, half = (low + high) / 2, (high - low) / 2
    return [middle - half * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]


def remez(points, values, weights, powers):
    """The coefficients of sum c[k] u**powers[k] with the least max |weight * (value - sum)|, and that error."""
    size = len(powers) + 1
    rows = [[u**p for p in powers] for u in points]
    reference = [round((len(points) - 1) * (1 - np.cos(np.pi * i / (size - 1))) / 2) for i in range(size)]
    for _ in range(40):
        system = mp.matrix([rows[i] + [(-1) ** j / weights[i]] for j, i in enumerate(reference)])
        solution = mp.lu_solve(system, mp.matrix([values[i] for i in reference]))
        coefficients = list(solution)[:-1]
        level = abs(solution[size - 1])
        error = [w * (v - mp.fdot(coefficients, row)) for w, v, row in zip(weights, values, rows)]
        worst = max(map(abs, error))
        reference = alternation(error, size)
        if worst <= level * mpf("1.001") or reference is None:
            break
    return coefficients, worst


def alternation(error, size):
    """Indices of the largest errors of alternating sign, `size` of them; None where there are fewer."""
    peaks = []
    for i, e in enumerate(error):
        if peaks and (error[peaks[-1]] > 0) == (e > 0):
            if abs(e) > abs(error[peaks[-1]]):
                peaks[-1] = i
        else:
            peaks.append(i)
    while len(peaks) > size:
        peaks.pop(0 if abs(error[peaks[0]]) < abs(error[peaks[-1]]) else -1)
    return peaks if len(peaks) == size else None


def rounded_fit(points, values, weights, count, dtype):
    """Coefficients of 1, u, u**2 ... as numbers of `dtype`, and the weighted error that they leave."""
    best, ideal = remez(points, values, weights, list(range(count)))
    done, rest = [], list(values)
    for p in range(count):
        done.append(dtype(float(best[p])))
        rest = [v - mpf(float(done[p])) * u**p for v, u in zip(rest, points)]
        powers = list(range(p + 1, count))
        if powers:
            # Without its lowest powers the basis may vanish inside the interval, where an exchange can fail:
            # then the coefficients fitted before stay.
            kept = largest_error(points, rest, weights, powers, best[p + 1 :])
            again, error = remez(points, rest, weights, powers)
            if error < kept:
                best[p + 1 :] = again
    return done, ideal, max(abs(w * e) for w, e in zip(weights, rest))


def largest_error(points, values, weights, powers, coefficients):
    return max(
        abs(w * (v - mp.fdot(coefficients, [u**p for p in powers])))
        for u, v, w in zip(points, values, weights)
    )


def table(name, variable, value, weight, interval, counts):
    """Prints the coefficients of `value(x)` as a polynomial in `variable(x)`, `counts` of them for each float type."""
    xs = chebyshev_grid(*map(mpf, interval), 400)
    points, values, weights = ([f(x) for x in xs] for f in (variable, value, weight))
    for dtype, count in counts.items():
        coefficients, ideal, reached = rounded_fit(points, values, weights, count, dtype)
        print(f"{name}, {dtype.__name__}, {count} coefficients, error 2^{float(mp.log(reached, 2)):.2f}"
              f" (2^{float(mp.log(ideal, 2)):.2f} before rounding):")
        print("  [" + ", ".join(map(str, coefficients)) + "]")


def split_ln2():
    """ln 2 = high + low, where n * high is exact for every exponent n."""
    for dtype, bits in ((np.float32, 15), (np.float64, 32)):
        high = mp.floor(mp.log(2) * 2**bits) / 2**bits
        print(f"ln 2, {dtype.__name__}: high {dtype(float(high))!r}, low {dtype(float(mp.log(2) - high))!r}")


def mills(a):
    """exp(a**2 / 2) times the upper tail of the normal distribution at a."""
    return mp.exp(a * a / 2) * mp.erfc(a / mp.sqrt(2)) / 2


def atanh_rest(s):
    """R of 2 atanh(s) = s (2 + R), divided by s**2."""
    return (2 * mp.atanh(s) / s - 2) / (s * s)


if __name__ == "__main__":
    identity = lambda x: x
    square = lambda x: x * x
    split_ln2()

    # exp(r) = 1 + r + r^2 Q(r), error relative to exp(r). A rounded n leaves |r| a little above ln 2 / 2.
    table("exp: Q(r)", identity, lambda r: (mp.exp(r) - 1 - r) / (r * r), lambda r: r * r / mp.exp(r),
          (-0.3467, 0.3467), {np.float32: 5, np.float64: 10})

    # log(1 + f) with s = f / (2 + f), 1 + f in [sqrt(1/2), sqrt(2)]: s (2 + s^2 R(s^2)), relative error.
    table("log: R(s^2)", square, atanh_rest, lambda s: s * s / 2, (1e-9, 3 - 2 * mp.sqrt(2)), {np.float32: 3, np.float64: 7})

    # log(1 + e) with s = e / (2 + e), e in [0, 1].
    table("softplus: R(s^2)", square, atanh_rest, lambda s: s * s / 2, (1e-9, mpf(1) / 3), {np.float32: 4, np.float64: 9})

    # Upper tail of the normal distribution at a: exp(-a^2/2) u P(u - 1/2) with u = k / (a + k). The exponential
    # loses up to a^2/2 units in the last place, so P may be off by more where a is large.
    for dtype, count, k, end in ((np.float32, 8, mpf("2.5"), mpf("14.5")), (np.float64, 20, mpf(5), mpf(39))):
        table("normalTail: P(u - 1/2)", lambda a: k / (a + k) - mpf("0.5"), lambda a: mills(a) * (a + k) / k,
              lambda a: k / (mills(a) * (a + k) * (1 + a * a)), (0, end), {dtype: count})

    # erf(x) = x + x P(x^2) near 0, relative error. Where it ends, what the tail loses has become small.
    for dtype, count, end in ((np.float32, 6, 0.875), (np.float64, 12, 1)):
        table("erf: P(x^2)", square, lambda x: mp.erf(x) / x - 1, lambda x: x / mp.erf(x), (1e-9, end), {dtype: count})
