/** Sensitivity analysis: which parameter moves the answer, and by how much. */

import { type Mode, modeFor } from '../auto/choice.js';
import { valueAndJacobian } from '../forward/jacobian.js';
import { checkFunction } from '../forward/seed.js';
import { valueAndJacobian as reverseValueAndJacobian } from '../reverse/drivers.js';
import { describe, value } from '../scalar/scalar.js';
import { flatten, leafPaths, type Shape } from '../shape/shape.js';
import type { Checked, Input, Lifted, Output } from '../shape/types.js';
import { short, textTable } from './text-table.js';

type Driver = (f: unknown, x: unknown) => { value: unknown; jacobian: unknown };

/** The drivers without their shape types. */
const drivers = { forward: valueAndJacobian, reverse: reverseValueAndJacobian } as unknown as Record<Mode, Driver>;

/** How one output moves with one parameter. */
export interface Sensitivity {
  /** The name of the output y. */
  readonly output: string;
  /** The name of the parameter p. */
  readonly parameter: string;
  /** y. */
  readonly value: number;
  /** ∂y/∂p. */
  readonly derivative: number;
  /** p/y·∂y/∂p: y changes by that many per cent when p grows by one per cent. NaN where y is 0 and p·∂y/∂p is 0 too. */
  readonly elasticity: number;
}

/** What `sensitivity` may be told. */
export interface SensitivityOptions {
  /** The mode; chosen from the numbers of parameters and outputs when left out. */
  readonly mode?: Mode;
}

/** Every output by every parameter. */
export interface SensitivityReport {
  /** The mode that was taken. */
  readonly mode: Mode;
  /** The outputs' names: the paths in the model's result, `y` for a single number. */
  readonly outputs: readonly string[];
  /** The names of the parameters: their paths. */
  readonly parameters: readonly string[];
  /** All pairs, by outputs and then by parameters. */
  readonly entries: readonly Sensitivity[];
  /**
   * One pair.
   *
   * @throws {RangeError} for an unknown name.
   */
  of(output: string, parameter: string): Sensitivity;
  /**
   * The parameters of an output from the one that matters most, by the size of the elasticity; NaN comes last.
   *
   * @param output - its name; may be left out when there is one only.
   * @throws {RangeError} for an unknown name.
   */
  ranking(output?: string): Sensitivity[];
  /** A table. */
  toString(): string;
}

/**
 * Sensitivities of a model: values, exact derivatives and elasticities of all outputs by all parameters.
 *
 * @param model - takes the parameters as Scalars and returns a number, an array or a record of outputs.
 * @param parameters - a record of numbers (or any other structure).
 * @param options - `mode`: 'forward' or 'reverse'; the cheaper one when left out.
 * @returns a report; print it, or ask for `ranking(output)`.
 * @throws {TypeError} when the parameters or the outputs hold something that is not a number.
 * @throws {RangeError} for an unknown mode.
 * @remarks Cost: one call of the model for each parameter (forward), or one call and a sweep for each output (reverse).
 * @example
 * const orbit = ({ mass, radius }) => ({ speed: sqrt(div(mass, radius)), period: sqrt(div(pow(radius, 3), mass)) });
 * const report = sensitivity(orbit, { mass: 2, radius: 8 });
 * report.of('speed', 'radius').elasticity; // => -0.5
 * report.ranking('period').map(({ parameter }) => parameter); // => ['radius', 'mass']
 */
export function sensitivity<const P extends Input>(
  model: (parameters: Lifted<P>) => Output,
  parameters: Checked<P>,
  options?: SensitivityOptions,
): SensitivityReport;
export function sensitivity(
  model: (parameters: never) => unknown,
  parameters: unknown,
  options: SensitivityOptions = {},
): SensitivityReport {
  checkFunction('sensitivity', model);
  const input = flatten('sensitivity', 'parameters', parameters);
  const point = input.leaves.map(value);
  const mode = options.mode ?? modeFor(point.length, countOutputs(model, parameters));
  if (!(mode in drivers)) {
    throw new RangeError(`sensitivity: expected the mode 'forward' or 'reverse', got ${describe(mode)}. Choose one.`);
  }
  const at = drivers[mode](model, parameters);
  const output = flatten('sensitivity', 'model(parameters)', at.value);
  const derivatives = flatten('sensitivity', 'the Jacobian', at.jacobian).leaves.map(value);
  const names = { outputs: namesOf(output.shape, 'y'), parameters: namesOf(input.shape, 'p') };
  const entries = names.outputs.flatMap((name, i) => {
    const y = value(output.leaves[i] as number);
    return names.parameters.map((parameter, j): Sensitivity => {
      const derivative = derivatives[i * point.length + j];
      return {
        output: name,
        parameter,
        value: y,
        derivative,
        elasticity: elasticityOf(point[j], y, derivative),
      };
    });
  });
  return report(mode, names.outputs, names.parameters, entries);
}

/** One call on plain numbers, to know how many there are. */
function countOutputs(model: (parameters: never) => unknown, parameters: unknown): number {
  return flatten('sensitivity', 'model(parameters)', model(parameters as never)).leaves.length;
}

/** p/y·d, without overflow of p·d; a derivative or parameter that is 0 moves nothing. */
function elasticityOf(p: number, y: number, derivative: number): number {
  if (y !== 0 && (p === 0 || derivative === 0)) return 0;
  const quotient = (p / y) * derivative;
  // + 0: no negative zero.
  return (Number.isFinite(quotient) ? quotient : (p * derivative) / y) + 0;
}

/** The paths as names: `mass`, `rates[0]`, `[1]`; a single number gets the name given. */
function namesOf(shape: Shape, single: string): string[] {
  return leafPaths(shape).map((path) => (path === '' ? single : path.replace(/^\./, '')));
}

function report(
  mode: Mode,
  outputs: readonly string[],
  parameters: readonly string[],
  entries: readonly Sensitivity[],
): SensitivityReport {
  const indexOf = (names: readonly string[], what: string, name: string): number => {
    const index = names.indexOf(name);
    if (index >= 0) return index;
    throw new RangeError(`sensitivity: expected ${what} ${names.join(', ')}, got ${describe(name)}. Check the name.`);
  };
  const rowOf = (output: string): readonly Sensitivity[] => {
    const i = indexOf(outputs, 'one of the outputs', output);
    return entries.slice(i * parameters.length, (i + 1) * parameters.length);
  };
  return {
    mode,
    outputs,
    parameters,
    entries,
    of: (output, parameter) => rowOf(output)[indexOf(parameters, 'one of the parameters', parameter)],
    ranking(output) {
      if (output === undefined && outputs.length > 1) {
        throw new RangeError(
          `sensitivity: expected the name of an output, one of ${outputs.join(', ')}, got undefined. Call ranking('${outputs[0]}').`,
        );
      }
      return [...rowOf(output ?? outputs[0])].sort((a, b) => magnitudeOf(b) - magnitudeOf(a));
    },
    toString: () => tableOf(entries),
  };
}

function magnitudeOf({ elasticity }: Sensitivity): number {
  return Number.isNaN(elasticity) ? -1 : Math.abs(elasticity);
}

function tableOf(entries: readonly Sensitivity[]): string {
  const rows = entries.map(({ output, parameter, value, derivative, elasticity }, i) => {
    const isFirst = entries[i - 1]?.output !== output;
    const [name, y] = isFirst ? [output, short(value)] : ['', ''];
    return [name, y, parameter, short(derivative), signed(elasticity)];
  });
  return textTable([['output', 'value', 'parameter', 'derivative', 'elasticity'], ...rows], 'lrlrr');
}

/** Three decimals and the sign: elasticities are of size 1, and their signs matter. */
function signed(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  const text = Math.abs(x) >= 1e4 ? short(Math.abs(x)) : Math.abs(x).toFixed(3);
  return `${x < 0 ? '-' : '+'}${text}`;
}
