/** What the page to see it think computes. The page itself is tested in a browser, by `npm run site-test`. */
import { suite } from 'uvu';
import { equal, is, match, ok, throws } from 'uvu/assert';
import { addressOf, sharedIn } from '../../docs/site/parts/address.js';
import { LINKS, placesOf, poseOf, reach } from '../../docs/site/parts/arm.js';
import { chainOf } from '../../docs/site/parts/chain.js';
import { compiledReport } from '../../docs/site/parts/compiled.js';
import { curvesOf, jetAt, touching } from '../../docs/site/parts/curve.js';
import { best, vee } from '../../docs/site/parts/differences.js';
import { COUNTS, fitTo, infected } from '../../docs/site/parts/fit.js';
import { flowAt } from '../../docs/site/parts/flow.js';
import { gallery } from '../../docs/site/parts/gallery.js';
import { met } from '../../docs/site/parts/kinks.js';
import { parseSync } from '../../docs/site/parts/parser.js';
import { along, coordinate, inputsOf, movedTo } from '../../docs/site/parts/point.js';
import { coefficientsAt, evaluated, trusted, written } from '../../docs/site/parts/polynomial.js';
import { PRESETS } from '../../docs/site/parts/presets.js';
import { programOf } from '../../docs/site/parts/program.js';
import { messageOf, thinker } from '../../docs/site/parts/thinker.js';

const parts = suite('site: parts');

const close = (a: number, b: number, tolerance: number, what: string): void =>
  ok(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${what}: ${a}, due ${b}`);

const codeOf = (name: string): string => PRESETS.find((preset) => preset.name === name)?.code ?? '';

for (const { name, code } of PRESETS) {
  parts(`${name}: the slope is that of differences, the curvature that of the slopes, in each input`, () => {
    const program = programOf(code);
    for (let input = 0; input < inputsOf(program.at); input++) {
      const f = along(program, input);
      // Beside the point: the kink is at it.
      const t = coordinate(program.at, input) + 0.013;
      const h = 1e-5;
      const [value, slope, curvature] = jetAt(f, t);
      is(value, f(t));
      const size = Math.max(1, Math.abs(value), Math.abs(slope));
      close(slope / size, (f(t + h) - f(t - h)) / (2 * h) / size, 1e-6, `slope ${input}`);
      const change = (jetAt(f, t + h)[1] - jetAt(f, t - h)[1]) / (2 * h);
      close(curvature / size, change / size, 1e-5, `curvature ${input}`);
    }
    ok(program.from < program.to);
  });
}

parts('code that is none, or defines no f, is told', () => {
  throws(() => programOf('const f = (x) => x +;'), /cannot be read/);
  throws(() => programOf('const g = 1;'), /define a function f/);
  throws(() => programOf('const f = (x) => x; const at = "1";'), /at has to be/);
  throws(() => programOf('const f = (x) => [x];'), /f\(at\) has to be a number, it is an array/);
  throws(() => programOf('const f = () => {};'), /it is undefined/);
  throws(() => programOf('const f = () => null;'), /it is null/);
  throws(() => programOf('const f = () => "1";'), /it is of type string/);
  throws(() => programOf('const f = async () => 1;'), /must not be async/);
  throws(() => programOf('const f = (x) => x; const at = Infinity;'), /finite number/);
  throws(() => programOf('const f = (x) => 1; const at = new Array(3);'), /finite number/);
  throws(() => programOf('const f = (x) => 1; const at = new Array(51).fill(0);'), /1 to 50/);
  throws(() => programOf('const f = (x) => x; const from = 2, to = 1;'), /from and to/);
  equal(programOf('const f = (p) => { p[0] = 5; return p[0]; }; const at = [1];').at, [1]);
  const { at, from, to } = programOf('const f = (x) => x;');
  equal([at, from, to], [1, -3, 5]);
  equal(movedTo([1, 2], 1, 5), [1, 5]);
  equal(movedTo(1, 0, 5), 5);
});

parts('the parser of browsers reads what the other does, with the lists that scope analysis wants', () => {
  const { program, errors } = parseSync('x.js', 'const f = ([a]) => a;', { sourceType: 'script' });
  equal(errors, []);
  const text = JSON.stringify(program);
  is(text.match(/"type":/g)?.length, text.match(/"decorators":\[\]/g)?.length);
  is(parseSync('x.js', 'a +', { sourceType: 'module' }).errors[0].severity, 'Error');
});

parts('curves, the tangent and the parabola that touch them; a gap where f throws', () => {
  const jet = jetAt(programOf('const f = (x) => Math.exp(x);').f as (t: number) => number, 0);
  equal(jet, [1, 1, 1]);
  const { tangent, parabola } = touching([2, 3, 4], 1);
  equal([tangent(2), parabola(2)], [5, 7]);
  const { t, jets } = curvesOf(
    () => {
      throw new RangeError('no');
    },
    0,
    1,
    3,
  );
  equal(t, [0, 0.5, 1]);
  ok(jets.flat().every(Number.isNaN));
});

parts('finite differences make a V', () => {
  const result = vee(programOf('const f = (x) => Math.exp(x);').f as (t: number) => number, 1);
  is(result.exact, Math.E);
  const [forward, central] = [best(result, 'forward'), best(result, 'central')];
  // About the square root, and the cube root, of a rounding.
  ok(forward.h > 1e-10 && forward.h < 1e-6 && forward.forward < 1e-7);
  ok(central.h > 1e-8 && central.h < 1e-3 && central.central < 1e-9);
  const ends = [result.steps[0], result.steps[result.steps.length - 1]];
  ok(ends.every((step) => step.forward > 0.01 && step.central > 0.01));
});

parts('figure 5.11: the sweeps end at the same slope, with nine multiplications each', () => {
  const nodes = flowAt(0.7);
  equal(
    nodes.map(({ name }) => name),
    ['x', 'a', 'b', 'c', 'd', 'e', 'f'],
  );
  const u = 0.49 + Math.exp(0.49);
  const due = 2 * 0.7 * (1 / (2 * Math.sqrt(u)) - Math.sin(u)) * (1 + Math.exp(0.49));
  const last = nodes[6];
  close(last.tangent, due, 1e-14, 'forward');
  close(nodes[0].adjoint, due, 1e-14, 'reverse');
  equal([nodes[0].tangent, nodes[0].second, last.adjoint], [1, 0, 1]);
  // b = exp a by x: b' = 2x·b, b'' = (2 + 4x²)·b.
  close(nodes[2].tangent, 1.4 * Math.exp(0.49), 1e-14, "b'");
  close(nodes[2].second, 3.96 * Math.exp(0.49), 1e-14, "b''");
  // x·x is made of two: nine edges.
  equal([nodes[0].forward, last.forward], [0, 9]);
  equal([last.reverse, nodes[0].reverse], [2, 9]);
});

parts('a chain: the same matrix in both orders, at the price of its sizes', () => {
  const { forward, reverse, difference } = chainOf([32, 8, 8, 8, 1]);
  is(forward.multiplications, 8 * 8 * 32 + 8 * 8 * 32 + 8 * 32);
  is(reverse.multiplications, 8 * 8 + 8 * 8 + 8 * 32);
  is(forward.steps[2].sum, forward.multiplications);
  ok(difference < 1e-14);
});

parts('Taylor polynomials: coefficients, text, and how far they are to be trusted', () => {
  const sine = programOf('const f = (x) => Math.sin(x);').f as (t: number) => number;
  const coefficients = coefficientsAt(sine, 0, 3);
  equal(
    coefficients.map((c) => 6 * c),
    [0, 6, 0, -1],
  );
  is(written(coefficients, 0), 'x − 0.1667·x³');
  is(written([-1, 0, 2], -0.5), '−1 + 2·(x + 0.5)²');
  is(written([0, 0], 1), '0');
  is(evaluated([1, 2, 3], 1, 3), 17);
  const [low, high] = trusted(sine, coefficients, 0, [-4, 4], 0.01);
  // x⁵/120 is 0.01 at 1.04.
  ok(Math.abs(high - 1.04) < 0.03 && Math.abs(low + 1.04) < 0.03, `${low}, ${high}`);
  equal(trusted(sine, coefficients, 0, [-0.5, 0.5], 0.01), [-0.5, 0.5]);
});

parts('the fit finds the epidemic of the influenza example, and what it was made from', () => {
  const { parameters, standardErrors, days, curve } = fitTo(COUNTS);
  close(parameters[0] / parameters[1], 3.924, 2e-3, 'R₀');
  ok(standardErrors.every((e) => e > 0));
  equal([days.length, curve.length], [14, 53]);
  const made = [1.9, 0.5, 1.5];
  const again = fitTo(infected(made)).parameters;
  again.forEach((p, i) => {
    close(p, made[i], 1e-7, `parameter ${i}`);
  });
});

parts('the arm: its Jacobian, its ellipse, the hand where it is wanted or as near as it comes', () => {
  const pose = poseOf([0.4, 1.1]);
  const h = 1e-6;
  [0, 1].forEach((j) => {
    const at = (d: number): [number, number] => placesOf(j === 0 ? [0.4 + d, 1.1] : [0.4, 1.1 + d]).hand;
    at(h).forEach((x, i) => {
      close(pose.jacobian[i][j], (x - at(-h)[i]) / (2 * h), 1e-8, `∂${i}/∂${j}`);
    });
  });
  close(pose.axes[0] * pose.axes[1], Math.abs(pose.determinant), 1e-14, 'area');
  close(pose.determinant, LINKS[0] * LINKS[1] * Math.sin(1.1), 1e-14, 'determinant');
  is(pose.isSingular, false);
  const { hand } = placesOf(reach([0.4, 1.1], [0.3, -1.2]));
  close(hand[0], 0.3, 1e-8, 'x');
  close(hand[1], -1.2, 1e-8, 'y');
  const stretched = reach([0.4, 1.1], [9, 0]);
  close(placesOf(stretched).hand[0], 2.1, 1e-3, 'as far as it comes');
  is(poseOf(stretched).isSingular, true);
});

parts('compiled: the same bits, by a program', () => {
  const report = compiledReport(programOf(codeOf('rosenbrock')), 40, 0);
  is(report.isSame, true);
  is(report.engine, 'webassembly');
  ok(report.operations > 5 && report.bytes > 100 && report.compiled > 0 && report.eager > 0 && report.compiling > 0);
  is(compiledReport(programOf('const f = (x) => x > 0 ? Math.exp(x) : 1;'), 20, 0).isSame, true);
});

parts('kinks: what is answered, and by which rule', () => {
  const of = (text: string) => gallery().find((kink) => kink.text === text);
  is(of('Math.abs(x)')?.slope, 0);
  is(of('Math.max(0, x)')?.slope, 0.5);
  equal([of('Math.cos(Math.sqrt(x))')?.slope, of('Math.sqrt(x)')?.slope], [-0.5, Number.POSITIVE_INFINITY]);
  is(of('Math.sqrt(x * x) ** 2')?.curvature, 2);
  match(String(of('Math.abs(x)')?.rules), /^abs: kink/);
  match(String(of('Math.cos(Math.sqrt(x))')?.rules), /second look at the slope: smooth/);
  equal(met({ f: programOf(codeOf('sine')).f, at: 1 }), []);
});

parts('what the worker answers: opened code, curves, a point, a polynomial, what is met; errors as words', () => {
  const t = thinker();
  const view = { at: 1, input: 0, from: -2, to: 2 };
  throws(() => t.point(view), /no program has been opened/);
  equal(t.open('const f = (x) => { if (x < 0) throw new RangeError("negative"); return x ** 3; };\nconst to = 2;'), {
    at: 1,
    from: -3,
    to: 2,
  });
  equal(t.point(view), { jet: [1, 3, 6] });
  const { jet, error } = t.point({ ...view, at: -1 });
  ok(jet.every(Number.isNaN));
  is(error, 'negative');
  const { t: places, jets } = t.curves(view);
  equal([places[0], places.at(-1), places.length, jets.at(-1)], [-2, 2, 241, [8, 12, 12]]);
  const cubic = t.taylor(view, 4);
  equal([cubic.value, cubic.coefficients, cubic.trusted[1]], [1, [1, 3, 3, 1, 0], 2]);
  ok(Number.isNaN(cubic.values[0][1]));
  is(t.taylor({ ...view, at: -1 }, 2).error, 'negative');
  is(t.vee(view).exact, 3);
  equal(t.met(view), []);
  is(t.compiled(view).isSame, true);
  throws(() => t.open('const g = 1;'), /define a function f/);
  equal(t.point(view).jet, [1, 3, 6]);
});

parts('whatever is thrown becomes words', () => {
  is(messageOf(new Error('unplugin-hyperdual: editor.js cannot be read')), 'cannot be read');
  is(messageOf(new Error('')), 'f threw an error without a message');
  is(messageOf(7), 'f threw 7');
  const bad = {
    toString: () => {
      throw bad;
    },
  };
  is(messageOf(bad), 'f threw something that cannot be shown');
});

parts('a range is drawn whole before it is drawn finely, and coarsely where time is over', () => {
  const { t, jets } = curvesOf((x) => x, 0, 16, 17, 0);
  equal(t, [0, 8, 16]);
  equal(
    jets.map(([value]) => value),
    [0, 8, 16],
  );
  equal(curvesOf((x) => x, 0, 16, 17).t.length, 17);
});

parts('counts that are all 0 are fitted by no illness, without an error', () => {
  const { days, standardErrors, sum } = fitTo(COUNTS.map(() => 0));
  ok(sum < 1e-6 && days.every((x) => x >= 0));
  is(standardErrors.length, 3);
});

parts('an address holds code and point, whatever is in them; one that was cut off holds none', () => {
  const shared = { code: 'const f = (x) => x * "π…".length; // <&>', at: [1, -2.5] };
  const address = addressOf(shared);
  match(address, /^#code=[\w-]+$/);
  equal(sharedIn(address), shared);
  is(sharedIn(address.slice(0, -9)), undefined);
  is(sharedIn('#sine'), undefined);
  const odd = (text: string) => sharedIn(`#code=${Buffer.from(text).toString('base64url')}`);
  equal(odd('{"code":"x","at":"<img>"}'), { code: 'x' });
  equal(odd('{"code":"x","at":[1,null]}'), { code: 'x' });
  for (const text of ['null', '{}', '{"code":1}', '[', '"x"']) is(odd(text), undefined);
});

parts.run();
