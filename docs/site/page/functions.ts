/** The panels about the function in the editor: curves, differences, Taylor polynomials, compiling, kinks. */

import { compiledReport } from '../parts/compiled.js';
import { curvesOf, jetAt, touching } from '../parts/curve.js';
import { best, vee } from '../parts/differences.js';
import { gallery } from '../parts/gallery.js';
import { met } from '../parts/kinks.js';
import { coefficientsAt, evaluated, trusted, written } from '../parts/polynomial.js';
import { along } from '../parts/program.js';
import { byId, cells, oncePerFrame, shown } from './dom.js';
import { Plot, rangeOf } from './plot.js';
import { here, moveTo, onState, type State } from './state.js';

const COUNT = 241;

const sampled = (f: (t: number) => number, from: number, to: number): [number, number][] =>
  Array.from({ length: COUNT }, (_, k) => {
    const t = from + ((to - from) * k) / (COUNT - 1);
    return [t, f(t)];
  });

export function curvePanel(): void {
  const plot = new Plot(byId('curve'), 'f, its slope and its curvature');
  const move = oncePerFrame(moveTo);
  const handle = plot.handle('the point: arrow keys move it', (x) => move(x));
  const boxes = ['slope', 'curvature', 'parabola'].map((name) => byId<HTMLInputElement>(`show-${name}`));
  let last: State | undefined;
  let curves: ReturnType<typeof curvesOf> | undefined;
  const draw = (): void => {
    if (last === undefined || curves === undefined) return;
    const { program } = last;
    const f = along({ f: program.f, at: last.at }, last.input);
    const t0 = here(last);
    const jet = jetAt(f, t0);
    const { tangent, parabola } = touching(jet, t0);
    const [slopes, curvatures, parabolas] = boxes.map(({ checked }) => checked);
    const { t, jets } = curves;
    // What is seen whole is f; a slope may leave the picture.
    const domain = rangeOf(jets.map(([y]) => y));
    plot.start({ domain: [program.from, program.to], title: inputName(last) }, { domain });
    if (curvatures)
      plot.line(
        t.map((ti, i) => [ti, jets[i][2]]),
        'curvature',
      );
    if (slopes)
      plot.line(
        t.map((ti, i) => [ti, jets[i][1]]),
        'slope',
      );
    plot.line(
      t.map((ti, i) => [ti, jets[i][0]]),
      'value',
    );
    if (parabolas) plot.line(sampled(parabola, program.from, program.to), 'parabola');
    plot.line(sampled(tangent, program.from, program.to), 'tangent');
    handle.moveTo(t0, jet[0]);
    handle.say(`f ${shown(jet[0])}, slope ${shown(jet[1])}, curvature ${shown(jet[2])}`);
    byId('jet').innerHTML = cells([[shown(t0), ...jet.map((x) => shown(x, 16))]], [inputName(last), 'f', 'f′', 'f″']);
  };
  for (const box of boxes) box.addEventListener('change', draw);
  onState((state, isNew) => {
    last = state;
    const { from, to } = state.program;
    // A point that is dragged moves along the curve.
    if (isNew) curves = curvesOf(along({ f: state.program.f, at: state.at }, state.input), from, to, COUNT);
    draw();
  });
}

function inputName({ at, input }: State): string {
  return typeof at === 'number' ? 'x' : `input ${input + 1} of ${at.length}`;
}

export function differencesPanel(): void {
  const plot = new Plot(byId('vee'), 'the error of finite differences over the step', 640, 0.45);
  onState((state) => {
    const f = along({ f: state.program.f, at: state.at }, state.input);
    const result = vee(f, here(state));
    const floor = 1e-17;
    plot.start(
      { domain: [1e-16, 1], log: true, title: 'step h' },
      { domain: [floor, 10], log: true, title: 'relative error' },
    );
    for (const which of ['forward', 'central'] as const) {
      plot.line(
        result.steps.map((s) => [s.h, Math.min(Math.max(s[which], floor), 10)]),
        which,
      );
    }
    plot.line(
      [
        [1e-16, 2 ** -53],
        [1, 2 ** -53],
      ],
      'exact',
    );
    plot.text(1e-15, 2 ** -53, 'exact: a rounding', 'exact-text');
    const say = (which: 'forward' | 'central'): string => {
      const { h, [which]: error } = best(result, which);
      return error === 0
        ? `${which} differences happen to be exact at h = ${shown(h, 2)}`
        : `${which} differences at best ${shown(error, 2)}, at h = ${shown(h, 2)}`;
    };
    byId('vee-text').textContent = `f′ = ${shown(result.exact, 17)}; ${say('forward')}; ${say('central')}.`;
  });
}

export function taylorPanel(): void {
  const plot = new Plot(byId('taylor'), 'a Taylor polynomial of f');
  const slider = byId<HTMLInputElement>('degree');
  let last: State | undefined;
  const draw = (): void => {
    if (last === undefined) return;
    const { program, input, at } = last;
    const f = along({ f: program.f, at }, input);
    const x0 = here(last);
    const degree = Number(slider.value);
    byId('degree-text').textContent = String(degree);
    const ends = [program.from, program.to] as const;
    const values = sampled(f, ...ends);
    const domain = rangeOf(values.map(([, y]) => y));
    plot.start({ domain: ends, title: inputName(last) }, { domain });
    try {
      const coefficients = coefficientsAt(f, x0, degree);
      const [low, high] = trusted(f, coefficients, x0, ends, 0.01 * (domain[1] - domain[0]));
      plot.band(low, high, 'trust');
      plot.line(values, 'value');
      plot.line(
        sampled((t) => evaluated(coefficients, x0, t), ...ends),
        'polynomial',
      );
      byId('taylor-text').textContent = `T(x) = ${written(coefficients, x0)}`;
    } catch (error) {
      plot.line(values, 'value');
      byId('taylor-text').textContent = String((error as Error).message);
    }
    plot.dot(x0, f(x0), 'point', 5);
  };
  slider.addEventListener('input', draw);
  onState((state) => {
    last = state;
    draw();
  });
}

export function compilePanel(): void {
  const button = byId<HTMLButtonElement>('compile');
  let last: State | undefined;
  button.addEventListener('click', () => {
    if (last === undefined) return;
    try {
      const report = compiledReport({ f: last.program.f, at: last.at });
      const ratio = report.eager / report.compiled;
      byId('compile-text').innerHTML = cells(
        [
          [
            String(report.operations),
            report.bytes.toLocaleString('en'),
            `${shown(report.compiling, 3)} ms`,
            `${shown(report.compiled, 3)} µs`,
            `${shown(report.eager, 3)} µs`,
            report.isSame ? `yes, at ${report.points} points` : 'NO',
          ],
        ],
        ['operations', 'bytes', 'compiling', 'a point', 'eager', 'same bits'],
      );
      byId('engine').textContent =
        `Value and all slopes, ${shown(ratio, 2)} times as fast as the drivers, by ${report.engine}.`;
    } catch (error) {
      byId('engine').textContent = String((error as Error).message);
    }
  });
  onState((state, isNew) => {
    last = state;
    if (isNew) {
      byId('compile-text').replaceChildren();
      byId('engine').textContent = '';
    }
  });
}

export function kinkPanel(): void {
  byId('gallery').innerHTML = cells(
    gallery().map(({ text, slope, curvature, rules }) => [
      text,
      shown(slope),
      shown(curvature),
      rules.join('; ') || 'none: the slope is that of the branch taken',
    ]),
    ['at x = 0', 'f′', 'f″', 'which rule answered'],
  );
  onState((state) => {
    const list = byId('met');
    let rules: readonly string[];
    try {
      rules = met({ f: state.program.f, at: state.at });
    } catch (error) {
      rules = [String((error as Error).message)];
    }
    list.replaceChildren(
      ...(rules.length === 0 ? ['nothing singular on the way: all slopes are those of smooth functions'] : rules).map(
        (rule) => {
          const item = document.createElement('li');
          item.textContent = rule;
          return item;
        },
      ),
    );
  });
}
