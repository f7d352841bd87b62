/** Patterns hold every derivative that is not 0, and are as small as they should be where the structure is known. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import {
  abs,
  add,
  atan2,
  ceil,
  clamp,
  defineFunction,
  derivative,
  div,
  dot,
  eq,
  exp,
  floor,
  gradient,
  hypot,
  jacobian,
  logSumExp,
  lt,
  max,
  mod,
  mul,
  neg,
  norm,
  pow,
  prod,
  type Scalar,
  select,
  sign,
  sin,
  square,
  sub,
  sum,
  value,
} from '../../lib/index.js';
import { solve } from '../../lib/linalg/index.js';
import * as reverse from '../../lib/reverse/index.js';
import {
  hessianPattern,
  jacobianPattern,
  Pattern,
  programHessianPattern,
  programJacobianPattern,
} from '../../lib/sparse/index.js';
import { IndexSets } from '../../lib/sparse/index-sets.js';
import { IntList } from '../../lib/sparse/int-list.js';
import { throwsExactly } from '../support/messages.js';
import { holds, programs as runs } from '../support/settings.js';
import { fieldOf, objectiveOf, pointOf, programs } from './programs.js';
import {
  arrowhead,
  banded,
  blocks,
  chain,
  clusters,
  denseHessian,
  denseJacobian,
  type Field,
  fan,
  fivePoint,
  type Objective,
  point,
  randomFrom,
  tridiagonal,
} from './zoo.js';

const suite = suiteOf('sparse: patterns');

type Vector = readonly Scalar[];

/** The places of numbers that are not 0. */
const marks = (matrix: readonly (readonly number[])[]): string =>
  matrix.map((row) => row.map((x) => (x === 0 ? '.' : '*')).join(' ')).join('\n');

/** The first place at which a derivative is not 0 and the pattern has none. */
function missing(matrix: readonly (readonly number[])[], pattern: Pattern): string | undefined {
  for (const [i, row] of matrix.entries()) {
    for (const [j, x] of row.entries()) if (x !== 0 && !pattern.has(i, j)) return `[${i}, ${j}] is ${x}`;
  }
  return undefined;
}

suite('of known structures are exactly those of the dense Jacobians, in both scopes and from programs', () => {
  const fields: readonly (readonly [Field, number])[] = [
    [tridiagonal, 9],
    [banded, 17],
    [arrowhead, 7],
    [fivePoint, 16],
    [blocks, 12],
  ];
  for (const [f, n] of fields) {
    const expected = marks(denseJacobian(f, point(n)));
    assert.is(String(jacobianPattern(f, point(n))), expected);
    assert.is(String(jacobianPattern(f, point(n), { scope: 'local' })), expected);
    assert.is(String(programJacobianPattern(f, point(n))), expected);
  }
});

suite('of known structures are exactly those of the dense Hessians', () => {
  const objectives: readonly (readonly [Objective, number])[] = [
    [chain, 8],
    [fan, 6],
    [clusters, 12],
  ];
  for (const [f, n] of objectives) {
    const expected = marks(denseHessian(f, point(n)));
    assert.is(String(hessianPattern(f, point(n))), expected);
    assert.is(String(hessianPattern(f, point(n), { scope: 'local' })), expected);
    assert.is(String(programHessianPattern(f, point(n))), expected);
  }
});

suite('hold every derivative of random programs that is not 0', () => {
  let nonzeros = 0;
  holds(Math.ceil(runs / 4), programs, (program) => {
    const [f, energy, x] = [fieldOf(program), objectiveOf(program), pointOf(program)];
    const J = denseJacobian(f, x);
    const H = denseHessian(energy, x);
    for (const row of J) nonzeros += row.filter((d) => d !== 0).length;
    assert.is(missing(J, jacobianPattern(f, x)), undefined, 'global');
    assert.is(missing(J, jacobianPattern(f, x, { scope: 'local' })), undefined, 'local');
    assert.is(missing(J, programJacobianPattern(f, x)), undefined, 'program');
    assert.is(missing(H, hessianPattern(energy, x)), undefined, 'global, second order');
    assert.is(missing(H, hessianPattern(energy, x, { scope: 'local' })), undefined, 'local, second order');
    assert.is(missing(H, programHessianPattern(energy, x)), undefined, 'program, second order');
    assert.ok(hessianPattern(energy, x).isSymmetric);
  });
  assert.ok(nonzeros > runs / 4, `${nonzeros} nonzeros`);
});

suite('see what is linear, piecewise linear, constant, and dead', () => {
  const of = (f: Objective, n = 3): string => String(hessianPattern(f, point(n))).replaceAll('\n', '|');
  const none = '. . .|. . .|. . .';
  assert.is(
    of(([x, y, z]) => sub(mul(2, x), add(neg(y), mul(z, 3)))),
    none,
  );
  assert.is(
    of(([x, y, z]) => add(abs(x), max(y, z))),
    none,
  );
  assert.is(
    of(([x, y, z]) => add(mod(x, y), clamp(z, 0, 1))),
    none,
  );
  assert.is(
    of(([x, y, z]) => mul(floor(mul(x, y)), add(sign(x), ceil(z)))),
    none,
  );
  assert.is(
    of(([x, y, z]) => add(pow(x, 1), add(pow(y, 0), z))),
    none,
  );
  assert.is(
    of(([x, y]) => mul(x, y)),
    '. * .|* . .|. . .',
  );
  assert.is(
    of(([x, y]) => add(x, mul(3, sub(y, 1)))),
    none,
  );
  assert.is(
    of(([x, y, z]) => sum([mul(0, mul(x, y)), sub(x, x), z])),
    none,
  );
  assert.is(
    of(([x, y]) => div(x, y)),
    '. * .|* * .|. . .',
  );
  assert.is(
    of(([x, y]) => add(div(x, 2), div(2, y))),
    '. . .|. * .|. . .',
  );
  assert.is(
    of(([x, y]) => add(atan2(x, y), exp(y))),
    '* * .|* * .|. . .',
  );
  // What no output is made of does not count.
  assert.is(
    of(([x, y, z]) => [z, exp(mul(x, y))][0]),
    none,
  );
  assert.is(
    String(jacobianPattern(([x, y]: Vector) => [floor(x), 7, mul(0, y), sub(y, y), x], [1, 2])),
    '. .\n. .\n. .\n. .\n* .',
  );
});

suite('of structures: outputs are the rows, inputs the columns, in their order', () => {
  const f = ({ p: [a, b], q }: { p: readonly Scalar[]; q: Scalar }) => ({ u: [mul(a, q)], v: sin(b) });
  assert.is(String(jacobianPattern(f as never, { p: [1, 2], q: 3 } as never)), '* . *\n. * .');
  assert.is(String(jacobianPattern(sin, 1)), '*');
  assert.is(String(hessianPattern(sin, 1)), '*');
  assert.is(jacobianPattern(() => 3, [1, 2]).nonzeros, 0);
});

suite('global ones count both branches of a select, local ones the branch taken at x', () => {
  const f = ([x, y, z]: Vector): Scalar[] => [
    select(
      lt(x, 0),
      () => mul(y, y),
      () => z,
    ),
    max(x, y),
  ];
  assert.is(String(jacobianPattern(f, [1, 2, 3])), '. * *\n* * .');
  assert.is(String(jacobianPattern(f, [1, 2, 3], { scope: 'local' })), '. . *\n. * .');
  assert.is(String(jacobianPattern(f, [-1, -2, 3], { scope: 'local' })), '. * .\n* . .');
  const records = ([x, y]: Vector): Scalar[] =>
    Object.values(
      select(
        lt(x, 0),
        () => ({ a: x, b: 2 }),
        () => ({ a: 1, b: y }),
      ) as Record<string, Scalar>,
    );
  assert.is(String(jacobianPattern(records, [1, 2])), '* .\n. *');
  // A function that looks at values, at x.
  const branching = ([x, y]: Vector): Scalar[] => [value(x) > 0 ? y : square(x)];
  assert.is(String(jacobianPattern(branching, [1, 2], { scope: 'local' })), '. *');
  assert.is(String(jacobianPattern(branching, [-1, 2], { scope: 'local' })), '* .');
  const [one, two] = [jacobian(branching as never, [1, 2]), jacobian(branching as never, [-1, 2])];
  assert.equal([one, two], [[[0, 1]], [[-2, 0]]]);
});

suite('global ones refuse what depends on values, and name the way out', () => {
  const cure =
    'Write the decision with select(lt(x, y), () => ..., () => ...), of which both branches count; or ask for the pattern of ' +
    "the course that f takes at x: { scope: 'local' }.";
  throwsExactly(
    () => jacobianPattern(([x, y]: Vector) => [value(x) > 0 ? y : x], [1, 2]),
    TypeError,
    `jacobianPattern: expected f to do the same for every x, got value(x), or a function that decides by value. ${cure}`,
  );
  assert.throws(
    () => jacobianPattern(([x, y]: Vector) => [lt(x, y) ? y : x], [1, 2]),
    /^jacobianPattern: expected every comparison to be used by select, got 1 that was not, the first at .*patterns\.spec/,
  );
  const A = (x: Vector): Scalar[][] => [
    [x[0], 1],
    [x[1], 2],
  ];
  assert.throws(
    () => hessianPattern((x: Vector) => sum(solve(A(x), [1, 2])), [3, 4]),
    /^hessianPattern: expected f to do the same for every x, got a decision by /,
  );
  const solved = hessianPattern((x: Vector) => sum(solve(A(x), [1, 2])), [3, 4], { scope: 'local' });
  assert.is(String(solved), '* *\n* *');
});

suite('take functions of every kind for every x', () => {
  const f = (x: Vector): Scalar[] => [
    norm(x.slice(0, 2)),
    hypot(x[1], x[2]),
    logSumExp(x.slice(2)),
    prod(x.slice(0, 3)),
    dot(x.slice(0, 2), x.slice(2)),
    max(x[0], x[1], x[2]),
    clamp(x[0], x[1], x[2]),
    pow(x[0], x[3]),
    softSign(x[3]),
    product(x[1], x[3]),
    norm(x.slice(3)),
  ];
  const all = '* * . .|. * * .|. . * *|* * * .|* * * *|* * * .|* * * .|* . . *|. . . *|. * . *|. . . *';
  assert.is(String(jacobianPattern(f, point(4))), all.replaceAll('|', '\n'));
  // At this point max and clamp choose one of their arguments.
  const here = '* * . .|. * * .|. . * *|* * * .|* * * *|. * . .|. . * .|* . . *|. . . *|. * . *|. . . *';
  assert.is(String(jacobianPattern(f, [0.3, 0.9, 0.4, 0.5], { scope: 'local' })), here.replaceAll('|', '\n'));
});

const softSign = defineFunction({ name: 'softSign', value: (x) => x / (1 + Math.abs(x)), slope: () => 1 });
const product = defineFunction({ name: 'product', value: (x, y) => x * y, slopes: [(_, y) => y, (x) => x] });

suite('see through drivers inside of f: the gradient of a chain is tridiagonal', () => {
  const expected = String(hessianPattern(chain, point(6)));
  for (const scope of ['global', 'local'] as const) {
    const byReverse = jacobianPattern(
      (x: Vector) => reverse.gradient(chain as never, x as never) as Scalar[],
      point(6),
      { scope },
    );
    const byForward = jacobianPattern((x: Vector) => gradient(chain as never, x as never) as Scalar[], point(6), {
      scope,
    });
    assert.is(String(byReverse), expected, scope);
    assert.is(String(byForward), expected, scope);
  }
  // A derivative that one branch has and the other has not.
  const f = (x: Vector): Scalar[] =>
    gradient(
      (y: Scalar[]) =>
        select(
          lt(y[0], 1),
          () => square(y[1]),
          () => y[2],
        ),
      x as never,
    ) as never;
  assert.is(String(jacobianPattern(f, [1, 2, 3])), '. . .\n. * .\n. . .');
});

suite('look at values where they are asked for: a zero times something infinite is no constant', () => {
  const infinite = Number.POSITIVE_INFINITY;
  const f = ([x, y]: Vector): Scalar[] => [mul(0, x), sub(x, x), div(0, y), mul(x, 0)];
  assert.is(String(jacobianPattern(f, [infinite, 0], { scope: 'local' })), '* .\n* .\n. *\n* .');
  assert.is(jacobianPattern(f, [1, 2], { scope: 'local' }).nonzeros, 0);
  assert.is(jacobianPattern(f, [1, 2]).nonzeros, 0);
  // The message of a number prints without its value.
  assert.is(
    String(
      jacobianPattern(
        (x: Vector) => {
          assert.match(String(x[1]), /^Traced\(1\)$/);
          return x;
        },
        [1, 2],
      ),
    ),
    '* .\n. *',
  );
});

suite('refuse dense matrices, numbers of other calls, and options that do not exist', () => {
  assert.throws(
    () => hessianPattern((x: Vector) => exp(sum(x)), new Float64Array(8000)),
    /^hessianPattern: expected a sparse matrix, got one of more than 33554432 nonzeros\. Work with its products instead/,
  );
  assert.throws(
    () => hessianPattern((x: Vector) => x as never, [1, 2]),
    /expected f to return one number.*jacobianPattern/,
  );
  assert.throws(
    () => programHessianPattern((x: Vector) => x as never, [1, 2]),
    /expected f to return one number.*programJacobianPattern/,
  );
  assert.throws(
    () => jacobianPattern(square, 1, { scope: 'everywhere' as never }),
    /expected the scope 'global' or 'local', got the string "everywhere"/,
  );
  let kept: Scalar = 0;
  jacobianPattern(
    (x: Vector) => {
      kept = x[0];
      return x;
    },
    [1],
  );
  assert.throws(() => jacobianPattern(() => kept, [1]), /stay inside the call/);
  assert.throws(() => jacobianPattern((x: Vector) => [add(x[0], kept)], [1]), /stay inside the call/);
  // A number of a driver around it that is still running.
  assert.throws(
    () =>
      gradient((y: Scalar) => {
        jacobianPattern(() => [y], [1]);
        return y;
      }, 1),
    /^jacobianPattern: expected f to return numbers of this call, got Dual/,
  );
  assert.throws(
    () =>
      jacobianPattern(
        (x: Vector) => {
          jacobianPattern((y: Vector) => [mul(y[0], x[0])], [1]);
          return x;
        },
        [1],
      ),
    /^jacobianPattern: expected numbers of one trace/,
  );
});

suite('cost time in proportion to the operations: counted, up to n = 100 000', () => {
  const banded3: Field = tridiagonal;
  const energy: Objective = chain;
  const prototype = IntList.prototype;
  const { at, push } = prototype;
  let count = 0;
  const counted = (work: () => unknown): number => {
    count = 0;
    prototype.at = function (i) {
      count++;
      return at.call(this, i);
    };
    prototype.push = function (x) {
      count++;
      push.call(this, x);
    };
    try {
      work();
      return count;
    } finally {
      Object.assign(prototype, { at, push });
    }
  };
  for (const work of [
    (n: number) => jacobianPattern(banded3, new Float64Array(n)),
    (n: number) => hessianPattern(energy, new Float64Array(n)),
    // One output of all inputs, as a sum and in a curved function of parts.
    (n: number) => jacobianPattern((x: Vector) => [sum(x), sum(x.map(square))], new Float64Array(n)),
  ]) {
    const [few, many] = [counted(() => work(1000)), counted(() => work(100_000))];
    assert.ok(many < 110 * few, `${few} steps for 1000, ${many} for 100 000`);
  }
});

suite('sets of inputs are those of plain sets, however they are put together', () => {
  const random = randomFrom(5);
  for (const universe of [1, 3, 40, 300]) {
    const sets = new IndexSets(universe);
    const known: (readonly [number, Set<number>])[] = Array.from({ length: universe }, (_, j) => [j, new Set([j])]);
    for (let step = 0; step < 400; step++) {
      // Mostly late ones: long chains of unions.
      const pick = (): number => Math.floor(known.length * (1 - random() ** 3 * 0.999));
      const [[a, one], [b, other]] = [
        known[Math.min(known.length - 1, pick())],
        known[Math.floor(random() * known.length)],
      ];
      known.push([sets.union(a, b), new Set([...one, ...other])]);
    }
    for (const [set, expected] of known) {
      const items: number[] = [];
      sets.forEach(set, (item) => items.push(item));
      assert.is(items.length, expected.size);
      assert.equal(new Set(items), expected);
    }
    assert.ok(sets.count <= universe + 400);
  }
});

suite('patterns from places: in any order, more than once, and only inside', () => {
  const pattern = Pattern.of(2, 3, [
    [1, 2],
    [0, 0],
    [1, 0],
    [1, 2],
  ]);
  assert.is(String(pattern), '* . .\n* . *');
  assert.is(pattern.nonzeros, 3);
  assert.equal([...pattern.columnPointers, -1, ...pattern.rowIndices], [0, 2, 2, 3, -1, 0, 1, 1]);
  assert.equal([...pattern.rowPointers, -1, ...pattern.columnIndices], [0, 1, 3, -1, 0, 0, 2]);
  assert.equal([pattern.placeOf(1, 0), pattern.placeOf(0, 2), pattern.has(1, 2)], [1, -1, true]);
  assert.is(String(pattern.transposed()), '* *\n. .\n. *');
  assert.not(pattern.isSymmetric);
  throwsExactly(
    () => Pattern.of(2, 3, [[0, 3]]),
    RangeError,
    'Pattern: expected places in a 2 x 3 matrix, got [0, 3]. Rows and columns count from 0.',
  );
});

suite('of a branch by equality are those of the branch at the point', () => {
  const f = ([x, y]: Vector): Scalar[] => [
    select(
      eq(x as Scalar, y as Scalar),
      () => mul(x as Scalar, y as Scalar),
      () => square(x as Scalar),
    ),
  ];
  assert.is(String(jacobianPattern(f, [2, 2], { scope: 'local' })), '* *');
  assert.is(String(jacobianPattern(f, [1, 2], { scope: 'local' })), '* .');
});

suite('inside of another driver: its numbers are refused, by their values they are taken', () => {
  const steps: readonly ((x: Scalar, t: Scalar) => Scalar)[] = [
    (x, t) => add(x, t),
    (x, t) => sub(x, t),
    (x, t) => mul(x, t),
    (x, t) => div(x, t),
    (x, t) => sub(t, x),
    (x, t) => div(t, x),
  ];
  for (const scope of ['local', 'global'] as const) {
    for (const step of steps) {
      const pattern = (of: (t: Scalar) => Scalar): string => {
        let found = '';
        derivative((t: Scalar) => {
          found = String(jacobianPattern((x: Vector) => [step(x[1] as Scalar, of(t))], [1, 2], { scope }));
          return t;
        }, 3);
        return found;
      };
      assert.is(pattern(value), '. *');
      assert.throws(
        () => pattern((t) => t),
        /expected f to return numbers of this call, .* of what belongs to another one/,
      );
    }
  }
});

suite.run();
