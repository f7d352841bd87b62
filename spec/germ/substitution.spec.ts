/**
 * Every row on germs against plain numbers: the expansion of f(x(ε)), and of its derivatives, with ε = 1/64 put in, is what
 * the row gives at the plain number x(1/64). So many orders are kept that nothing is left but rounding.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BINARY_RULES, UNARY_RULES } from '../../lib/functions/table.js';
import { Germ, GermLevel, germ } from '../../lib/germ/index.js';
import { whole } from '../../lib/germ/term.js';
import {
  add,
  defineFunction,
  div,
  log,
  mul,
  neg,
  pow,
  type Scalar,
  sin,
  sqrt,
  sub,
  type Unary,
} from '../../lib/index.js';
import { type BinaryRule, jets, type Partials, partials, type UnaryRule } from '../../lib/scalar/rule.js';
import { BETA, LOGBETA } from '../../lib/special/beta.js';
import * as special from '../../lib/special/index.js';

const test = suite('germs with a number put in for ε');

const EPSILON = 2 ** -10;
const DEPTH = 9;
const NEAR = 1e-10;

const level = new GermLevel('spec', DEPTH);
const epsilon = germ(level, 0, [[1, 1]]);

/** The expansion with a number for ε; NaN for NaN. */
function at(y: Scalar, e: number): number {
  if (!(y instanceof Germ)) return y as number;
  return y.terms.reduce((total, t) => total + (whole(t) as number) * e ** t.exponent * Math.log(e) ** t.logs, 0);
}

/** The row of an operator. */
function ruleOf(f: Unary): UnaryRule {
  let found: UnaryRule | undefined;
  const probe = { level, unary: (rule: UnaryRule) => (found = rule) };
  f(probe as unknown as Scalar);
  return found as unknown as UnaryRule;
}

const versine = defineFunction({ name: 'versine', value: (x) => 1 - Math.cos(x), slope: (x) => sin(x) });
/** Singular at 0 in a way that only the formula of the slope knows. */
const rootCubed = defineFunction({
  name: 'rootCubed',
  value: (x) => x * Math.sqrt(x),
  slope: (x) => mul(1.5, sqrt(x)),
});
const modulus = defineFunction({
  name: 'modulus',
  value: (x) => Math.abs(x),
  slope: (x) => div(x, sqrt(mul(x, x))),
});
const logistic = defineFunction({
  name: 'logistic',
  value: (x) => 1 / (1 + Math.exp(-x)),
  slope: (_, y) => mul(y, sub(1, y)),
});

const OTHERS: readonly Unary[] = [
  special.besselI0,
  special.besselI1,
  special.besselJ0,
  special.besselJ1,
  special.besselY0,
  special.besselY1,
  special.erf,
  special.erfc,
  special.erfcx,
  special.logErfc,
  special.logNormalCdf,
  special.normalQuantile,
  special.digamma,
  special.gamma,
  special.logGamma,
  special.trigamma,
  ((x: Scalar) => special.polygamma(3, x)) as Unary,
  ((x: Scalar) => special.gammaP(2.5, x)) as Unary,
  ((x: Scalar) => special.gammaQ(2.5, x)) as Unary,
  ((x: Scalar) => special.betaI(x, 2.5, 3)) as Unary,
  versine,
  rootCubed,
  modulus,
  logistic,
];

const POINTS: { readonly [name: string]: Scalar } = {
  '0 + ε': epsilon,
  '0 - ε': neg(epsilon),
  '0 + √ε': sqrt(epsilon),
  '1 + ε': add(1, epsilon),
  '1 - 2ε + ε²': add(sub(1, mul(2, epsilon)), mul(epsilon, epsilon)),
  '-1 + ε': add(-1, epsilon),
  '-1 - ε': sub(-1, epsilon),
  '0.7 + ε': add(0.7, epsilon),
  '2 - ε + ε^1.5': add(sub(2, epsilon), pow(epsilon, 1.5)),
  '-2.5 + ε': add(-2.5, epsilon),
  '1.7 + ε': add(1.7, epsilon),
  '-1.7 - ε': sub(-1.7, epsilon),
  '-1/ε': div(-1, epsilon),
  '2/ε + 1': add(1, div(2, epsilon)),
  'log ε': log(epsilon),
  '-log(3ε)': neg(log(mul(3, epsilon))),
};

const INFINITE = /1\/ε|2\/ε|log/;
const POLES = /^(digamma|trigamma|polygamma|gamma|logGamma|besselY)/;
/** Without an expansion at some of the points. */
const MAY_BE_NAN: readonly ((rule: string, at: string) => boolean)[] = [
  // Poles of special functions, which are at whole numbers.
  (rule, at) => POLES.test(rule) && /^(-1|0) /.test(at),
  // The root of a logarithm.
  (rule, at) => rule === 'normalQuantile' && /^[01] /.test(at),
  // Values at infinity that do not converge, or that only an asymptotic series gives.
  (rule, at) => INFINITE.test(at) && ![...UNARY_RULES, ...BINARY_RULES].some(({ name }) => name === rule),
  (rule, at) => INFINITE.test(at) && /^(sin|cos|tan|sinc|mod)$/.test(rule),
  (rule, at) => rule === 'mod' && /, 0 /.test(at),
  // No power of ε: infinite in e^(1/ε)·ε, 1/log ε, log log ε, √log ε.
  (rule, at) => rule === 'exprel' && at === '2/ε + 1',
  (rule, at) => at.includes('log') && !WITH_LOGARITHMS.includes(rule),
  (rule, at) => rule === 'pow' && INFINITE.test(at),
];
const WITH_LOGARITHMS = [
  ...['exp', 'exp2', 'expm1', 'sinh', 'cosh', 'tanh', 'sigmoid', 'softplus', 'logAddExp', 'max'],
  ...['square', 'abs', 'sign', 'floor', 'ceil', 'round', 'trunc'],
];
/** What is told from the leading order is not told at one number. */
const NOT_COMPARED: readonly ((rule: string, at: string) => boolean)[] = [
  (rule, at) => rule === 'mod' && INFINITE.test(at),
  // Below all powers of ε.
  (rule, at) => INFINITE.test(at) && /^(erfc?|logErfc|logNormalCdf|pow|gamma[PQ])$/.test(rule),
];

let compared = 0;

function check(rule: string, derivative: string, where: string, y: Scalar, expected: number): void {
  const name = `${rule} ${derivative} at ${where}`;
  if (y instanceof Germ && y.isNaN) {
    const isExpected = expected !== expected || derivative === '3' || MAY_BE_NAN.some((may) => may(rule, where));
    assert.ok(isExpected, `${name}: expected ${expected}, got NaN`);
    return;
  }
  // So little may be known that nothing can be compared: a bounded rest of floor(1/ε), a third derivative that is infinite.
  if (y instanceof Germ && EPSILON ** y.order > NEAR) return;
  const got = at(y, EPSILON);
  if (Math.abs(got) === Number.POSITIVE_INFINITY || NOT_COMPARED.some((not) => not(rule, where))) return;
  compared++;
  const size = Math.max(Math.abs(expected), INFINITE.test(where) ? 1e-25 : 1e-4);
  assert.ok(
    got === expected || (got !== got && expected !== expected) || Math.abs(got - expected) <= NEAR * size,
    `${name}: expected ${expected}, got ${got}, ${y}`,
  );
}

test('functions of one number', () => {
  for (const rule of [...UNARY_RULES, ...OTHERS.map(ruleOf)]) {
    for (const [name, x] of Object.entries(POINTS)) {
      const plain = jets(rule, at(x, EPSILON), 3) as number[];
      // Outside of the domain, formulas of derivatives may have values.
      if (plain[0] !== plain[0]) plain.fill(Number.NaN);
      for (const [k, y] of jets(rule, x, 3).entries()) check(rule.name, String(k), name, y, plain[k]);
    }
  }
  assert.ok(compared > 2300, `only ${compared} compared`);
});

test('functions of two numbers', () => {
  compared = 0;
  for (const rule of [...BINARY_RULES, BETA, LOGBETA] as readonly BinaryRule[]) {
    // Without expansions of their own, these take long.
    const points = Object.entries(POINTS).filter(([name]) => !/beta/i.test(rule.name) || /^(0.7|2 -|1 -)/.test(name));
    for (const [nameX, x] of points) {
      for (const [nameY, y] of points) {
        const plain = partials(rule, at(x, EPSILON), at(y, EPSILON), 2, true, true);
        const p = partials(rule, x, y, 2, true, true);
        for (const key of Object.keys(plain) as (keyof Partials)[]) {
          check(
            rule.name,
            key,
            `${nameX}, ${nameY}`,
            p[key],
            plain.f === plain.f ? (plain[key] as number) : Number.NaN,
          );
        }
      }
    }
  }
  assert.ok(compared > 6000, `only ${compared} compared`);
});

test.run();
