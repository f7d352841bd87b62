/** What the special functions refuse: parameters that carry derivatives, and things that are not numbers. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { derivative, dual, gradient, hyperdual, type Scalar, value } from '../../lib/index.js';
import {
  besselI0,
  besselI1,
  besselJ,
  besselJ0,
  besselJ1,
  besselK,
  besselY0,
  besselY1,
  beta,
  betaI,
  digamma,
  erf,
  erfc,
  gamma,
  gammaP,
  gammaQ,
  lambertW,
  logBeta,
  logGamma,
  polygamma,
  trigamma,
} from '../../lib/special/index.js';
import { thrown } from '../support/assert.js';

const errors = suite('errors of special functions');

/** As a caller in plain JavaScript has them. */
type Untyped = (...args: unknown[]) => unknown;

function throwsTypeError(run: () => unknown, message: string): void {
  const error = thrown(run);
  assert.instance(error, TypeError);
  assert.is(error.message, message);
}

const advice = 'Only the derivative by x is known: use stopGradient() for a constant parameter.';

errors('a parameter that carries derivatives is refused, whatever x is', () => {
  const cases: [string, string, (parameter: Scalar, x: Scalar) => unknown][] = [
    ['polygamma', 'n', (n, x) => (polygamma as Untyped)(n, x)],
    ['besselJ', 'order', (v, x) => (besselJ as Untyped)(v, x)],
    ['besselK', 'order', (v, x) => (besselK as Untyped)(v, x)],
  ];
  for (const [name, parameter, call] of cases) {
    for (const x of [0.5, dual(0.5, 1), hyperdual(0.5, 1, 1, 0)]) {
      throwsTypeError(
        () => call(dual(2, 1), x),
        `${name}: expected the parameter ${parameter} to be a plain number, got Dual(2, 1). ${advice}`,
      );
    }
    throwsTypeError(
      () => call('2' as unknown as Scalar, 0.5),
      `${name}: expected the parameter ${parameter} to be a plain number, got the string "2". ${advice}`,
    );
    throwsTypeError(
      () => call(undefined as unknown as Scalar, 0.5),
      `${name}: expected the parameter ${parameter} to be a plain number, got undefined. ${advice}`,
    );
  }
});

errors('the advice works: value() of a parameter is a constant', () => {
  const slope = derivative((x: Scalar) => polygamma(value(dual(2, 1)), x), 1);
  assert.is(
    slope,
    derivative((x: Scalar) => polygamma(2, x), 1),
  );
  assert.throws(
    () => gradient(([n, x]) => (polygamma as Untyped)(n, x) as Scalar, [2, 1]),
    /polygamma: expected the parameter n/,
  );
});

errors('what is not a number is refused by name', () => {
  const unary: Record<string, unknown> = {
    besselI0,
    besselI1,
    besselJ0,
    besselJ1,
    besselY0,
    besselY1,
    digamma,
    erf,
    erfc,
    gamma,
    logGamma,
    trigamma,
  };
  for (const [name, f] of Object.entries(unary)) {
    throwsTypeError(
      () => (f as Untyped)('1'),
      `${name}: expected a number or a number made by hyperdual, got the string "1". Check the arguments.`,
    );
    assert.throws(() => (f as Untyped)([1]), new RegExp(`^${name}: expected a number .* got an array of length 1`));
    assert.throws(() => (f as Untyped)(), new RegExp(`^${name}: expected a number .* got undefined`));
  }
  for (const [name, call] of Object.entries({
    polygamma: (x: unknown) => (polygamma as Untyped)(2, x),
    gammaP: (x: unknown) => (gammaP as Untyped)(2, x),
    gammaQ: (x: unknown) => (gammaQ as Untyped)(2, x),
    betaI: (x: unknown) => (betaI as Untyped)(x, 2, 3),
    'gammaP by a': (a: unknown) => (gammaP as Untyped)(a, dual(1, 1)),
    'gammaQ by a': (a: unknown) => (gammaQ as Untyped)(a, 1),
    'gammaQ with a': (x: unknown) => (gammaQ as Untyped)(dual(1, 1), x),
    'betaI by a': (a: unknown) => (betaI as Untyped)(0.5, a, 3),
    'betaI by b': (b: unknown) => (betaI as Untyped)(0.5, 2, b),
    'betaI with a': (x: unknown) => (betaI as Untyped)(x, dual(2, 1), 3),
  })) {
    throwsTypeError(
      () => call('1'),
      `${name.split(' ')[0]}: expected a number or a number made by hyperdual, got the string "1". Check the arguments.`,
    );
  }
});

errors('beta and logBeta refuse it on either side', () => {
  for (const [name, f] of Object.entries({ beta, logBeta })) {
    for (const args of [
      ['1', 2],
      [2, '1'],
      [dual(1, 1), '1'],
      ['1', dual(1, 1)],
    ]) {
      const error = thrown(() => (f as Untyped)(...args));
      assert.instance(error, TypeError, name);
      assert.match(error.message, 'expected a number or a number made by hyperdual, got the string "1"');
    }
  }
});

errors('lambertW has the branches 0 and -1', () => {
  assert.throws(() => (lambertW as Untyped)(1, 1), /lambertW: expected the branch to be 0 or -1, got 1/);
});

errors.run();
