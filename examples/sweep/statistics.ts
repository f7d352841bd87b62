/** What is said of many numbers. NaN stands for a quantity that does not exist, and is left out. */

export interface Summary {
  /** How many numbers there are, without NaN. */
  readonly count: number;
  readonly mean: number;
  readonly deviation: number;
  /** The points below which a share of the numbers lies. */
  quantile(share: number): number;
}

export function summary(list: Float64Array): Summary {
  const sorted = list.filter((x) => !Number.isNaN(x)).sort();
  const mean = average(sorted);
  return {
    count: sorted.length,
    mean,
    deviation: Math.sqrt(average(sorted.map((x) => (x - mean) ** 2))),
    quantile: (share) => sorted[Math.round(share * (sorted.length - 1))],
  };
}

/** Pearson's correlation of numbers in pairs. */
export function correlation(x: Float64Array, y: Float64Array): number {
  const isThere = (_: number, k: number): boolean => !Number.isNaN(x[k] + y[k]);
  const [u, v] = [x.filter(isThere), y.filter(isThere)];
  const [a, b] = [average(u), average(v)];
  const covariance = average(u.map((ui, k) => (ui - a) * (v[k] - b)));
  return covariance / Math.sqrt(average(u.map((ui) => (ui - a) ** 2)) * average(v.map((vi) => (vi - b) ** 2)));
}

function average(list: Float64Array): number {
  return list.reduce((total, x) => total + x, 0) / list.length;
}

/** One column of a table whose rows lie one after the other. */
export function column(table: Float64Array, width: number, k: number): Float64Array {
  return Float64Array.from({ length: table.length / width }, (_, row) => table[row * width + k]);
}

/** Equal intervals from low to high. */
export interface Bins {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** The number of the interval in which x lies; undefined outside of all. */
function binOf(x: number, { low, high, count }: Bins): number | undefined {
  const bin = Math.floor(((x - low) / (high - low)) * count);
  return bin >= 0 && bin < count ? bin : undefined;
}

/** How many numbers lie in each interval. */
export function histogram(list: Float64Array, bins: Bins): number[] {
  const counts = new Array<number>(bins.count).fill(0);
  for (const x of list) {
    const bin = binOf(x, bins);
    if (bin !== undefined) counts[bin]++;
  }
  return counts;
}

/** How many pairs lie in each rectangle: counts[bin of x][bin of y]. */
export function histogram2(x: Float64Array, y: Float64Array, xBins: Bins, yBins: Bins): number[][] {
  const counts = Array.from({ length: xBins.count }, () => new Array<number>(yBins.count).fill(0));
  for (let k = 0; k < x.length; k++) {
    const [i, j] = [binOf(x[k], xBins), binOf(y[k], yBins)];
    if (i !== undefined && j !== undefined) counts[i][j]++;
  }
  return counts;
}
