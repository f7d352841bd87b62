/**
 * Programs: small functions of a few numbers as data, with an interpreter and a printer. generator.ts makes random ones.
 *
 * A program is a list of statements. Each computes a number from earlier ones and appends it to the list of variables
 * (`update` changes a variable instead, as accumulation in a loop does). Variables are named by how long ago they were
 * computed, 0 being the latest, and the number is taken modulo the count of variables: so a program stays a program
 * whatever statement is taken out, which is what shrinking does.
 *
 * `run` takes Scalars of any kind. Nothing in it looks at a value except through comparisons, so programs can be traced.
 */
import {
  add,
  atan,
  clamp,
  cosh,
  dot,
  pow,
  type Scalar,
  select,
  sigmoid,
  sin,
  softplus,
  square,
  tanh,
} from '../../lib/index.js';
import { domainOf } from '../support/function-table.js';
import {
  type BinaryName,
  binaryNamed,
  type ComparisonName,
  comparisonNamed,
  type ReductionName,
  reductionNamed,
  type UnaryName,
  unaryNamed,
} from '../support/functions.js';

/** How many variables ago. */
export type Operand = number;

export type Statement =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'unary'; readonly name: UnaryName; readonly x: Operand; readonly guarded: boolean }
  | {
      readonly kind: 'binary';
      readonly name: BinaryName;
      readonly x: Operand;
      readonly y: Operand;
      readonly guarded: boolean;
    }
  | { readonly kind: 'power'; readonly x: Operand; readonly exponent: number }
  | { readonly kind: 'clamp'; readonly x: Operand; readonly lo: Operand; readonly hi: Operand }
  | { readonly kind: 'reduction'; readonly name: ReductionName; readonly xs: readonly Operand[] }
  | { readonly kind: 'dot'; readonly pairs: readonly (readonly [Operand, Operand])[] }
  | {
      readonly kind: 'select';
      readonly name: ComparisonName;
      readonly x: Operand;
      readonly y: Operand;
      readonly whenTrue: readonly Statement[];
      readonly whenFalse: readonly Statement[];
    }
  | { readonly kind: 'loop'; readonly count: number; readonly start: Operand; readonly body: readonly Statement[] }
  | { readonly kind: 'update'; readonly target: Operand; readonly name: BinaryName; readonly y: Operand };

export interface Program {
  /** Number of inputs. */
  readonly inputs: number;
  readonly body: readonly Statement[];
}

/** What a program did at a branch or at a function with kinks or jumps: equal lists mean the same smooth piece. */
export type Watch = (name: string, args: readonly Scalar[]) => void;

// -------------------------------------------------------------------------------------------------------- interpreter

/** The program's result: the last number computed. */
export function run(program: Program, inputs: readonly Scalar[], watch?: Watch): Scalar {
  return block(program.body, [...inputs], watch);
}

function block(body: readonly Statement[], variables: Scalar[], watch: Watch | undefined): Scalar {
  let latest = variables[variables.length - 1] as Scalar;
  for (const statement of body) {
    latest = step(statement, variables, watch);
    if (statement.kind !== 'update') variables.push(latest);
  }
  return latest;
}

function step(statement: Statement, variables: Scalar[], watch: Watch | undefined): Scalar {
  const index = (operand: Operand): number => variables.length - 1 - (operand % variables.length);
  const of = (operand: Operand): Scalar => variables[index(operand)] as Scalar;
  const call = (name: string, f: (...args: Scalar[]) => Scalar, ...args: Scalar[]): Scalar => {
    watch?.(name, args);
    return f(...args);
  };
  switch (statement.kind) {
    case 'constant':
      return statement.value;
    case 'unary': {
      const guard = guardOf(statement.name);
      const x = of(statement.x);
      const argument = statement.guarded && guard !== undefined ? guard.apply(x) : x;
      if (argument !== x) watch?.(guard?.text ?? '', [x]);
      return call(statement.name, unaryNamed(statement.name), argument);
    }
    case 'binary': {
      const guard = statement.guarded ? PAIR_GUARDS[statement.name] : undefined;
      const [x, y] = [of(statement.x), of(statement.y)];
      const args = guard === undefined ? [x, y] : [guard.x(x), guard.y(y)];
      return call(statement.name, binaryNamed(statement.name), ...args);
    }
    case 'power':
      return call('pow', pow, of(statement.x), statement.exponent);
    case 'clamp':
      return call('clamp', clamp, of(statement.x), of(statement.lo), of(statement.hi));
    case 'reduction':
      return call(statement.name, (...xs) => reductionNamed(statement.name)(xs), ...statement.xs.map(of));
    case 'dot':
      return dot(
        statement.pairs.map(([x]) => of(x)),
        statement.pairs.map(([, y]) => of(y)),
      );
    case 'select': {
      const args = [of(statement.x), of(statement.y)] as const;
      watch?.(statement.name, args);
      return select(
        comparisonNamed(statement.name)(...args),
        () => block(statement.whenTrue, [...variables], watch),
        () => block(statement.whenFalse, [...variables], watch),
      );
    }
    case 'loop': {
      let accumulator = of(statement.start);
      for (let i = 0; i < statement.count; i++) accumulator = block(statement.body, [...variables, accumulator], watch);
      return accumulator;
    }
    case 'update': {
      const target = index(statement.target);
      const updated = call(statement.name, binaryNamed(statement.name), of(statement.target), of(statement.y));
      variables[target] = updated;
      return updated;
    }
  }
}

/** Ways into a function's domain, or away from overflow, so that not all programs end in NaN. */
interface Guard {
  readonly text: string;
  apply(x: Scalar): Scalar;
}

const magnitude: Guard = { text: 'abs', apply: unaryNamed('abs') };
const unit: Guard = { text: 'sin', apply: sin };
const share: Guard = { text: 'sigmoid', apply: sigmoid };
const aboveOne: Guard = { text: 'cosh', apply: cosh };
const bounded: Guard = { text: 'atan', apply: atan };

const GUARDS: { readonly [name in UnaryName]?: Guard } = {
  reciprocal: { text: 'softplus', apply: softplus },
  exp: bounded,
  exp2: bounded,
  expm1: bounded,
  exprel: bounded,
  sinh: bounded,
  cosh: bounded,
  tan: bounded,
};

/** What brings an argument into the domain. */
function guardOf(name: UnaryName): Guard | undefined {
  const [low, high] = domainOf(name);
  if (GUARDS[name] !== undefined || low === Number.NEGATIVE_INFINITY) return GUARDS[name];
  if (high === 1) return low === 0 ? share : unit;
  return low === 1 ? aboveOne : magnitude;
}

interface PairGuard {
  readonly texts: readonly [string, string];
  x(x: Scalar): Scalar;
  y(y: Scalar): Scalar;
}

const same = (x: Scalar): Scalar => x;
const awayFromZero = (y: Scalar): Scalar => add(1, square(y));

const PAIR_GUARDS: { readonly [name in BinaryName]?: PairGuard } = {
  div: { texts: ['', '1 + square'], x: same, y: awayFromZero },
  mod: { texts: ['', '1 + square'], x: same, y: awayFromZero },
  pow: { texts: ['softplus', 'tanh'], x: softplus, y: tanh },
};

// ------------------------------------------------------------------------------------------------------------ printer

/** The program as code. */
export function show(program: Program): string {
  const names = Array.from({ length: program.inputs }, (_, i) => `x${i}`);
  const lines: string[] = [];
  const result = showBlock(program.body, names, lines, '  ', { next: 0 });
  return [`(${names.join(', ')}) => {`, ...lines, `  return ${result};`, '}'].join('\n');
}

function showBlock(
  body: readonly Statement[],
  outer: readonly string[],
  lines: string[],
  indent: string,
  counter: { next: number },
): string {
  const names = [...outer];
  let latest = names[names.length - 1] as string;
  for (const statement of body) {
    const of = (operand: Operand): string => names[names.length - 1 - (operand % names.length)] as string;
    if (statement.kind === 'update') {
      latest = of(statement.target);
      lines.push(`${indent}${latest} = ${statement.name}(${latest}, ${of(statement.y)});`);
      continue;
    }
    latest = `v${counter.next++}`;
    if (statement.kind === 'loop') {
      lines.push(`${indent}let ${latest} = ${of(statement.start)};`);
      lines.push(`${indent}for (let i = 0; i < ${statement.count}; i++) {`);
      const end = showBlock(statement.body, [...names, latest], lines, `${indent}  `, counter);
      lines.push(`${indent}  ${latest} = ${end};`, `${indent}}`);
    } else if (statement.kind === 'select') {
      lines.push(
        `${indent}const ${latest} = select(${statement.name}(${of(statement.x)}, ${of(statement.y)}), () => {`,
      );
      lines.push(`${indent}  return ${showBlock(statement.whenTrue, names, lines, `${indent}  `, counter)};`);
      lines.push(`${indent}}, () => {`);
      lines.push(`${indent}  return ${showBlock(statement.whenFalse, names, lines, `${indent}  `, counter)};`);
      lines.push(`${indent}});`);
    } else {
      lines.push(`${indent}const ${latest} = ${showCall(statement, of)};`);
    }
    names.push(latest);
  }
  return latest;
}

type Call = Exclude<Statement, { kind: 'update' | 'loop' | 'select' }>;

function showCall(statement: Call, of: (operand: Operand) => string): string {
  const wrap = (text: string, x: string): string =>
    text === '' ? x : text.includes(' ') ? `(${text}(${x}))` : `${text}(${x})`;
  switch (statement.kind) {
    case 'constant':
      return Object.is(statement.value, -0) ? '-0' : String(statement.value);
    case 'unary': {
      const guard = statement.guarded ? guardOf(statement.name) : undefined;
      return `${statement.name}(${wrap(guard?.text ?? '', of(statement.x))})`;
    }
    case 'binary': {
      const [x, y] = (statement.guarded ? PAIR_GUARDS[statement.name]?.texts : undefined) ?? ['', ''];
      return `${statement.name}(${wrap(x, of(statement.x))}, ${wrap(y, of(statement.y))})`;
    }
    case 'power':
      return `pow(${of(statement.x)}, ${statement.exponent})`;
    case 'clamp':
      return `clamp(${of(statement.x)}, ${of(statement.lo)}, ${of(statement.hi)})`;
    case 'reduction':
      return `${statement.name}([${statement.xs.map(of).join(', ')}])`;
    case 'dot':
      return `dot([${statement.pairs.map(([x]) => of(x)).join(', ')}], [${statement.pairs.map(([, y]) => of(y)).join(', ')}])`;
  }
}
