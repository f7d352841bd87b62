/** The scale model (docs/model), typed, and random programs run on its numbers and on those of the library alike. */
import { fileURLToPath } from 'node:url';
import type { Scalar } from '../../lib/index.js';
import * as hyperdual from '../../lib/index.js';
import type { Operand, Program, Statement } from '../laws/programs.js';

/** What programs are made of; T are the numbers. */
export interface Operators<T> {
  readonly unary: Readonly<Record<string, (x: T) => T>>;
  readonly binary: Readonly<Record<string, (x: T, y: T) => T>>;
  pow(x: T, p: number): T;
  /** The sign of x - y decides: see COMPARISONS. */
  holds(comparison: string, x: T, y: T): boolean;
  select(condition: boolean, then: () => T, otherwise: () => T): T;
}

type Numbers = readonly unknown[];
type Driver = (f: (x: Numbers) => unknown, x: readonly number[]) => number[];

/** The exports of the model. */
export interface Model {
  readonly gradient: Driver;
  readonly reverseGradient: Driver;
  readonly hessian: Driver;
  lawful(driver: Driver): Driver;
  taylor(f: (x: unknown) => unknown, x: number, n: number): number[];
  compile(f: (x: Numbers) => Numbers, example: readonly number[]): (x: readonly number[]) => number[];
  order(x: unknown, y: unknown): number;
  readonly met: { kinks: number };
}

export const folder: string = fileURLToPath(new URL('../../../docs/model/', import.meta.url));
export const FILES = ['number', 'rules', 'dual', 'tape', 'series', 'germ', 'law', 'program'] as const;

const parts = await Promise.all(FILES.map((name) => import(`${folder}${name}.js`) as Promise<object>));
export const model: Model = Object.assign({}, ...parts) as Model;

const HOLDS: Readonly<Record<string, (sign: number) => boolean>> = {
  lt: (sign) => sign < 0,
  le: (sign) => sign <= 0,
  gt: (sign) => sign > 0,
  ge: (sign) => sign >= 0,
  eq: (sign) => sign === 0,
};

/** Whether a program of the model has compared two equal numbers: beside the point it takes another branch. */
export const branch: { met: boolean } = { met: false };

type Table = Readonly<Record<string, (...args: unknown[]) => unknown>>;

const ofModel = model as unknown as Table;
export const modelOperators: Operators<unknown> = {
  unary: ofModel,
  binary: ofModel,
  pow: (x, p) => ofModel.pow(x, p),
  holds: (name, x, y) => {
    const sign = model.order(x, y);
    if (sign === 0) branch.met = true;
    return HOLDS[name](sign);
  },
  select: (condition, then, otherwise) => ofModel.select(condition, then, otherwise),
};

const ofLibrary = hyperdual as unknown as Table;
export const libraryOperators: Operators<Scalar> = {
  unary: ofLibrary as Operators<Scalar>['unary'],
  binary: ofLibrary as Operators<Scalar>['binary'],
  pow: hyperdual.pow,
  holds: (name, x, y) => ofLibrary[name](x, y) as boolean,
  select: (condition, then, otherwise) => hyperdual.select(condition, then, otherwise),
};

const UNARY = ['neg', 'square', 'sqrt', 'exp', 'log', 'sin', 'cos', 'sinh', 'cosh', 'atan', 'asin', 'abs'];
const BINARY = ['add', 'sub', 'mul', 'div', 'max', 'min'];

/** The functions of a program that the model does not have are taken for others that it has. */
const oneOf = (names: readonly string[], name: string): string =>
  names.includes(name) ? name : names[[...name].reduce((sum, c) => sum + c.charCodeAt(0), 0) % names.length];

/** Numbers that leave the range are no matter of the model: it has no care for it. */
export const tame = (x: number): number => (Math.abs(x) > 1e4 || Math.abs(x) < 1e-4 ? 0 : x);

/** A random program on numbers of any kind. */
export function interpret<T>(program: Program, operators: Operators<T>, inputs: readonly T[]): T {
  const { unary, binary } = operators;
  const block = (body: readonly Statement[], variables: T[]): T => {
    let latest = variables[variables.length - 1];
    for (const statement of body) {
      latest = step(statement, variables);
      if (statement.kind !== 'update') variables.push(latest);
    }
    return latest;
  };
  const step = (statement: Statement, variables: T[]): T => {
    const index = (operand: Operand): number => variables.length - 1 - (operand % variables.length);
    const of = (operand: Operand): T => variables[index(operand)];
    const two = (name: string, x: T, y: T): T => binary[oneOf(BINARY, name)](x, y);
    switch (statement.kind) {
      case 'constant':
        return tame(statement.value) as T;
      case 'unary':
        return unary[oneOf(UNARY, statement.name)](of(statement.x));
      case 'binary':
        return two(statement.name, of(statement.x), of(statement.y));
      case 'power':
        return operators.pow(of(statement.x), statement.exponent === 1 / 3 ? 0.25 : statement.exponent);
      case 'clamp':
        return binary.min(binary.max(of(statement.x), of(statement.lo)), of(statement.hi));
      case 'reduction':
        return statement.xs.map(of).reduce((x, y) => two(statement.name, x, y));
      case 'dot':
        return statement.pairs.map(([x, y]) => binary.mul(of(x), of(y))).reduce((x, y) => binary.add(x, y));
      case 'select':
        return operators.select(
          operators.holds(statement.name, of(statement.x), of(statement.y)),
          () => block(statement.whenTrue, [...variables]),
          () => block(statement.whenFalse, [...variables]),
        );
      case 'loop': {
        let accumulator = of(statement.start);
        for (let i = 0; i < statement.count; i++) accumulator = block(statement.body, [...variables, accumulator]);
        return accumulator;
      }
      case 'update': {
        const updated = two(statement.name, of(statement.target), of(statement.y));
        variables[index(statement.target)] = updated;
        return updated;
      }
    }
  };
  return block(program.body, [...inputs]);
}
