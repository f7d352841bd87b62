/** What is looked at again is linear: hvp is H·v, jvp is J·v, vhvp is v·H·v, and the rows of a Jacobian do not disturb each other. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import * as h from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';
import type { LawField } from '../support/law-modes.js';
import { compositions } from './compositions.js';
import { fieldOf, written } from './expression.js';
import { Source } from './random.js';

const { abs, add, cbrt, cos, exp, max, mul, neg, norm, pow, relu, sqrt, square, sub, sum } = h;

type Scalar = h.Scalar;
type Vector = readonly Scalar[];
type Numbers = readonly number[];
type Map = (x: Vector) => Vector;
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;

const test = suite('linearity of looks');

interface Drivers {
  gradient(f: LawField, x: Numbers): number[];
  jacobian(f: Map, x: Numbers): number[][];
  hessian(f: LawField, x: Numbers): number[][];
  hvp(f: LawField, x: Numbers, v: Numbers): number[];
}
interface Forward extends Drivers {
  jvp(f: Map, x: Numbers, v: Numbers): { tangent: number[] };
  directionalDerivative(f: LawField, x: Numbers, v: Numbers): number;
  vhvp(f: LawField, x: Numbers, v: Numbers): number;
  laplacian(f: LawField, x: Numbers): number;
  divergence(f: Map, x: Numbers): number;
}
interface Reverse extends Drivers {
  vjp(f: Map, x: Numbers, w: Numbers): { cotangent: number[] };
}
const F = h as unknown as Forward;
const R = reverse as unknown as Reverse;

const dot = (a: Numbers, b: Numbers): number => a.reduce((s, ai, i) => s + ai * (b[i] as number), 0);
const times = (m: readonly Numbers[], v: Numbers): number[] => m.map((row) => dot(row, v));
const sizeOf = (...lists: readonly Numbers[]): number => Math.max(1, ...lists.flat().map(Math.abs));

/** @param terms - the size of what adds up to the numbers, where they may cancel. */
function close(actual: Numbers, due: Numbers, what: string, terms = 1): void {
  const within = 1e-11 * Math.max(terms, sizeOf(due, actual.filter(Number.isFinite)));
  due.forEach((d, i) => {
    assert.ok(Math.abs((actual[i] as number) - d) <= within, `${what}[${i}]: due ${d}, got ${actual[i]}`);
  });
}

const FIELDS: readonly (readonly [name: string, f: LawField, n: number])[] = [
  ['norm²', (x) => square(norm(x)), 3],
  ['Gaussian', (x) => exp(mul(-0.5, square(norm(x)))), 4],
  ['cos of norm', (x) => cos(norm(x)), 2],
  ['max·min', (x) => mul(max(at(x, 0), at(x, 1)), min(at(x, 0), at(x, 1))), 2],
  ['squares of halves', (x) => sum(x.map((xi, i) => mul(i + 1, square(relu(xi))))), 5],
  ['cube roots of cubes', (x) => square(sum(x.map((xi) => cbrt(pow(xi, 3))))), 3],
  ['kinks and products', (x) => add(abs(sum(x)), mul(at(x, 0), add(at(x, 1), square(abs(at(x, 0)))))), 3],
  ['roots', (x) => sum(x.map((xi, i) => cos(mul(i + 1, sqrt(xi))))), 18],
];

function min(a: Scalar, b: Scalar): Scalar {
  return h.min(a, b);
}

const directions = (n: number, from: Source): number[][] => [
  Array.from({ length: n }, (_, i) => Number(i === 0)),
  Array.from({ length: n }, () => 1),
  Array.from({ length: n }, () => 0),
  Array.from({ length: n }, () => from.below(9) - 4),
  Array.from({ length: n }, () => 4 * from.next() - 2),
];

for (const [name, f, n] of FIELDS) {
  test(`${name}: hvp is H·v in both modes, vhvp is v·H·v, laplacian is the trace`, () => {
    const x = new Array<number>(n).fill(0);
    const hessian = F.hessian(f, x);
    assert.ok(hessian.flat().every(Number.isFinite), 'the Hessian is finite');
    for (let i = 0; i < n; i++)
      close(
        hessian.map((row) => row[i] as number),
        hessian[i] as number[],
        'symmetry',
      );
    close(R.hessian(f, x).flat(), hessian.flat(), 'reverse');
    for (const v of directions(n, new Source(7))) {
      close(F.hvp(f, x, v), times(hessian, v), `hvp along ${v}`);
      close(R.hvp(f, x, v), times(hessian, v), `reverse hvp along ${v}`);
      close([F.vhvp(f, x, v)], [dot(v, times(hessian, v))], `vhvp along ${v}`, sizeOf(...hessian) * sizeOf(v) ** 2);
    }
    close([F.laplacian(f, x)], [hessian.reduce((t, row, i) => t + (row[i] as number), 0)], 'laplacian');
  });

  test(`${name}: directional derivatives are the gradient times v`, () => {
    const x = new Array<number>(n).fill(0);
    const slopes = F.gradient(f, x);
    close(R.gradient(f, x), slopes, 'reverse');
    for (const v of directions(n, new Source(9))) {
      close([F.directionalDerivative(f, x, v)], [dot(slopes, v)], `along ${v}`);
    }
  });
}

/** Some rows are looked at, some are regular, one has an infinite slope of its own, one a kink. */
const rows: Map = (x) => [
  square(sqrt(at(x, 0))),
  mul(at(x, 1), exp(at(x, 1))),
  sqrt(at(x, 0)),
  abs(at(x, 1)),
  sub(relu(relu(at(x, 1))), relu(neg(at(x, 1)))),
  cbrt(pow(add(at(x, 0), at(x, 1)), 3)),
  3,
];
const JACOBIAN: readonly Numbers[] = [
  [1, 0],
  [0, 1],
  [Number.POSITIVE_INFINITY, 0],
  [0, 0],
  [0, 1],
  [1, 1],
  [0, 0],
];

test('rows of a Jacobian are what each is alone', () => {
  const x = [0, 0];
  for (const drivers of [F, R]) {
    const jacobian = drivers.jacobian(rows, x);
    jacobian.forEach((row, j) => {
      close(row.filter(Number.isFinite), (JACOBIAN[j] as Numbers).filter(Number.isFinite), `row ${j}`);
      same(row.map(Number.isFinite), (JACOBIAN[j] as Numbers).map(Number.isFinite));
      close(
        row.filter(Number.isFinite),
        drivers.gradient((t) => at(rows(t), j), x).filter(Number.isFinite),
        `row ${j} alone`,
      );
    });
    for (let j = 0; j < JACOBIAN.length; j++) {
      same(drivers.jacobian((t) => [at(rows(t), j)], x)[0], jacobian[j], `row ${j} alone`);
    }
  }
  const compiled = compile(
    (t: readonly [Scalar, Scalar]) => h.jacobian(rows as never, t as never) as never,
    [0.3, 0.7],
  );
  same((compiled as unknown as (x: Numbers) => unknown)(x), F.jacobian(rows, x));
});

test('jvp is J·v and vjp is wᵀJ, row by row', () => {
  const finite: Map = (x) => rows(x).filter((_, j) => j !== 2);
  const jacobian = JACOBIAN.filter((_, j) => j !== 2);
  for (const v of directions(2, new Source(11))) {
    close(F.jvp(finite, [0, 0], v).tangent, times(jacobian, v), `jvp along ${v}`);
  }
  for (const w of directions(jacobian.length, new Source(13))) {
    const due = [0, 1].map((i) =>
      dot(
        w,
        jacobian.map((row) => row[i] as number),
      ),
    );
    close(R.vjp(finite, [0, 0], w).cotangent, due, `vjp of ${w}`);
  }
});

test('divergence is the trace of the Jacobian', () => {
  const field: Map = (x) => [square(sqrt(at(x, 0))), cbrt(pow(at(x, 1), 3)), mul(h.sign(at(x, 2)), abs(at(x, 2)))];
  close([F.divergence(field, [0, 0, 0])], [3], 'divergence');
});

test('random compositions: hvp and jvp are H·v and ∇f·v', () => {
  const from = new Source(17);
  let checked = 0;
  let lost = 0;
  for (const { e, point } of compositions(150, 40_000)) {
    if (point.length === 1) continue;
    checked++;
    const f = fieldOf(e);
    const v = point.map(() => from.below(7) - 3);
    const hessian = F.hessian(f, point);
    // What cancels in the doubles has no derivative there, in any driver.
    if (hessian.flat().some(Number.isNaN)) {
      lost++;
      assert.ok(F.hvp(f, point, v).some(Number.isNaN), written(e));
      assert.ok(R.hessian(f, point).flat().some(Number.isNaN), written(e));
      continue;
    }
    close(F.hvp(f, point, v), times(hessian, v), 'hvp');
    close(R.hvp(f, point, v), times(hessian, v), 'reverse hvp');
    close([F.directionalDerivative(f, point, v)], [dot(F.gradient(f, point), v)], 'jvp');
  }
  assert.ok(checked > 50 && lost < 2, `${lost} of ${checked} lost`);
});

test.run();
