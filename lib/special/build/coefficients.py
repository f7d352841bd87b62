#!/usr/bin/env python3
"""Write ../coefficients.ts: coefficients of Chebyshev series, by mpmath at 40 digits.

    apt-get install python3-mpmath
    python3 coefficients.py

The output is the same on every run.
"""

from pathlib import Path

from mpmath import mp, mpf

mp.dps = 40
POINTS = 96

HEADER = "/** Coefficients of Chebyshev series: written by build/coefficients.py, which says of what. Do not edit. */\n"


def chebyshev(f):
    """The coefficients of f on [-1, 1] up to where they are less than 2^-56 of the greatest."""
    angles = [mp.pi * (k + mpf(1) / 2) / POINTS for k in range(POINTS)]
    values = [f(mp.cos(angle)) for angle in angles]
    c = [2 * sum(v * mp.cos(j * a) for v, a in zip(values, angles)) / POINTS for j in range(POINTS)]
    c[0] /= 2
    least = max(abs(x) for x in c) * mpf(2) ** -57
    last = max(j for j, x in enumerate(c) if abs(x) > least)
    assert last < POINTS - 8, "the series converges too slowly"
    return c[: last + 1]


def _from_0(middle):
    """t = (x - middle)/(x + middle) takes x >= 0 to [-1, 1]."""
    return lambda t: middle * (1 + t) / (1 - t)


def _scaled_erfc(t):
    x = _from_0(mpf(15) / 4)(t)
    return (1 + 2 * x) * mp.exp(x * x) * mp.erfc(x)


def _on(low, high):
    """From [-1, 1] to [low, high]."""
    return lambda t: (low + high) / mpf(2) + (high - low) / mpf(2) * t


def _scaled_e1(x):
    return x * mp.exp(x) * mp.e1(x)


EI_ROOT = mp.findroot(mp.ei, mpf("0.3725"))


def _ei_slope(x):
    """(Ei(x) - log(x/root)) / (x - root), an entire function."""
    total, k, power, root = mpf(0), 1, x, EI_ROOT
    # Of x^k/(k k!) the divided difference between x and the root.
    for k in range(1, 60):
        difference = sum(x**i * root ** (k - 1 - i) for i in range(k))
        total += difference / (k * mp.factorial(k))
    return total


def _lambert(p):
    """(1 + W)/p in p = +-sqrt(2(1 + e x)), of both branches."""
    if abs(p) < mpf(10) ** -12:
        return 1 - p / 3
    x = (p * p / 2 - 1) / mp.e
    with mp.extraprec(200):
        w = mp.lambertw(x, 0 if p > 0 else -1).real
        return (1 + w) / p


CHEBYSHEV = {
    "ERFCX": ("(1 + 2x)·e^(x²)·erfc(x) in (x - 3.75)/(x + 3.75), x >= 0", _scaled_erfc),
    "E1_MIDDLE": ("x·e^x·E₁(x) on [0.5, 2]", lambda t: _scaled_e1(_on(0.5, 2)(t))),
    "E1_FAR": ("x·e^x·E₁(x) in (x - 6)/(x + 2), x >= 2", lambda t: _scaled_e1(2 + _from_0(4)(t))),
    "EI_SLOPE": ("(Ei(x) - log(x/x₀))/(x - x₀) on [0, 1], Ei(x₀) = 0", lambda t: _ei_slope(_on(0, 1)(t))),
    "LAMBERT_W": ("(1 + W)/p in p/0.42", lambda t: _lambert(mpf("0.42") * t)),
}

POWERS = {
    "STIELTJES": ("(-1)^k·γₖ/k! with Stieltjes' constants", [(-1) ** k * mp.stieltjes(k) / mp.factorial(k) for k in range(28)]),
}


def render(name, comment, coefficients):
    lines, line = [], " "
    for number in (repr(float(x)) for x in coefficients):
        if len(line) + len(number) > 117:
            lines.append(line)
            line = " "
        line += f" {number},"
    return f"\n/** {comment}. */\nexport const {name}: readonly number[] = [\n" + "\n".join([*lines, line]) + "\n];\n"


if __name__ == "__main__":
    text = HEADER + "".join(render(name, comment, chebyshev(f)) for name, (comment, f) in CHEBYSHEV.items())
    text += "".join(render(name, *given) for name, given in POWERS.items())
    (Path(__file__).resolve().parent.parent / "coefficients.ts").write_text(text, encoding="utf-8")
