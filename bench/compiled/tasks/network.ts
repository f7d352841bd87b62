/** A network of 8 inputs, 32 hidden units with tanh and one linear output: half the squared error by its 321 parameters. */
import { add, dot, mul, type Scalar, square, sub, tanh } from 'hyperdual';
import { compile } from 'hyperdual/compile';
import { valueAndGradient } from 'hyperdual/reverse';
import { points, type Task } from '../task.js';

const INPUTS = 8;
const HIDDEN = 32;
/** Of a hidden unit: weights of the inputs, bias. */
const UNIT = INPUTS + 1;
const OUTER = HIDDEN * UNIT;
const PARAMETERS = OUTER + HIDDEN + 1;

/** Parameters, and a sample: the inputs and what the network should answer. */
type Arguments = readonly [parameters: number[], sample: number[]];

function loss(parameters: readonly Scalar[], sample: readonly Scalar[]): Scalar {
  const x = sample.slice(0, INPUTS);
  let answer = parameters[PARAMETERS - 1];
  for (let j = 0; j < HIDDEN; j++) {
    const unit = parameters.slice(j * UNIT, (j + 1) * UNIT);
    const sum = add(dot(unit.slice(0, INPUTS), x), unit[INPUTS]);
    answer = add(answer, mul(parameters[OUTER + j], tanh(sum)));
  }
  return mul(0.5, square(sub(answer, sample[INPUTS])));
}

const slopes = new Float64Array(HIDDEN);

function byHand(input: Float64Array, out: Float64Array): void {
  let answer = input[PARAMETERS - 1];
  for (let j = 0; j < HIDDEN; j++) {
    const at = j * UNIT;
    let sum = input[at + INPUTS];
    for (let i = 0; i < INPUTS; i++) sum += input[at + i] * input[PARAMETERS + i];
    const hidden = Math.tanh(sum);
    slopes[j] = 1 - hidden * hidden;
    out[1 + OUTER + j] = hidden;
    answer += input[OUTER + j] * hidden;
  }
  const error = answer - input[PARAMETERS + INPUTS];
  out[0] = 0.5 * error * error;
  for (let j = 0; j < HIDDEN; j++) {
    const at = 1 + j * UNIT;
    const slope = error * input[OUTER + j] * slopes[j];
    for (let i = 0; i < INPUTS; i++) out[at + i] = slope * input[PARAMETERS + i];
    out[at + INPUTS] = slope;
    out[1 + OUTER + j] *= error;
  }
  out[PARAMETERS] = error;
}

export const networkGradient: Task<Arguments> = {
  name: 'W5',
  points: points(2, PARAMETERS + INPUTS + 1, -0.6, 0.6).map((x) => [x.slice(0, PARAMETERS), x.slice(PARAMETERS)]),
  flat: ([parameters, sample]) => [...parameters, ...sample],
  outputs: PARAMETERS + 1,
  byHand,
  compile: () => {
    const g = compile(
      (parameters: Scalar[], sample: Scalar[]) => valueAndGradient((p) => loss(p, sample), parameters),
      new Array<number>(PARAMETERS).fill(0),
      new Array<number>(INPUTS + 1).fill(0),
    );
    return { program: g, call: ([parameters, sample]) => g(parameters, sample) };
  },
  eager: ([parameters, sample]) => valueAndGradient((p) => loss(p, sample), parameters),
  pick: ({ value }: { value: number }) => value,
};
