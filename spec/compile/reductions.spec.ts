/** Running extremes, their places, sums of exponentials: loops whatever their length, of the value and of the gradient. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withoutDeadCode } from '../../lib/compile/passes/dead-code.js';
import { convertBranches } from '../../lib/compile/passes/if-conversion.js';
import { plan } from '../../lib/compile/passes/plan.js';
import { compileProgram } from '../../lib/compile/run/executable.js';
import { trace } from '../../lib/compile/trace/trace.js';
import {
  add,
  dot,
  exp,
  gt,
  log,
  logSumExp,
  lt,
  max,
  min,
  mul,
  type Scalar,
  select,
  sin,
  softmax,
  sub,
  sum,
} from '../../lib/index.js';
import * as backward from '../../lib/reverse/index.js';
import { type Structured, sameBits } from '../support/engines.js';

const test = suite('reductions');

type Vector = readonly Scalar[];
type Field = (x: Vector) => Scalar;

const reverse = backward as unknown as { gradient(f: Field, x: Vector): unknown };

/** The greatest number and its place, as in a loop. */
function greatest(x: Vector): { top: Scalar; place: Scalar } {
  let top = x[0] as Scalar;
  let place: Scalar = 0;
  for (let i = 1; i < x.length; i++) {
    const before: Scalar = top;
    const at: Scalar = place;
    const isAbove = gt(x[i] as Scalar, before);
    top = select(
      isAbove,
      () => x[i] as Scalar,
      () => before,
    );
    place = select(
      isAbove,
      () => i,
      () => at,
    );
  }
  return { top, place };
}

/** log Σ e^xᵢ as in textbooks. */
function textbook(x: Vector): Scalar {
  const m = x.reduce((a, b) => max(a, b));
  return add(m, log(sum(x.map((xi) => exp(sub(xi, m))))));
}

const REDUCTIONS: readonly (readonly [name: string, f: Field, bytes: readonly [value: number, gradient: number]])[] = [
  ['running max', (x) => x.reduce((a, b) => max(a, b)), [1000, 4500]],
  ['running min', (x) => x.reduce((a, b) => min(a, b)), [1000, 4500]],
  ['max of all', (x) => max(...(x as [Scalar, Scalar])), [1000, 4500]],
  ['max by select', (x) => greatest(x).top, [1000, 2500]],
  ['textbook log-sum-exp', textbook, [1000, 4000]],
  ['logSumExp', (x) => logSumExp(x), [3500, 7500]],
];

const ramp = (n: number): number[] => Array.from({ length: n }, (_, i) => 2 * Math.sin(i * i));
const bytesOf = (f: Structured, x: readonly number[]): number =>
  compileProgram(withoutDeadCode(trace(f, [x]))).bytes.length;

for (const [name, f, bounds] of REDUCTIONS) {
  test(`${name}: bytes of code do not grow with n`, () => {
    const gradient = ((x: Vector) => reverse.gradient(f, x)) as Structured;
    // A sum in pairs has fewest odd ends at a power of two times a small number.
    const most = name === 'logSumExp' ? 400 : 250;
    [f as Structured, gradient].forEach((program, k) => {
      const [short, long] = [ramp(100), ramp(most)].map((x) => bytesOf(program, x));
      console.log(`${name}, ${k === 0 ? 'value' : 'gradient'}: ${short} bytes at 100, ${long} at ${most}`);
      assert.ok((long as number) <= (bounds[k] as number), `${long} bytes`);
      // A sum in pairs has one more level for each doubling.
      assert.ok(Math.abs((long as number) - (short as number)) < 1000, `${short} and ${long} bytes`);
    });
  });

  test(`${name}: the bits of the function, at ties too`, () => {
    const points = [0, 1, 2, 3].map((k) => [ramp(32).map((x, i) => x + Math.cos(k * i))]);
    const tied = ramp(32);
    tied[20] = Math.max(...tied) + 1;
    tied[12] = tied[20] as number;
    const three = tied.slice();
    three[27] = tied[20] as number;
    points.push([tied], [three], [tied.map(() => 1)], [tied.map((x, i) => (i === 7 ? Number.NaN : x))]);
    points.push([tied.map((x, i) => (i === 7 ? Number.POSITIVE_INFINITY : x))]);
    sameBits(f as Structured, points);
    sameBits(((x: Vector) => reverse.gradient(f, x)) as Structured, points);
  });
}

test('the place of the maximum: 8 bytes of a table an element', () => {
  const f = (x: Vector): Scalar => {
    const { top, place } = greatest(x);
    return mul(top, add(1, place));
  };
  for (const program of [f, (x: Vector) => reverse.gradient(f, x)] as Structured[]) {
    const [short, long] = [ramp(100), ramp(300)].map((x) => bytesOf(program, x)) as [number, number];
    assert.ok(long - short < 24 * 200 + 300, `${short} and ${long} bytes`);
    sameBits(program, [[ramp(32)], [ramp(32).map((x) => -x)], [ramp(32).reverse()]]);
  }
});

test('softmax with its gradient: results of a branch are copied one by one, all else is in loops', () => {
  const loss = (x: Vector): Scalar => dot(softmax(x), x as Scalar[]);
  const bytes = bytesOf(((x: Vector) => reverse.gradient(loss, x)) as Structured, ramp(400));
  // It was 198,430: copies used up the patience of the search, each of them was a start of a long run.
  assert.ok(bytes < 25_000, `${bytes} bytes`);
});

const branches = (f: Structured, n: number): number => {
  const { tree } = convertBranches(plan(withoutDeadCode(trace(f, [ramp(n)]))));
  return (tree.size - 1) / 2;
};

test('chains of light choices are selects; with work in them, or as trees, they are branches', () => {
  const chain =
    (piece: (i: number, x: Scalar) => Scalar) =>
    ([x]: Vector): Scalar => {
      let result: Scalar = -1;
      for (let i = 0; i < 40; i++) {
        const rest: Scalar = result;
        result = select(
          lt(x as Scalar, i),
          () => piece(i, x as Scalar),
          () => rest,
        );
      }
      return result;
    };
  const tree =
    (from: number, to: number) =>
    ([x]: Vector): Scalar => {
      const middle = (from + to) / 2;
      if (to - from < 1) return mul(x as Scalar, from + 1);
      return select(
        lt(x as Scalar, middle),
        () => tree(from, middle)([x as Scalar]),
        () => tree(middle, to)([x as Scalar]),
      );
    };
  assert.is(branches(chain((i) => i * i) as Structured, 1), 0);
  assert.ok(branches(chain((i, x) => sin(mul(i + 1, x))) as Structured, 1) >= 39);
  assert.ok(branches(tree(0, 32) as Structured, 1) >= 7);
  for (const f of [chain((i) => i * i), chain((i, x) => sin(mul(i + 1, x))), tree(0, 32)]) {
    sameBits(f as Structured, [[[3.5]], [[-1]], [[50]], [[Number.NaN]], [[17]]]);
  }
});

test.run();
