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


SERIES = {
    "ERFCX": ("(1 + 2x)·e^(x²)·erfc(x) in (x - 3.75)/(x + 3.75), x >= 0", _scaled_erfc),
}


def render(name, comment, f):
    lines, line = [], " "
    for number in (repr(float(x)) for x in chebyshev(f)):
        if len(line) + len(number) > 117:
            lines.append(line)
            line = " "
        line += f" {number},"
    return f"\n/** {comment}. */\nexport const {name}: readonly number[] = [\n" + "\n".join([*lines, line]) + "\n];\n"


if __name__ == "__main__":
    text = HEADER + "".join(render(name, *given) for name, given in SERIES.items())
    (Path(__file__).resolve().parent.parent / "coefficients.ts").write_text(text, encoding="utf-8")
