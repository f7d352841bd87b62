/** What series cost, counted in products of coefficients. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import { add, div, type Scalar, sub, taylor } from '../../lib/index.js';
import { Active, type Part } from '../../lib/scalar/active.js';
import { Level } from '../../lib/scalar/level.js';
import { type BinaryRule, jets, type Partials, partials, type UnaryRule } from '../../lib/scalar/rule.js';
import { BINARY, binaryNamed, UNARY, type UnaryName, unaryNamed } from '../support/functions.js';

const level = new Level('count');
let products = 0;

/** A number that counts products and quotients. */
class Counting extends Active {
  readonly level: Level = level;
  readonly primal: number;

  constructor(primal: number) {
    super();
    this.primal = primal;
  }

  get kind(): string {
    return 'Counting';
  }

  parts(): readonly Part[] {
    return [{ name: 'primal', order: 0, part: this.primal }];
  }

  private with(y: Scalar, f: (a: number, b: number) => number, cost: number): Scalar {
    if (typeof y !== 'number' && y.level.id > level.id) throw new Error('a series inside a coefficient');
    products += cost;
    return new Counting(f(this.primal, numberOf(y)));
  }

  add(y: Scalar): Scalar {
    return this.with(y, (a, b) => a + b, 0);
  }
  sub(y: Scalar): Scalar {
    return this.with(y, (a, b) => a - b, 0);
  }
  rsub(x: Scalar): Scalar {
    return this.with(x, (a, b) => b - a, 0);
  }
  mul(y: Scalar): Scalar {
    return this.with(y, (a, b) => a * b, 1);
  }
  div(y: Scalar): Scalar {
    return this.with(y, (a, b) => a / b, 1);
  }
  rdiv(x: Scalar): Scalar {
    return this.with(x, (a, b) => b / a, 1);
  }
  neg(): Scalar {
    return new Counting(-this.primal);
  }
  joined(): Scalar {
    return this;
  }

  merge(x: Scalar, y: Scalar, choose: (a: Scalar, b: Scalar) => Scalar): Scalar {
    return choose(x, y);
  }

  unary(rule: UnaryRule): Scalar {
    return new Counting(rule.value(this.primal));
  }
  jets(rule: UnaryRule, n: number): Scalar[] {
    return jets(rule, this.primal, n).map((y) => new Counting(numberOf(y)));
  }
  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const p = partials(rule, numberOf(x), numberOf(y), n, needX, needY);
    const of = (z: Scalar): Scalar => new Counting(numberOf(z));
    return { f: of(p.f), fx: of(p.fx), fy: of(p.fy), fxx: of(p.fxx), fxy: of(p.fxy), fyy: of(p.fyy) };
  }
}

const numberOf = (x: Scalar): number => (x instanceof Counting ? x.primal : (x as number));

/** Products for f at a series without zeros, x₀ + Σ tᵏ, beyond those for the series itself. */
function cost(f: (x: Scalar) => Scalar, x0: number, order: number): number {
  const dense = (t: Scalar): Scalar => add(x0 - 1, div(1, sub(1, t)));
  const count = (g: (t: Scalar) => Scalar): number => {
    products = 0;
    taylor(g, new Counting(0), order);
    return products;
  };
  return count((t) => f(dense(t))) - count(dense);
}

/** The differences of a list, n times over: the nth of a polynomial of degree n are equal, the next 0. */
function differences(list: readonly number[], n: number): number[] {
  if (n === 0) return [...list];
  const once = list.slice(1).map((y, i) => y - (list[i] as number));
  return differences(once, n - 1);
}

const ORDERS = Array.from({ length: 10 }, (_, i) => 12 + i);

const growth = suite('products for a function of a series');

const free: readonly string[] = [
  'neg',
  'abs',
  'sign',
  'floor',
  'ceil',
  'round',
  'trunc',
  'relu',
  'add',
  'sub',
  'max',
  'min',
  'mod',
];
const composed: readonly UnaryName[] = ['sinc', 'exprel', 'log1prel'];
const at: { readonly [name: string]: number } = { acosh: 2 };

for (const name of UNARY.filter((each) => !free.includes(each) && !composed.includes(each))) {
  growth(`${name}: a polynomial of degree 2 in the order`, () => {
    const counts = ORDERS.map((order) => cost(unaryNamed(name), at[name] ?? 0.5, order));
    // The factor 3j - 2k of the square root is 0 for every third k, and a product with 0 is none.
    const most = ['sqrt', 'cbrt'].includes(name) ? 3 : 0;
    ok(
      differences(counts, 3).every((d) => Math.abs(d) <= most),
      counts.join(),
    );
    const second = differences(counts, 2).reduce((a, b) => a + b) / 8;
    ok(second > 0.9 && second < 9, `${second}/2·n²`);
  });
}

for (const name of BINARY.filter((each) => !free.includes(each))) {
  growth(`${name}: a polynomial of degree 2 in the order`, () => {
    const f = (x: Scalar): Scalar => binaryNamed(name)(x, add(1, x));
    const counts = ORDERS.map((order) => cost(f, 0.5, order));
    equal(differences(counts, 3), [0, 0, 0, 0, 0, 0, 0], counts.join());
  });
}

growth('a product of two series: (n+1)(n+2)/2 products', () => {
  for (const order of ORDERS) {
    is(
      cost((x) => binaryNamed('mul')(x, x), 0.5, order),
      ((order + 1) * (order + 2)) / 2,
    );
  }
});

for (const name of composed) {
  growth(`${name}: degree 3 near 0, degree 2 along a straight path`, () => {
    const curved = [20, 40, 80].map((order) => cost(unaryNamed(name), 0.5, order)) as [number, number, number];
    ok(curved[2] / curved[1] < 8 && curved[1] / curved[0] < 8, curved.join());
    const straight = [20, 40, 80].map((order) => {
      products = 0;
      taylor(unaryNamed(name), new Counting(0.5), order);
      return products;
    }) as [number, number, number];
    ok(straight[2] / straight[1] < 2.5, straight.join());
  });
}

growth('a whole power: a product for each binary digit', () => {
  const power = (n: number): number => cost((x) => binaryNamed('pow')(x, n), 0.5, 20);
  ok(power(16) < 6 * 231 && power(3) < 3 * 231, `${power(16)}, ${power(3)}`);
});

growth.run();
