/**
 * Operation counts of compiled programs: by hand, and the bounds of theory over the zoo.
 *
 * Griewank and Walther (Evaluating Derivatives, 2008, sections 3.2, 3.3, 4.3) count work = flops + moves: an elementary
 * operation fetches its operands and stores its result. Then a tangent costs at most 2.5 f, p tangents at most 1 + 1.5 p
 * and a reverse gradient at most 4 f. Bare operations obey no such bound: one product alone is 4 operations with its
 * tangent. The flops are those of a compiled program: 1, but 4 for a quotient or a root and 8 for a function of Math (as in
 * lib/analysis/operations.ts); the 0 that drivers add so that no derivative is -0 is left out. The moves are the theory's.
 * The tangent of a quotient is formed from quotients, a'/b - q·(b'/b), so that it stays in range: (3·4 + 2 + 2·4)/(4 + 4),
 * where the theory counts products.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { countModes } from '../../lib/analysis/index.js';
import { compile, type Operations } from '../../lib/compile/index.js';
import { NOWHERE } from '../../lib/compile/passes/control-tree.js';
import { withoutDeadCode } from '../../lib/compile/passes/dead-code.js';
import type { Plan } from '../../lib/compile/passes/plan.js';
import { compileProgram } from '../../lib/compile/run/executable.js';
import { operandOf } from '../../lib/compile/trace/graph.js';
import { NAMES, Op } from '../../lib/compile/trace/ops.js';
import { trace } from '../../lib/compile/trace/trace.js';
import * as hyper from '../../lib/index.js';
import { add, cos, div, gt, log, mul, type Scalar, select, sin, square, sub } from '../../lib/index.js';
import * as backward from '../../lib/reverse/index.js';
import { product, rosenbrock, type Vector, ZOO } from '../analysis/zoo.js';
import type { Structured } from '../support/engines.js';

type Field = (x: Vector) => Scalar;

/** The drivers on functions of a list. */
const forward = hyper as unknown as {
  jvp(f: Field, x: Vector, v: Vector): unknown;
  gradient(f: Field, x: Vector): unknown;
  valueAndGradient(f: Field, x: Vector): unknown;
};
const reverse = backward as unknown as {
  gradient(f: Field, x: Vector): unknown;
  valueAndGradient(f: Field, x: Vector): unknown;
};

const operationsOf = (f: Structured, ...examples: unknown[]): Operations =>
  (compile as unknown as (f: Structured, ...examples: unknown[]) => { operations: Operations })(f, ...examples)
    .operations;

const ramp = (n: number): number[] => Array.from({ length: n }, (_, i) => 1 + i / n);

const test = suite('operations');

test('by name, what is computed and nothing else', () => {
  assert.equal(
    operationsOf(([x, y]: Vector) => add(mul(x as Scalar, y as Scalar), sin(x as Scalar)), [0, 0]),
    { total: 3, byName: { mul: 1, sin: 1, add: 1 } },
  );
  assert.equal(
    operationsOf((x: Scalar) => [x, 7, x], 1),
    { total: 0, byName: {} },
  );
  // x·y once, whatever the order of its factors; log(x) is used by nothing.
  const f = ([x, y]: Vector): Scalar => {
    void log(x as Scalar);
    return div(mul(x as Scalar, y as Scalar), cos(mul(y as Scalar, x as Scalar)));
  };
  assert.equal(operationsOf(f, [1, 1]), { total: 3, byName: { mul: 1, cos: 1, div: 1 } });
  const chosen = (x: Scalar): Scalar =>
    select(
      gt(x, 1),
      () => square(x),
      () => sub(1, x),
    );
  assert.equal(operationsOf(chosen, 1), { total: 4, byName: { lt: 1, mul: 1, sub: 1, select: 1 } });
});

test('derivatives by hand: y·2x and x², and 0 for a product that may be -0', () => {
  const f = ([x, y]: Vector): Scalar => mul(square(x as Scalar), y as Scalar);
  assert.equal(
    operationsOf((x: Vector) => forward.gradient(f, x), [1, 1]),
    { total: 4, byName: { mul: 3, add: 1 } },
  );
});

test('a product of n numbers: reverse mode takes two products for each but the last', () => {
  for (const n of [2, 3, 10, 100]) {
    const x = ramp(n);
    assert.is(operationsOf(product as Structured, x).total, n - 1);
    const { byName, total } = operationsOf((y: Vector) => reverse.valueAndGradient(product, y), x);
    assert.equal([byName.mul, total], [n - 1 + 2 * (n - 2), n - 1 + 2 * (n - 2) + n]);
    // Forward: the value, two products and a sum; 0 is added to the tangent.
    const tangent = operationsOf((y: Vector, v: Vector) => forward.jvp(product, y, v), x, x);
    assert.equal([tangent.byName.mul, tangent.total], [3 * (n - 1), 4 * (n - 1) + 1]);
  }
});

test('the gradient of the Rosenbrock function is the same program by both modes', () => {
  for (const n of [10, 100]) {
    const x = ramp(n);
    const f = rosenbrock as Field;
    assert.is(operationsOf((y: Vector) => forward.gradient(f, y), x).total, 12 * (n - 1));
    assert.is(operationsOf((y: Vector) => reverse.gradient(f, y), x).total, 12 * (n - 1));
  }
});

// ------------------------------------------------------------------------------------------------------------- theory

const FUNCTION = 8;
const DEAR: Readonly<Record<string, number>> = { div: 4, sqrt: 4, mod: 4 };

interface Cost {
  /** One each. */
  readonly operations: number;
  readonly flops: number;
}

/** What a plan computes, the sums with 0 left out. */
function costOf({ graph: g, contexts }: Plan): Cost {
  let operations = 0;
  let flops = 0;
  for (let id = 0; id < g.size; id++) {
    const kind = g.ops[id] as number;
    if (contexts[id] === NOWHERE || g.operandsOf(id) === 0) continue;
    const isSum = kind === Op.add || kind === Op.sub;
    if (isSum && [0, 1].some((k) => g.constantOf(operandOf(g, id, k)) === 0)) continue;
    operations++;
    flops += kind >= Op.call && g.callee(kind).name !== 'mod' ? FUNCTION : (DEAR[NAMES[kind] ?? 'mod'] ?? 1);
  }
  return { operations, flops };
}

const costOfProgram = (f: Structured, ...examples: unknown[]): Cost =>
  costOf(compileProgram(withoutDeadCode(trace(f as never, examples))).plan);

/** The largest ratios met, by what they are ratios of. */
const worst = new Map<string, { ratio: number; name: string }>();

function note(what: string, name: string, ratio: number): void {
  if (ratio > (worst.get(what)?.ratio ?? 0)) worst.set(what, { ratio, name });
}

function bounded(what: string, name: string, work: number, own: number, bound: number): void {
  note(`${what} / bound, work`, name, work / own / bound);
  assert.ok(work <= bound * own, `${name}: ${what} ${(work / own).toFixed(3)} times f, bound ${bound}`);
}

for (const { name, f, x } of ZOO) {
  test(`${name}: a tangent within 2.5 f, ${x.length} tangents within 1 + 1.5·${x.length}, a reverse gradient within 4 f`, () => {
    const p = x.length;
    const counts = countModes(f, x);
    const { moves } = counts.function;
    const own = costOfProgram(f as Structured, x);
    const tangent = costOfProgram((y: Vector, v: Vector) => forward.jvp(f, y, v), x, x);
    const tangents = costOfProgram((y: Vector) => forward.valueAndGradient(f, y), x);
    const gradient = costOfProgram((y: Vector) => reverse.valueAndGradient(f, y), x);
    const work = own.flops + moves;
    bounded('tangent', name, tangent.flops + 2 * moves, work, name.includes('quotient') ? 3 : 2.5);
    bounded('p tangents', name, tangents.flops + (1 + p) * moves, work, 1 + 1.5 * p);
    bounded('reverse gradient', name, gradient.flops + counts.reverse.moves, work, 4);
    note('tangent, bare operations', name, tangent.operations / own.operations);
    note('p tangents / p, bare operations', name, tangents.operations / own.operations / p);
    note('reverse gradient, bare operations', name, gradient.operations / own.operations);
  });
}

test('the worst of the zoo', () => {
  assert.ok(ZOO.length >= 15);
  for (const [what, { ratio, name }] of worst) console.log(`${what}: ${ratio.toFixed(2)} (${name})`);
  // The quotient: itself, two quotients, a product and a difference.
  assert.is(worst.get('tangent, bare operations')?.ratio, 5);
});

test.run();
