/** The panels about the function in the editor: curves, differences, Taylor polynomials, compiling, kinks. */
import type { CompiledReport } from '../parts/compiled.js';
import { type Curves, touching } from '../parts/curve.js';
import { best } from '../parts/differences.js';
import { gallery } from '../parts/gallery.js';
import { evaluated, rangeOf, written } from '../parts/polynomial.js';
import type { AtPoint, Polynomial, View } from '../parts/thinker.js';
import { byId, cells, oncePerFrame, shown } from './dom.js';
import { Plot } from './plot.js';
import { answered, type Desk, here, inputName, moveTo, onState } from './state.js';

const COUNT = 241;

const sampled = (f: (t: number) => number, from: number, to: number): [number, number][] =>
  Array.from({ length: COUNT }, (_, k) => {
    const t = from + ((to - from) * k) / (COUNT - 1);
    return [t, f(t)];
  });

export function curvePanel({ asking, tell }: Desk): void {
  const plot = new Plot(byId('curve'), 'f, its slope and its curvature');
  const handle = plot.handle('the point: arrow keys move it', oncePerFrame(moveTo));
  const boxes = ['slope', 'curvature', 'parabola'].map((name) => byId<HTMLInputElement>(`show-${name}`));
  let curves: Curves | undefined;
  let last: { readonly view: View; readonly point: AtPoint } | undefined;
  const draw = (): void => {
    if (last === undefined || curves === undefined) return;
    const { view, point } = last;
    const { from, to } = view;
    const t0 = here(view);
    const { jet } = point;
    const { tangent, parabola } = touching(jet, t0);
    const [slopes, curvatures, parabolas] = boxes.map(({ checked }) => checked);
    const { t, jets } = curves;
    // What is seen whole is f; a slope may leave the picture.
    const domain = rangeOf(jets.map(([y]) => y));
    plot.start({ domain: [from, to], title: inputName(view) }, { domain });
    const line = (which: 1 | 2, kind: string, name: string): void => {
      const { of, note } = onScale(
        jets.map((j) => j[which]),
        domain,
      );
      plot.line(
        t.map((ti, i) => [ti, of(jets[i][which])]),
        kind,
      );
      byId(`name-${kind}`).textContent = `${name}${note}`;
    };
    if (curvatures) line(2, 'curvature', 'f″');
    if (slopes) line(1, 'slope', 'f′');
    plot.line(
      t.map((ti, i) => [ti, jets[i][0]]),
      'value',
    );
    if (parabolas) plot.line(sampled(parabola, from, to), 'parabola');
    plot.line(sampled(tangent, from, to), 'tangent');
    handle.moveTo(t0, jet[0]);
    handle.say(`f ${shown(jet[0])}, slope ${shown(jet[1])}, curvature ${shown(jet[2])}`);
    byId('jet').innerHTML = cells([[shown(t0), ...jet.map((x) => shown(x, 16))]], [inputName(view), 'f', 'f′', 'f″']);
    if (point.error !== undefined) tell(`At this point: ${point.error}`);
  };
  for (const box of boxes) box.addEventListener('change', draw);
  onState((view, isNew) => {
    // A point that is dragged moves along the curve.
    if (isNew) {
      curves = undefined;
      const use = (next: Curves): void => {
        curves = next;
        draw();
      };
      answered(asking.ask('curves', view), use, (message) => {
        tell(message);
        use({ t: [], jets: [] });
      });
    }
    answered(
      asking.ask('point', view),
      (point) => {
        last = { view, point };
        draw();
      },
      tell,
    );
  });
}

/** Slopes of another size than f, as those of a price by the spot, fill the picture by themselves. */
function onScale(
  values: readonly number[],
  [low, high]: readonly [number, number],
): { of(y: number): number; readonly note: string } {
  const [from, to] = rangeOf(values);
  const shared = Math.min(to, high) - Math.max(from, low);
  if (shared >= 0.5 * (to - from) && to - from >= 0.15 * (high - low)) return { of: (y) => y, note: '' };
  return {
    of: (y) => low + ((y - from) / (to - from)) * (high - low),
    note: `, on a scale of its own: ${shown(from, 2)} to ${shown(to, 2)}`,
  };
}

export function differencesPanel({ asking, tell }: Desk): void {
  const plot = new Plot(byId('vee'), 'the error of finite differences over the step', 640, 0.45);
  onState((view) => {
    answered(
      asking.ask('vee', view),
      (result) => {
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
          if (!(error < 1)) return `${which} differences tell nothing`;
          return error === 0
            ? `${which} differences happen to be exact at h = ${shown(h, 2)}`
            : `${which} differences at best ${shown(error, 2)}, at h = ${shown(h, 2)}`;
        };
        byId('vee-text').textContent = `f′ = ${shown(result.exact, 17)}; ${say('forward')}; ${say('central')}.`;
      },
      tell,
    );
  });
}

export function taylorPanel({ asking, tell }: Desk): void {
  const plot = new Plot(byId('taylor'), 'a Taylor polynomial of f');
  const slider = byId<HTMLInputElement>('degree');
  let last: View | undefined;
  const draw = (view: View, polynomial: Polynomial): void => {
    const { values, value, coefficients, trusted, error } = polynomial;
    const x0 = here(view);
    const ends = [view.from, view.to] as const;
    plot.start({ domain: ends, title: inputName(view) }, { domain: rangeOf(values.map(([, y]) => y)) });
    if (error === undefined) plot.band(...trusted, 'trust');
    plot.line(values, 'value');
    if (error === undefined) {
      plot.line(
        sampled((t) => evaluated(coefficients, x0, t), ...ends),
        'polynomial',
      );
    }
    byId('taylor-text').textContent = error ?? `T(x) = ${written(coefficients, x0)}`;
    plot.dot(x0, value, 'point', 5);
  };
  const ask = (): void => {
    byId('degree-text').textContent = slider.value;
    if (last === undefined) return;
    const view = last;
    answered(asking.ask('taylor', view, Number(slider.value)), (polynomial) => draw(view, polynomial), tell);
  };
  slider.addEventListener('input', ask);
  onState((view) => {
    last = view;
    ask();
  });
}

export function compilePanel({ asking }: Desk): void {
  const button = byId<HTMLButtonElement>('compile');
  let last: View | undefined;
  const draw = (report: CompiledReport): void => {
    const { operations, bytes, compiling, compiled, eager, isSame, points, engine } = report;
    byId('compile-text').innerHTML = cells(
      [
        [
          String(operations),
          bytes.toLocaleString('en'),
          `${shown(compiling, 3)} ms`,
          `${shown(compiled, 3)} µs`,
          `${shown(eager, 3)} µs`,
          isSame ? `yes, at ${points} points` : 'NO',
        ],
      ],
      ['operations', 'bytes', 'compiling', 'a point', 'eager', 'same bits'],
    );
    byId('engine').textContent =
      `Value and all slopes, ${shown(eager / compiled, 2)} times as fast as the drivers, by ${engine}.`;
  };
  button.addEventListener('click', () => {
    if (last === undefined) return;
    byId('compile-text').replaceChildren();
    byId('engine').textContent = 'Compiling …';
    answered(asking.ask('compiled', last), draw, (message) => {
      byId('engine').textContent = message;
    });
  });
  onState((view, isNew) => {
    last = view;
    if (isNew) {
      byId('compile-text').replaceChildren();
      byId('engine').textContent = '';
    }
  });
}

export function kinkPanel({ asking }: Desk): void {
  byId('gallery').innerHTML = cells(
    gallery().map(({ text, slope, curvature, rules }) => [
      text,
      shown(slope),
      shown(curvature),
      rules.join('; ') || 'none: the slope is that of the branch taken',
    ]),
    ['at x = 0', 'f′', 'f″', 'which rule answered'],
  );
  const list = (rules: readonly string[]): void =>
    byId('met').replaceChildren(
      ...rules.map((rule) => {
        const item = document.createElement('li');
        item.textContent = rule;
        return item;
      }),
    );
  onState((view) => {
    answered(
      asking.ask('met', view),
      (rules) =>
        list(rules.length === 0 ? ['nothing singular on the way: all slopes are those of smooth functions'] : rules),
      (message) => list([message]),
    );
  });
}
