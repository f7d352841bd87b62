/**
 * The rules of differentiation on random programs: sums, products, quotients, compositions, to second order.
 *
 * Both sides of a rule are sums of the same terms, rounded differently. A side that forms each term with k roundings and
 * sums n of them is within (k + n - 1)·u·Σ|term| of the exact sum (Higham 2002, section 3.1), cancellation or not; so the
 * sides may differ by the sum of the two, and by η = 2⁻¹⁰⁷⁴ for each product that underflows. `ROUNDINGS` is the larger
 * count of the two sides, doubled.
 *
 * Where a driver looks again its answer is a limit, or the middle of two: the middle of products is no product of middles.
 */

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { add, div, mul, type Scalar, valueGradientAndHessian } from '../../lib/index.js';
import { isLooking } from '../support/agreement.js';
import { ETA, orderBound, U } from '../support/bounded.js';
import { UNARY, unaryNamed } from '../support/functions.js';
import { type Field, modes, ofOne } from '../support/modes.js';
import { among, programs as budget, holds } from '../support/settings.js';
import { type Case, cases } from './generator.js';
import { type Program, run } from './programs.js';

const test = suite('rules of differentiation');

const RUNS = Math.ceil(budget / 10);
const STATEMENTS = 8;

interface Jet {
  /** A limit beside the point. */
  readonly isLimit: boolean;
  readonly value: number;
  readonly gradient: readonly number[];
  readonly hessian: readonly (readonly number[])[];
}

function jetOf(f: Field, x: readonly number[]): Jet {
  let jet: unknown;
  const isLimit = isLooking(() => {
    jet = valueGradientAndHessian(f as (x: Scalar[]) => Scalar, [...x]);
  });
  return { ...(jet as Omit<Jet, 'isLimit'>), isLimit };
}

/** Neither overflow nor underflow in products of four of them. */
const moderate = (x: number): boolean => x === 0 || (Math.abs(x) > 1e-70 && Math.abs(x) < 1e70);

const allModerate = ({ isLimit, value, gradient, hessian }: Jet): boolean =>
  !isLimit && moderate(value) && gradient.every(moderate) && hessian.flat().every(moderate);

const compared = new Map<string, number>();

/** The derivative on the left against the terms on the right. */
function check(law: string, left: number, terms: readonly number[], roundings: number): void {
  const size = terms.reduce((total, term) => total + Math.abs(term), 0);
  if (!Number.isFinite(size)) return;
  compared.set(law, (compared.get(law) ?? 0) + 1);
  const right = terms.reduce((total, term) => total + term, 0);
  const most = roundings * U * size + 16 * ETA;
  assert.ok(Math.abs(left - right) <= most, `${law}: ${left} and ${right}, bound ${most}`);
}

/** Two programs, their jets, and the jet of a combination. */
function pair({ programs: [f, g], point }: Case, combine: (f: Scalar, g: Scalar) => Scalar): [Jet, Jet, Jet] {
  const F: Field = (x) => run(f as Program, x);
  const G: Field = (x) => run(g as Program, x);
  return [jetOf(F, point), jetOf(G, point), jetOf((x) => combine(F(x), G(x)), point)];
}

/** For all i <= j: the derivatives of two jets by x_i, by x_j and by both. */
function entries(
  f: Jet,
  g: Jet,
  visit: (
    i: number,
    j: number,
    parts: { fi: number; fj: number; fij: number; gi: number; gj: number; gij: number },
  ) => void,
): void {
  const n = f.gradient.length;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      visit(i, j, {
        fi: f.gradient[i] as number,
        fj: f.gradient[j] as number,
        fij: f.hessian[i]?.[j] as number,
        gi: g.gradient[i] as number,
        gj: g.gradient[j] as number,
        gij: g.hessian[i]?.[j] as number,
      });
    }
  }
}

const two = cases({ statements: STATEMENTS, programs: 2 });

test('linearity: (αf + βg)′ = αf′ + βg′, and to second order', () => {
  const [alpha, beta] = [-3.7, 0.3];
  holds(RUNS, two, (example) => {
    const [f, g, h] = pair(example, (f, g) => add(mul(alpha, f), mul(beta, g)));
    if (h.isLimit || !allModerate(f) || !allModerate(g)) return;
    entries(f, g, (i, j, { fi, gi, fij, gij }) => {
      if (i === j) check('linearity, first order', h.gradient[i] as number, [alpha * fi, beta * gi], 4);
      check('linearity, second order', h.hessian[i]?.[j] as number, [alpha * fij, beta * gij], 4);
    });
  });
});

test('Leibniz: (fg)′ = f′g + fg′, (fg)″ = f″g + 2f′g′ + fg″', () => {
  holds(RUNS, two, (example) => {
    const [f, g, h] = pair(example, mul);
    if (h.isLimit || !allModerate(f) || !allModerate(g)) return;
    entries(f, g, (i, j, { fi, fj, fij, gi, gj, gij }) => {
      if (i === j) check('product, first order', h.gradient[i] as number, [fi * g.value, f.value * gi], 4);
      const terms = [fij * g.value, fi * gj, fj * gi, f.value * gij];
      check('product, second order', h.hessian[i]?.[j] as number, terms, 8);
    });
  });
});

test('quotient: (f/g)′ = f′/g - fg′/g², and to second order', () => {
  holds(RUNS, two, (example) => {
    const [f, g, h] = pair(example, div);
    if (h.isLimit || !allModerate(f) || !allModerate(g) || g.value === 0) return;
    const [y, z] = [f.value, g.value];
    entries(f, g, (i, j, { fi, fj, fij, gi, gj, gij }) => {
      if (i === j) check('quotient, first order', h.gradient[i] as number, [fi / z, -((y / z) * (gi / z))], 10);
      const q = y / z;
      const terms = [
        fij / z,
        -((fi / z) * (gj / z)),
        -((fj / z) * (gi / z)),
        -(q * (gij / z)),
        2 * q * (gi / z) * (gj / z),
      ];
      check('quotient, second order', h.hessian[i]?.[j] as number, terms, 24);
    });
  });
});

test('chain rule: (φ∘f)′ = φ′(f)·f′, (φ∘f)″ = φ″(f)·f′f′ + φ′(f)·f″, for every function φ', () => {
  const example = fc.tuple(among(UNARY), cases({ statements: STATEMENTS }));
  const hyperdual = modes.find(({ name }) => name === 'hyper-dual');
  assert.ok(hyperdual);
  holds(
    2 * RUNS,
    example,
    ([
      name,
      {
        programs: [program],
        point,
      },
    ]) => {
      const phi = unaryNamed(name);
      const F: Field = (x) => run(program as Program, x);
      const f = jetOf(F, point);
      const outer = ofOne(hyperdual, phi)(f.value);
      if (isLooking(() => ofOne(hyperdual, phi)(f.value))) return;
      const h = jetOf((x) => phi(F(x)), point);
      if (h.isLimit || !allModerate(f) || ![outer.value, outer.d1, outer.d2 as number].every(moderate)) return;
      entries(f, f, (i, j, { fi, fj, fij }) => {
        if (i === j) check('chain, first order', h.gradient[i] as number, [outer.d1 * fi], 2);
        const terms = [(outer.d2 as number) * fi * fj, outer.d1 * fij];
        check('chain, second order', h.hessian[i]?.[j] as number, terms, 8);
      });
    },
  );
});

test('chain rule in several variables: (f∘g)′ = J_f(g(x))·J_g(x)', () => {
  const m = 3;
  const example = fc.tuple(
    cases({ statements: STATEMENTS, inputs: m }),
    cases({ statements: STATEMENTS, programs: m }),
  );
  holds(
    RUNS,
    example,
    ([
      {
        programs: [outer],
      },
      { programs, point },
    ]) => {
      const n = point.length;
      const g = programs.map(
        (program): Field =>
          (x) =>
            run(program, x),
      );
      const f: Field = (y) => run(outer as Program, y);
      const whole: Field = (x) => f(g.map((gk) => gk(x)));
      const y = g.map((gk) => gk(point) as number);
      const [atY, atX] = [jetOf(f, y), jetOf(whole, point)];
      const inner = g.map((gk) => jetOf(gk, point));
      if (atX.isLimit || !allModerate(atY) || !inner.every(allModerate)) return;
      const unit = (size: number, k: number): number[] => Array.from({ length: size }, (_, i) => Number(i === k));
      for (let i = 0; i < n; i++) {
        const terms = inner.map((jet, k) => (atY.gradient[k] as number) * (jet.gradient[i] as number));
        // Here all slopes of f and g are summed in another order, too: their bounds, carried through.
        let most = orderBound(whole, point, unit(n, i));
        for (let k = 0; k < m; k++) {
          most += orderBound(f, y, unit(m, k)) * Math.abs(inner[k]?.gradient[i] as number);
          most += orderBound(g[k] as Field, point, unit(n, i)) * Math.abs(atY.gradient[k] as number);
        }
        if (!Number.isFinite(most)) continue;
        most += (m + 1) * U * terms.reduce((total, term) => total + Math.abs(term), 0) + 16 * ETA;
        const [left, right] = [atX.gradient[i] as number, terms.reduce((total, term) => total + term, 0)];
        compared.set('chain in several variables', (compared.get('chain in several variables') ?? 0) + 1);
        assert.ok(Math.abs(left - right) <= most, `by x${i}: ${left} and ${right}, bound ${most}`);
      }
    },
  );
});

test('each rule was compared often enough', () => {
  for (const [law, count] of compared) assert.ok(count > RUNS / 10, `${law}: only ${count}`);
  assert.is(compared.size, 9);
  console.log([...compared].map(([law, count]) => `${law} ${count}`).join(', '));
});

test.run();
