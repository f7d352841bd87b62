'use derivatives';
/** The 27 data sets for nonlinear regression of NIST's Statistical Reference Datasets, each with its model. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../output/package-root.js';
import { MODELS } from './models.js';

interface DataSet {
  readonly name: string;
  /** What NIST says of the difficulty: lower, average, higher. */
  readonly level: string;
  /** Two of them: the second is nearer to the solution. */
  readonly starts: readonly (readonly number[])[];
  /** To 11 digits, from computations of higher precision by NIST. */
  readonly certified: Certified;
  readonly y: readonly number[];
  /** A column for each predictor. */
  readonly x: readonly (readonly number[])[];
}

export interface Certified {
  readonly parameters: readonly number[];
  readonly standardDeviations: readonly number[];
  readonly rss: number;
}

export interface Problem extends Omit<DataSet, 'y'> {
  /** What the model is fitted to: y, or its logarithm where the model is one of log(y). */
  readonly observed: readonly number[];
  /** The model at the points of the data, or at other ones. */
  curve(b: readonly number[], x?: readonly (readonly number[])[]): number[];
  /** The residual sum of squares, Σ (model(b, x_i) - y_i)². */
  rss(b: readonly number[]): number;
}

const file = join(packageRoot, 'examples', 'regression', 'nist.json');
const { sets } = JSON.parse(readFileSync(file, 'utf8')) as { readonly sets: readonly DataSet[] };

export const problems: readonly Problem[] = sets.map(problemOf);

export function problem(name: string): Problem {
  const found = problems.find((candidate) => candidate.name === name);
  if (found === undefined) {
    throw new RangeError(`problem: expected one of ${problems.map((p) => p.name).join(', ')}, got ${name}.`);
  }
  return found;
}

function problemOf({ y, ...set }: DataSet): Problem {
  const model = MODELS[set.name];
  const observed = set.name === 'Nelson' ? y.map(Math.log) : y;
  const curve = (b: readonly number[], [first, second = first] = set.x): number[] =>
    first.map((x, i) => model(b, x, second[i]));
  const rss = (b: readonly number[]): number =>
    curve(b)
      .map((fitted, i) => fitted - observed[i])
      .reduce((total, r) => total + r * r, 0);
  return { ...set, observed, curve, rss };
}
