/**
 * The library is held to its scale model, docs/model, which does the same without any care for speed or range.
 *
 * Bit for bit where the arithmetic is the same: values, gradients forward and reverse, compiled gradients, and Hessians
 * of programs without quotients and powers, whose second derivatives the library forms in another order. Those within the rounding
 * bound of spec/support/bounded.ts, Taylor coefficients to 128 units in the last place of the largest of them, and what was looked
 * at again beside the point to what counts as equal among germs.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import { abs, gradient, hessian, max, type Scalar, secondDerivative, square, sub, taylor } from '../../lib/index.js';
import { gradient as reverseGradient } from '../../lib/reverse/index.js';
import { cases } from '../laws/generator.js';
import type { Program } from '../laws/programs.js';
import { isLooking } from '../support/agreement.js';
import { orderBound } from '../support/bounded.js';
import { programs as budget, holds } from '../support/settings.js';
import {
  branch,
  FILES,
  folder,
  interpret,
  libraryOperators,
  type Model,
  model,
  modelOperators,
  tame,
} from './model.js';

const test = suite('scale model');

const RUNS = Math.ceil(budget / 6);

type Field = (x: readonly Scalar[]) => Scalar;

/** One program on both kinds of numbers. */
function both(program: Program): {
  library: Field;
  scale: (x: readonly unknown[]) => unknown;
  isAtBranch: (x: readonly number[]) => boolean;
} {
  const scale = (x: readonly unknown[]): unknown => interpret(program, modelOperators, x);
  return {
    library: (x) => interpret(program, libraryOperators, x),
    scale,
    isAtBranch: (x) => {
      branch.met = false;
      scale(x);
      return branch.met;
    },
  };
}

const gradientOf = gradient as unknown as (f: Field, x: readonly Scalar[]) => readonly number[];
const reverseOf = reverseGradient as unknown as typeof gradientOf;
const hessianOf = hessian as unknown as (f: Field, x: readonly Scalar[]) => readonly (readonly number[])[];

const tamed = cases({ statements: 10 }).map(({ programs: [program], point }) => ({
  program: program as Program,
  point: point.map(tame),
}));

test('the whole model is at most 300 lines of code', () => {
  const lines = FILES.flatMap((name) => readFileSync(`${folder}${name}.js`, 'utf8').split('\n'));
  const code = lines.filter((line) => !/^\s*($|\/\/|\/\*\*)/.test(line));
  assert.ok(code.length <= 300, `${code.length} lines of code, ${lines.length} in all`);
});

/** How many derivatives were the same, near, or had no answer by the model, which has fewer germs than the library. */
class Tally {
  same = 0;
  near = 0;
  open = 0;

  compare(what: string, ours: number, scale: number, bound: number | undefined): void {
    if (Object.is(ours, scale + 0)) this.same++;
    else if (Number.isNaN(scale)) this.open++;
    else if (bound !== undefined && Math.abs(ours - scale) <= bound) this.near++;
    else assert.unreachable(`${what}: ${ours}, the model ${scale}, bound ${bound ?? 'none: the same bits'}`);
  }

  toString(): string {
    return `${this.same} the same to the last bit, ${this.near} within the bound, ${this.open} that the model leaves open`;
  }
}

/** Of what was looked at again, on either side: to what counts as equal among germs. */
const nearby = (x: number): number => 1e-11 * Math.abs(x);

test('values, gradients and Hessians of random programs', () => {
  const gradients = new Tally();
  const hessians = new Tally();
  holds(RUNS, tamed, ({ program, point }) => {
    const { library, scale, isAtBranch } = both(program);
    const y = library(point);
    assert.ok(Object.is(y, scale(point)), `value: ${y}, the model ${scale(point)}`);
    // What is beside the end of a branch of f is a question of its own, spec/singular/singular-branches.
    if (!Number.isFinite(y) || isAtBranch(point)) return;
    const unit = (i: number): number[] => point.map((_, j) => Number(i === j));
    const before = model.met.kinks;
    scale(point);
    const hasKinks = model.met.kinks > before;
    const isSecondLook = isLooking(() => gradientOf(library, point));
    for (const [mode, ours, theirs] of [
      ['forward', gradientOf, model.gradient],
      ['reverse', reverseOf, model.reverseGradient],
    ] as const) {
      const first = theirs(scale, point);
      const again = model.lawful(theirs)(scale, point);
      ours(library, point).forEach((x, i) => {
        // |x| at 0 is a tie of x and -x to the model, whose halves the tape adds one by one.
        const bound = mode === 'reverse' && hasKinks ? orderBound(library, point, unit(i)) : undefined;
        if (!isSecondLook) gradients.compare(`${mode} derivative by x${i}`, x, first[i], bound);
        gradients.compare(`${mode} derivative by x${i}, looked at`, x, again[i], nearby(x));
      });
    }
    const isLookedAt = isLooking(() => hessianOf(library, point));
    const isSame = !isLookedAt && !/"(div|power)"/.test(JSON.stringify(program));
    const expected = model.lawful(model.hessian)(scale, point);
    hessianOf(library, point)
      .flatMap((row, i) => row.slice(i).map((x, j) => [x, i, i + j] as const))
      .forEach(([x, i, j], k) => {
        const bound = isLookedAt ? nearby(x) : orderBound(library, point, unit(i), unit(j));
        hessians.compare(`derivative by x${i} and x${j}`, x, expected[k], isSame ? undefined : bound);
      });
  });
  console.log(`${RUNS} random programs: of their gradients ${gradients}; of their Hessians ${hessians}`);
  assert.ok(gradients.same > 10 * gradients.open && hessians.same > 10 * hessians.open, 'the model says too little');
});

test('Taylor coefficients of random programs', () => {
  const tally = new Tally();
  const first: Model['gradient'] = (f, [x]) => model.taylor((t) => f([t]), x, 4);
  const series = model.lawful(first);
  let worst = 0;
  holds(RUNS, tamed, ({ program, point: [x0, ...others] }) => {
    const { library, scale, isAtBranch } = both(program);
    const ours = taylor((t: Scalar) => library([t, ...others]), x0, 4) as number[];
    if (!ours.every(Number.isFinite) || isAtBranch([x0, ...others])) return;
    const isSecondLook = isLooking(() => taylor((t: Scalar) => library([t, ...others]), x0, 4));
    const expected = (isSecondLook ? series : first)(([t]) => scale([t, ...others]), [x0]);
    const size = Math.max(...ours.map(Math.abs));
    ours.forEach((x, k) => {
      worst = Math.max(worst, Math.abs(x - expected[k]) / size || 0);
      tally.compare(`coefficient ${k}`, x, expected[k], 128 * 2 ** -53 * size);
    });
  });
  console.log(`Taylor coefficients: ${tally}; the worst ${(worst / 2 ** -53).toFixed(0)} units of the largest`);
});

test('compiled gradients of random programs, also where the course is another one', () => {
  const tally = new Tally();
  const pairs = fc.tuple(
    cases({ statements: 6, inputs: 2 }),
    fc.tuple(fc.integer({ min: -3, max: 3 }), fc.constant(0.7)),
  );
  holds(
    Math.ceil(budget / 50),
    pairs,
    ([
      {
        programs: [program],
        point,
      },
      other,
    ]) => {
      const { library, scale, isAtBranch } = both(program as Program);
      const example = point.map(tame);
      const ours = compile(
        (x: readonly Scalar[]) => gradient(library as never, x as never),
        example as never,
      ) as unknown as (x: readonly number[]) => readonly number[];
      const theirs = model.compile((x) => model.lawful(model.gradient)(scale, x as readonly number[]), example);
      for (const x of [example, other]) {
        const y = library(x);
        if (!Number.isFinite(y) || isAtBranch(x)) continue;
        const isSecondLook = isLooking(() => gradientOf(library, x));
        const expected = theirs(x);
        for (const [i, d] of ours(x).entries()) {
          tally.compare(`derivative by x${i}`, d, expected[i], isSecondLook ? nearby(d) : undefined);
        }
      }
    },
  );
  console.log(`compiled: ${tally}`);
});

test('a number that is 0 beside the point is at no kink there: the middle of both curvatures', () => {
  const u = (x: Scalar): Scalar => sub(abs(x), x);
  assert.is(
    secondDerivative((x) => square(max(u(x), u(x))), 0),
    4,
  );
});

test('the walk of its README', async () => {
  const text = readFileSync(`${folder}README.md`, 'utf8').match(/```js\n(.*?)```/s)?.[1] ?? '';
  const code = text
    .replaceAll("'./", `'file://${folder}`)
    .replace(/^(.*); \/\/ => (.*)$/gm, 'results.push([$1, $2]);')
    .replace(/^const f/m, 'export const results = [];\nconst f');
  const { results } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { results: unknown[][] };
  assert.is(results.length, 7);
  for (const [is, should] of results) assert.equal(is, should);
});

test.run();
