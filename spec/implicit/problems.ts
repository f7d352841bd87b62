/** Solutions with known derivatives: those of 60-digit arithmetic (spec/fixtures/implicit.py), and closed forms. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { root } from '../../lib/implicit/index.js';
import { add, cos, div, exp, log, mul, neg, pow, type Scalar, sin, sqrt, square, sub, sum } from '../../lib/index.js';
import { erfc } from '../../lib/special/index.js';

export type Vector = readonly Scalar[];

/** A solution of one number, with its derivatives by a list of parameters. */
export interface Known {
  readonly p: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
  readonly hessian: readonly (readonly number[])[];
}

interface Fixtures {
  readonly volatility: Known;
  readonly xirr: Known;
  readonly kepler: Known;
  /** The value and five derivatives by the mean anomaly. */
  readonly keplerOrders: readonly number[];
  readonly flow: {
    readonly p: readonly number[];
    readonly value: readonly number[];
    readonly jacobian: readonly (readonly number[])[];
    readonly hessian: readonly (readonly (readonly number[])[])[];
  };
}

const file = fileURLToPath(new URL('../../../spec/fixtures/implicit.json', import.meta.url));
export const known = JSON.parse(readFileSync(file, 'utf8')) as Fixtures;

/** All numbers of two structures within a share of the largest of those expected. */
export function close(actual: unknown, expected: unknown, tolerance: number, message = ''): void {
  const [a, b] = [numbersOf(actual), numbersOf(expected)];
  assert.is(a.length, b.length, message);
  const size = Math.max(...b.map(Math.abs));
  a.forEach((x, i) => {
    const error = Math.abs(x - (b[i] as number)) / size;
    assert.ok(error <= tolerance, `${message} expected ${b[i]}, got ${x}: off by ${error}`);
  });
}

function numbersOf(x: unknown): number[] {
  if (typeof x === 'number') return [x];
  return Object.values(x as object).flatMap(numbersOf);
}

const normal = (x: Scalar): Scalar => mul(0.5, erfc(mul(-Math.SQRT1_2, x)));

/** A call with strike 100, rate 0.02 and half a year. */
export function callPrice(spot: Scalar, vol: Scalar): Scalar {
  const spread = mul(vol, Math.SQRT1_2);
  const d1 = div(add(log(div(spot, 100)), mul(add(0.02, mul(0.5, square(vol))), 0.5)), spread);
  return sub(mul(spot, normal(d1)), mul(100 * Math.exp(-0.01), normal(sub(d1, spread))));
}

/** The volatility that gives a price. */
export const volatility = ([price, spot]: Vector): Scalar =>
  root((vol: Scalar, [c, s]: Vector) => sub(callPrice(s as Scalar, vol), c as Scalar), 0.2, [price, spot] as Scalar[]);

const DAYS = [0, 60, 303, 411, 456];

/** The rate at which cash flows on these days are worth nothing. */
export const xirr = (flows: Vector): Scalar =>
  root(
    (rate: Scalar, c: Vector) => sum(c.map((x, i) => mul(x, pow(add(1, rate), -(DAYS[i] as number) / 365)))),
    0.1,
    flows as Scalar[],
  );

/** The eccentric anomaly for a mean anomaly and an eccentricity. */
export const kepler = ([M, e]: Vector): Scalar =>
  root((E: Scalar, [m, k]: Vector) => sub(sub(E, mul(k as Scalar, sin(E))), m as Scalar), 1, [M, e] as Scalar[]);

/** Lines between three buses: resistance and reactance. */
const LINES: readonly (readonly [number, number, number, number])[] = [
  [0, 1, 0.02, 0.06],
  [0, 2, 0.08, 0.24],
  [1, 2, 0.06, 0.18],
];

function admittances(): { G: number[][]; B: number[][] } {
  const table = (): number[][] => [0, 1, 2].map(() => [0, 0, 0]);
  const [G, B] = [table(), table()];
  const put = (A: number[][], i: number, j: number, y: number): void => {
    const row = A[i] as number[];
    row[j] = (row[j] as number) + y;
  };
  for (const [i, j, r, x] of LINES) {
    const z = r * r + x * x;
    for (const [k, l] of [
      [i, j],
      [j, i],
    ] as const) {
      put(G, k, k, r / z);
      put(B, k, k, -x / z);
      put(G, k, l, -r / z);
      put(B, k, l, x / z);
    }
  }
  return { G, B };
}

const { G, B } = admittances();

/** What flows into the net at each bus, real and reactive. */
export function injected(t: Vector, v: Vector): { P: Scalar[]; Q: Scalar[] } {
  const over = (i: number, term: (k: number, g: number, b: number, c: Scalar, s: Scalar) => Scalar): Scalar =>
    mul(
      v[i] as Scalar,
      sum(
        [0, 1, 2].map((k) => {
          const angle = sub(t[i] as Scalar, t[k] as Scalar);
          const [g, b] = [G[i]?.[k] as number, B[i]?.[k] as number];
          return mul(v[k] as Scalar, term(k, g, b, cos(angle), sin(angle)));
        }),
      ),
    );
  return {
    P: [0, 1, 2].map((i) => over(i, (_, g, b, c, s) => add(mul(g, c), mul(b, s)))),
    Q: [0, 1, 2].map((i) => over(i, (_, g, b, c, s) => sub(mul(g, s), mul(b, c)))),
  };
}

/** Angles and voltages of two buses from their loads; the first bus is 1.05 at angle 0. */
export const flow = (loads: Vector): Scalar[] =>
  root(
    ([t2, t3, v2, v3]: Vector, [P2, Q2, P3, Q3]: Vector) => {
      const { P, Q } = injected([0, t2 as Scalar, t3 as Scalar], [1.05, v2 as Scalar, v3 as Scalar]);
      return [
        add(P[1] as Scalar, P2 as Scalar),
        add(Q[1] as Scalar, Q2 as Scalar),
        add(P[2] as Scalar, P3 as Scalar),
        add(Q[2] as Scalar, Q3 as Scalar),
      ];
    },
    [0, 0, 1, 1] as Scalar[],
    loads as Scalar[],
  );

/** Zero rates of 1, 2, ... years from par swap rates, as a solution. */
export const bootstrapped = (swaps: Vector): Scalar[] =>
  root(
    (zeros: Vector, s: Vector) => {
      const discounts = zeros.map((z, i) => exp(neg(mul(i + 1, z))));
      return discounts.map((d, n) => sub(add(mul(s[n] as Scalar, sum(discounts.slice(0, n + 1))), d), 1));
    },
    swaps.map(() => 0.03) as Scalar[],
    swaps as Scalar[],
  );

/** The same year by year: the discount of year n is (1 - s·(those before it))/(1 + s). */
export function yearByYear(swaps: Vector): Scalar[] {
  const discounts: Scalar[] = [];
  for (const s of swaps) discounts.push(div(sub(1, mul(s, sum(discounts))), add(1, s)));
  return discounts.map((d, i) => div(neg(log(d)), i + 1));
}

/** For random cases: pairs of unknowns and parameters with x = g(p) known in closed form, cf. the spec of modes. */
export const closedForm = ([a, b]: Vector): Scalar[] => [
  sqrt(add(square(a as Scalar), exp(b as Scalar))),
  sin(mul(a as Scalar, b as Scalar)),
];
