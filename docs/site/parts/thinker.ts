/**
 * Answers what the page asks about the program in the editor. It runs in a worker: an endless loop there stops the worker, not the
 * page, and code that comes with somebody's address does not see the page.
 */
import { type CompiledReport, compiledReport } from './compiled.js';
import { type Curves, curvesOf, type Jet, jetAt, jetOf } from './curve.js';
import { type Vee, vee } from './differences.js';
import { met } from './kinks.js';
import { along, coordinate, type Point } from './point.js';
import { coefficientsAt, rangeOf, trusted } from './polynomial.js';
import { type Program, programOf } from './program.js';

/** What is looked at: a point, one of its inputs, and the range of that input that is drawn. */
export interface View {
  readonly at: Point;
  readonly input: number;
  readonly from: number;
  readonly to: number;
}

/** What the code says besides f. */
export type Opened = Pick<Program, 'at' | 'from' | 'to'>;

export interface AtPoint {
  readonly jet: Jet;
  /** Why there is no derivative, where f throws. */
  readonly error?: string;
}

export interface Polynomial {
  readonly values: readonly (readonly [number, number])[];
  readonly value: number;
  readonly coefficients: readonly number[];
  /** Where the polynomial is within 1 % of the picture. */
  readonly trusted: readonly [number, number];
  readonly error?: string;
}

export interface Thinker {
  open(code: string): Opened;
  curves(view: View): Curves;
  point(view: View): AtPoint;
  vee(view: View): Vee;
  taylor(view: View, degree: number): Polynomial;
  met(view: View): readonly string[];
  compiled(view: View): CompiledReport;
}

const COUNT = 241;

export function thinker(): Thinker {
  let program: Program | undefined;
  const opened = (): Program => {
    if (program === undefined) throw new TypeError('no program has been opened');
    return program;
  };
  const lineOf = ({ at, input }: View): ((t: number) => number) => along({ f: opened().f, at }, input);
  return {
    open(code) {
      program = programOf(code);
      return { at: program.at, from: program.from, to: program.to };
    },
    curves: (view) => curvesOf(lineOf(view), view.from, view.to, COUNT, 1500),
    point(view) {
      const [f, t] = [lineOf(view), coordinate(view.at, view.input)];
      try {
        return { jet: jetOf(f, t) };
      } catch (error) {
        return { jet: jetAt(f, t), error: messageOf(error) };
      }
    },
    vee: (view) => vee(plain(lineOf(view)), coordinate(view.at, view.input)),
    taylor(view, degree) {
      const line = lineOf(view);
      const x0 = coordinate(view.at, view.input);
      const { from, to } = view;
      const f = plain(line);
      const values = Array.from({ length: COUNT }, (_, k) => {
        const t = from + ((to - from) * k) / (COUNT - 1);
        return [t, f(t)] as const;
      });
      try {
        const coefficients = coefficientsAt(line, x0, degree);
        const [low, high] = rangeOf(values.map(([, y]) => y));
        const within = trusted(f, coefficients, x0, [from, to], 0.01 * (high - low));
        return { values, value: f(x0), coefficients, trusted: within };
      } catch (error) {
        return { values, value: f(x0), coefficients: [], trusted: [x0, x0], error: messageOf(error) };
      }
    },
    met: ({ at }) => met({ f: opened().f, at }),
    compiled: ({ at }) => compiledReport({ f: opened().f, at }),
  };
}

/** f as a plot takes it: NaN where it throws. */
function plain(f: (t: number) => number): (t: number) => number {
  return (t) => {
    try {
      return f(t);
    } catch {
      return Number.NaN;
    }
  };
}

/** Whatever was thrown, in words: it may be no error, and may throw when it is asked what it is. */
export function messageOf(thrown: unknown): string {
  try {
    const text = thrown instanceof Error ? String(thrown.message) : `f threw ${String(thrown)}`;
    return text.replace('unplugin-hyperdual: editor.js ', '').slice(0, 500) || 'f threw an error without a message';
  } catch {
    return 'f threw something that cannot be shown';
  }
}
