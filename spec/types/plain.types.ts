/** The types of hyperdual/plain: numbers in, numbers out, for every kind of parameters. This file is compiled, not run. */
import {
  compile,
  derivative,
  gradient,
  hessian,
  hvp,
  jacobian,
  jvp,
  linearize,
  noDiff,
  pullback,
  reverseGradient,
  reverseJacobian,
  type Severed,
  sensitivity,
  severed,
  valueAndGradient,
  vjp,
} from '../../lib/plain/index.js';
import { typed } from '../support/types.js';

declare const numbers: number[];
declare const frozen: readonly number[];
declare const floats: Float64Array;
declare const matrix: number[][];

interface Pendulum {
  readonly length: number;
  readonly angle: number;
}

interface Named extends Pendulum {
  name: string;
  parts: { mass: number }[];
  describe(): string;
}

class Body {
  mass: number;
  private readonly label: string;
  constructor(mass: number) {
    this.mass = mass;
    this.label = 'body';
  }
  get weight(): number {
    return this.mass * 9.81;
  }
  print(): string {
    return this.label;
  }
}

declare const pendulum: Pendulum;
declare const named: Named;

export function ofOneNumber(): void {
  typed<number>()(derivative((x) => x * x, 3));
  typed<number>()(derivative(Math.sin, 3));
  typed<number>()(noDiff(3));
}

export function ofArrays(): void {
  const energy = ([length, angle]: number[]): number => length * angle;
  const list: number[] = gradient(energy, [1.3, 0.5]);
  const pair: [number, number] = gradient(([x, y]) => x * y, [2, 3]);
  typed<number[]>()(gradient(energy, numbers));
  typed<number[]>()(gradient((x) => x[0] * 2, frozen));
  typed<number[]>()(gradient((x) => x.reduce((a, b) => a + b), floats));
  typed<number[][]>()(gradient((m) => m[0][0] * m[1][1], matrix));
  typed<number[]>()(reverseGradient(energy, numbers));
  typed<number[][]>()(hessian(energy, numbers));
  typed<number[]>()(hvp(energy, numbers, numbers));
  typed<number[][]>()(jacobian((x) => x.map((v) => v * 2), numbers));
  typed<number[][]>()(reverseJacobian((x) => x.map((v) => v * 2), numbers));
  typed<{ value: number; gradient: number[] }>()(valueAndGradient(energy, numbers));
  typed<number[]>()(jvp((x) => x.map((v) => v * 2), numbers, numbers).tangent);
  typed<number[]>()(vjp((x) => x.map((v) => v * 2), numbers, numbers).cotangent);
  typed<number[]>()(pullback((x) => x.map((v) => v * 2), numbers).pullback(numbers));
  typed<number[]>()(linearize((x) => x.map((v) => v * 2), numbers).evaluate(numbers));
  void [list, pair];
}

export function ofRecordsAndClasses(): void {
  typed<{ mass: number; speed: number }>()(gradient(({ mass, speed }) => mass * speed ** 2, { mass: 2, speed: 3 }));
  typed<{ length: number; angle: number }>()(gradient((p: Pendulum) => p.length * p.angle, pendulum));
  const slopes = gradient((p: Named) => p.length, named);
  typed<number>()(slopes.parts[0].mass);
  // @ts-expect-error a text has no derivative
  slopes.name;
  // @ts-expect-error nor has a method
  slopes.describe;
  typed<number>()(gradient((b: Body) => b.weight, new Body(2)).mass);
  typed<{ kinetic: { mass: number; speed: number } }>()(
    jacobian(({ mass, speed }) => ({ kinetic: 0.5 * mass * speed ** 2 }), { mass: 2, speed: 3 }),
  );
  typed<number>()(sensitivity((p: Pendulum) => p.length, pendulum).of('y', 'length').derivative);
  typed<Severed[]>()(severed((p: Pendulum) => Math.floor(p.length), pendulum));
}

export function compiled(): void {
  const g = compile((p: Pendulum, t: number) => [p.length * t, p.angle], pendulum, 2);
  typed<number[]>()(g(pendulum, 1));
  typed<number>()(g.courses + g.left);
  typed<Float64Array>()(g.map(pendulum, [1, 2, 3]));
}

export function misuses(): void {
  // @ts-expect-error f takes a text
  gradient((x: string) => x.length, [1, 2]);
  // @ts-expect-error f gives no number
  gradient((x: number[]) => String(x), [1, 2]);
  // @ts-expect-error x is a text
  derivative((x) => x, '2');
}

interface Settings {
  readonly rate: number;
  readonly mode: 0 | 1;
  readonly offset?: number;
  readonly part: { readonly size: number } | null;
}

type Metres = number & { readonly unit: 'm' };

declare const settings: Settings;
declare const way: { readonly length: Metres };

export function declaredNumbers(): void {
  const slopes = gradient((s: Settings) => (s.mode === 1 ? s.rate : (s.offset ?? 0)), settings);
  typed<number>()(slopes.rate);
  typed<number | undefined>()(slopes.offset);
  typed<number | undefined>()(slopes.part?.size);
  typed<number>()(gradient((w: { readonly length: Metres }) => w.length * 2, way).length);
}

export function ofAnyRecord<T extends Record<string, number>>(f: (x: T) => number, x: T): void {
  const value: number = valueAndGradient(f as never, x).value;
  void value;
}
