/** The fit whose points can be dragged, and the arm. */
import { type Pose, placesOf, poseOf, reach } from '../parts/arm.js';
import { COUNTS, type Fit, fitTo, STEPS } from '../parts/fit.js';
import { byId, cells, oncePerFrame, shown } from './dom.js';
import { element, Plot } from './plot.js';

export function fitPanel(): void {
  const plot = new Plot(byId('fit'), 'boys in bed, and the epidemic fitted to them');
  const counts = [...COUNTS];
  let fit: Fit | undefined;
  const update = oncePerFrame(() => {
    fit = fitTo(counts, fit?.parameters.every((p) => Number.isFinite(p) && p < 1e3) ? fit.parameters : undefined);
    plot.start({ domain: [-0.3, counts.length - 0.7], title: 'day' }, { domain: [-20, 420], title: 'boys in bed' });
    plot.line(
      fit.curve.map((y, step) => [step / STEPS, y]),
      'value',
    );
    counts.forEach((count, day) => {
      plot.line(
        [
          [day, count],
          [day, (fit as Fit).days[day]],
        ],
        'residual',
      );
      handles[day].moveTo(day, count);
      handles[day].say(`${Math.round(count)} boys`);
    });
    const { parameters, standardErrors } = fit;
    // Where nobody is ill any rates will do.
    const isAny = counts.some((count) => count > 0);
    byId('fit-text').innerHTML = cells(
      ['β, infections a day', 'γ, recoveries a day', 'I₀, ill at first'].map((name, i) => [
        name,
        shown(parameters[i], 5),
        isAny && Number.isFinite(standardErrors[i]) ? `± ${shown(standardErrors[i], 2)}` : 'not told by these counts',
      ]),
      ['', 'fitted', 'standard error'],
    );
    byId('fit-more').textContent =
      `R₀ = β/γ = ${shown(parameters[0] / parameters[1], 4)}; ${fit.iterations} steps of Levenberg’s method.`;
  });
  const handles = counts.map((_, day) =>
    plot.handle(`day ${day}: up and down keys`, (_x, y) => {
      counts[day] = Math.max(0, y);
      update();
    }),
  );
  byId('fit-reset').addEventListener('click', () => {
    counts.splice(0, counts.length, ...COUNTS);
    fit = undefined;
    update();
  });
  update();
}

export function armPanel(): void {
  const plot = new Plot(byId('arm'), 'a two-link arm', 400, 1);
  let joints: readonly [number, number] = [0.4, 1.1];
  const draw = (): void => {
    const pose = poseOf(joints);
    const { elbow, hand } = placesOf(joints);
    plot.start({ domain: [-2.4, 2.4] }, { domain: [-2.4, 2.4] });
    plot.line([[0, 0], elbow, hand], 'link');
    plot.dot(0, 0, 'joint', 6);
    plot.dot(...elbow, 'joint', 6);
    plot.add(ellipse(pose, plot, hand));
    handle.moveTo(...hand);
    handle.say(`${shown(hand[0], 3)}, ${shown(hand[1], 3)}`);
    const [[a, b], [c, d]] = pose.jacobian;
    byId('arm-text').innerHTML = cells(
      [
        ['x', shown(a, 4), shown(b, 4)],
        ['y', shown(c, 4), shown(d, 4)],
      ],
      ['∂ of the hand', 'by the shoulder', 'by the elbow'],
    );
    byId('arm-more').textContent =
      `Half axes ${shown(pose.axes[0], 3)} and ${shown(pose.axes[1], 3)}, determinant ${shown(pose.determinant, 3)}` +
      `${pose.isSingular ? ': a singular pose, the hand cannot move along the arm' : ''}.`;
  };
  const move = oncePerFrame((x: number, y: number) => {
    joints = reach(joints, [x, y]);
    draw();
  });
  const handle = plot.handle('the hand: arrow keys move it', move);
  draw();
}

/** A third of its size, at the hand. */
function ellipse({ axes, angle }: Pose, plot: Plot, [x, y]: readonly [number, number]): SVGElement {
  const scale = (plot.x(1) - plot.x(0)) / 3;
  const [cx, cy] = [plot.x(x), plot.y(y)];
  return element('ellipse', {
    ...{ cx, cy, rx: axes[0] * scale, ry: Math.max(axes[1] * scale, 0.5), class: 'ellipse' },
    transform: `rotate(${(-angle * 180) / Math.PI} ${cx} ${cy})`,
  });
}
