/** What JavaScript itself may do with an active number: print it. Every other conversion would drop the derivative. */
import { format, inspect } from 'node:util';
import { suite } from 'uvu';
import { equal, instance, is, not, ok, throws } from 'uvu/assert';
import { derivative, dual, gradient, hessian, hyperdual, mul, type Scalar, secondDerivative } from '../../lib/index.js';
import { thrown } from '../support/assert.js';

// biome-ignore lint/suspicious/noExplicitAny: this spec does to numbers what the types forbid
type Any = any;

const NATIVE =
  'A number that carries derivatives was used with a native operator: use add, mul, sin ... from hyperdual, or value(x) for the ' +
  'plain number.';
const STORED = ' It was stored in a typed array, which holds plain numbers only? Use an ordinary array.';

/** Numbers of both classes, plain and general, by hand and of running calls. */
function withActives(check: (x: Any, kind: string) => void): void {
  check(dual(3, 1), 'Dual');
  check(dual(dual(3, 1), 1), 'Dual');
  check(hyperdual(3, 1, 1, 0), 'HyperDual');
  check(hyperdual(dual(3, 1), 1), 'HyperDual');
  derivative((x) => {
    check(x, 'Dual');
    check(mul(x, dual(1, 1)), 'Dual');
    return x;
  }, 3);
  secondDerivative((x) => {
    check(x, 'HyperDual');
    check(mul(x, dual(1, 1)), 'HyperDual');
    return x;
  }, 3);
  gradient(
    ([x, y]) => {
      check(x, 'Bundle');
      check(mul(y, dual(1, 1)), 'Bundle');
      return x;
    },
    [3, 4],
  );
}

/** The global functions, which convert their argument where those of Number do not. */
const coercing: Any = globalThis;

const TEXT = '';

const conversion = suite('native operators');

const conversions: [string, (x: Any) => unknown][] = [
  ['x + 1', (x) => x + 1],
  ['1 + x', (x) => 1 + x],
  ['x + x', (x) => x + x],
  ["x + ''", (x) => x + TEXT],
  ["'' + x", (x) => TEXT + x],
  ['x - 1', (x) => x - 1],
  ['1 - x', (x) => 1 - x],
  ['x * 2', (x) => x * 2],
  ['2 * x', (x) => 2 * x],
  ['x / 2', (x) => x / 2],
  ['x % 2', (x) => x % 2],
  ['x ** 2', (x) => x ** 2],
  ['2 ** x', (x) => 2 ** x],
  ['-x', (x) => -x],
  ['+x', (x) => +x],
  ['~x', (x) => ~x],
  ['x | 0', (x) => x | 0],
  ['x >>> 0', (x) => x >>> 0],
  ['x < 4', (x) => x < 4],
  ['x > 4', (x) => x > 4],
  ['x <= x', (x) => x <= x],
  ['x >= 4', (x) => x >= 4],
  // biome-ignore lint/suspicious/noDoubleEquals: the loose comparison is what is checked
  ['x == 3', (x) => x == 3],
  // biome-ignore lint/suspicious/noDoubleEquals: the loose comparison is what is checked
  ['x != 3', (x) => x != 3],
  [
    'x++',
    (x) => {
      let y = x;
      return y++;
    },
  ],
  [
    'y += x',
    (x) => {
      let y = 1;
      y += x;
      return y;
    },
  ],
  ['Number(x)', (x) => Number(x)],
  ['BigInt(x)', (x) => BigInt(x)],
  ['isNaN(x)', (x) => coercing.isNaN(x)],
  ['isFinite(x)', (x) => coercing.isFinite(x)],
  ['new Date(x)', (x) => new Date(x)],
  ['Float64Array.of(x)', (x) => Float64Array.of(x)],
  ['Float64Array.from([x])', (x) => Float64Array.from([x])],
  ['new Float32Array([x])', (x) => new Float32Array([x])],
  [
    'a typed array store',
    (x) => {
      new Float64Array(1)[0] = x;
    },
  ],
  ['Float64Array.fill(x)', (x) => new Float64Array(1).fill(x)],
  ['(3.5).toFixed(x)', (x) => (3.5).toFixed(x)],
  ['[1, 2].at(x)', (x) => [1, 2].at(x)],
];

for (const [title, run] of conversions) {
  conversion(`${title} throws, and names the operators to use`, () => {
    withActives((x) => {
      const error = thrown(() => run(x));
      instance(error, TypeError);
      ok(error.message === NATIVE || error.message === NATIVE + STORED, error.message);
    });
  });
}

conversion('every function of Math throws', () => {
  const functions = Object.getOwnPropertyNames(Math).filter((name) => typeof (Math as Any)[name] === 'function');
  not.equal(functions.length, 0);
  for (const name of functions) {
    if (name === 'random' || name === 'f16round' || name === 'sumPrecise') continue;
    withActives((x) => {
      is(thrown(() => (Math as Any)[name](x, x)).message, NATIVE + STORED, `Math.${name}`);
    });
  }
});

conversion('storing into a typed array names the way out, whatever the kind of the array', () => {
  withActives((x) => {
    for (const Kind of [Float64Array, Float32Array, Int32Array, Uint8ClampedArray]) {
      const store = (): void => {
        new Kind(1)[0] = x;
      };
      for (const run of [store, () => Kind.of(x), () => new Kind([x]), () => new Kind(1).fill(x)]) {
        is(thrown(run).message, NATIVE + STORED);
      }
    }
  });
});

conversion('a native operator inside a differentiated function is an error of the driver call', () => {
  is(thrown(() => derivative((x: Any) => x * x, 3)).message, NATIVE + STORED);
  is(thrown(() => hessian((x: Any) => Math.sin(x[0]), [3])).message, NATIVE + STORED);
});

conversion('what converts nothing goes on: ===, typeof, a list, a record, a Map key', () => {
  const x = dual(3, 1);
  is((x as Any) === 3, false);
  is(typeof x, 'object');
  is(new Map([[x, 'kept']]).get(x), 'kept');
  is([x].includes(x), true);
  is(Number.isFinite(x), false);
});

const printing = suite('printing');

const printed: [string, Scalar][] = [
  ['Dual(3, 1)', dual(3, 1)],
  ['Dual(Dual(3, 1), Dual(0, -2.5))', dual(dual(3, 1), dual(0, -2.5))],
  ['HyperDual(3, 1, 2, 0.5)', hyperdual(3, 1, 2, 0.5)],
  ['HyperDual(Dual(3, 1), 0, 0, 0)', hyperdual(dual(3, 1))],
  ['Dual(NaN, Infinity)', dual(Number.NaN, Number.POSITIVE_INFINITY)],
];

printing('String(x), a template and x.toString() give all parts', () => {
  for (const [text, x] of printed) {
    is(String(x), text);
    is(`${x}`, text);
    is(x.toString(), text);
  }
});

printing('console.log prints all parts, also inside of arrays and records', () => {
  for (const [text, x] of printed) {
    is(inspect(x), text);
    is(format(x), text);
    is(format('x is', x), `x is ${text}`);
    is(inspect([x]), `[ ${text} ]`);
    is(inspect({ x }), `{ x: ${text} }`);
  }
});

printing('a join of a list prints its numbers', () => is([dual(1, 2), 3].join(' '), 'Dual(1, 2) 3'));

printing('the numbers of running driver calls print like others', () => {
  derivative((x) => {
    is(String(x), 'Dual(2, 1)');
    is(inspect(mul(x, dual(1, 1))), 'Dual(Dual(2, 2), Dual(1, 1))');
    return secondDerivative((y) => {
      is(String(mul(x, y)), 'HyperDual(Dual(6, 3), Dual(2, 1), Dual(2, 1), 0)');
      return y;
    }, 3);
  }, 2);
  gradient(
    ([x, y]) => {
      is(String(mul(x, y)), 'Bundle(6, 3, 2)');
      is(inspect([x, mul(y, dual(1, 1))]), '[ Bundle(2, 1, 0), Bundle(Dual(3, 3), 0, Dual(1, 1)) ]');
      return x;
    },
    [2, 3],
  );
});

printing('printing shows no inspection method among the keys of a number', () => {
  equal(Object.keys(dual(3, 1)), ['level', 'primal', 'tangent']);
});

const json = suite('JSON');

json('JSON keeps all parts by name', () => {
  equal(JSON.parse(JSON.stringify(dual(3, 1))), { primal: 3, tangent: 1 });
  equal(JSON.parse(JSON.stringify(hyperdual(3, 1, 2, 0.5))), { primal: 3, eps1: 1, eps2: 2, eps12: 0.5 });
  equal(JSON.parse(JSON.stringify(dual(dual(3, 1), 2))), { primal: { primal: 3, tangent: 1 }, tangent: 2 });
  equal(JSON.parse(JSON.stringify({ list: [dual(3, 1)] })), { list: [{ primal: 3, tangent: 1 }] });
});

json('a number made again from its JSON is the same number', () => {
  const x = hyperdual(0.1, -2, 1e-300, 5);
  const { primal, eps1, eps2, eps12 } = JSON.parse(JSON.stringify(x));
  is(String(hyperdual(primal, eps1, eps2, eps12)), String(x));
  const { primal: p, tangent } = JSON.parse(JSON.stringify(dual(0.1, 1 / 3)));
  is(String(dual(p, tangent)), String(dual(0.1, 1 / 3)));
});

json('toJSON of a number of a running call does not throw', () => {
  derivative((x) => {
    is(JSON.stringify(x), '{"primal":2,"tangent":1}');
    is(JSON.stringify(mul(x, dual(1, 1))), '{"primal":{"primal":2,"tangent":2},"tangent":{"primal":1,"tangent":1}}');
    return x;
  }, 2);
  gradient(
    ([x, y]) => {
      is(JSON.stringify(mul(x, y)), '{"primal":6,"tangent1":3,"tangent2":2}');
      return x;
    },
    [2, 3],
  );
});

json('a number is no promise and no iterable', () => {
  throws(() => [...(dual(3, 1) as Any)]);
  is((dual(3, 1) as Any).then, undefined);
});

conversion.run();
printing.run();
json.run();
