/** The printed tables. */
import { table } from '../output/print.js';
import type { Costs } from './costs.js';
import { largest, type Solution } from './newton.js';

export function solutionReport(solutions: readonly Solution[]): string {
  const [{ m, lambda }] = solutions;
  const rows = Array.from({ length: Math.max(...solutions.map(({ steps }) => steps.length)) }, (_, step) => [
    String(step),
    ...solutions.flatMap(({ steps }) => {
      const at = steps[step];
      return at === undefined ? ['', ''] : [at.residual.toExponential(1), at.change.toExponential(1)];
    }),
  ]);
  const heights = solutions.map(({ u }) => largest(u).toFixed(6));
  return [
    `Bratu's problem, λ = ${lambda}, ${m * m} unknowns: solutions of height ${heights.join(' and ')}`,
    table(
      ['step', ...solutions.flatMap((_, k) => [`largest |F|, ${k + 1}`, `largest |Δu|, ${k + 1}`])],
      rows,
      'r'.repeat(1 + 2 * solutions.length),
    ),
  ].join('\n');
}

export function costReport(costs: Costs): string {
  const { coloring, unknowns, denseUnknowns, errors } = costs;
  const ms = (time: number): string => (time >= 10_000 ? `${(time / 1000).toFixed(0)} s` : `${time.toPrecision(2)} ms`);
  const times = (time: number): string => (time / costs.compiled).toPrecision(2);
  const row = (name: string, time: number, error: string): string[] => [name, ms(time), times(time), error];
  return [
    `The Jacobian: ${unknowns} x ${unknowns}, ${costs.nonzeros} nonzeros, ${coloring.columnColors} colours; its pattern takes ` +
      `${ms(costs.pattern)}, its program ${ms(costs.compile)}, once`,
    table(
      ['each time', 'time', 'to compiled', 'largest error'],
      [
        row('compiled to the nonzeros', costs.compiled, errors.compiled.toExponential(0)),
        row('eager, one call of f on bundles', costs.eager, ''),
        row(
          `differences along ${coloring.columnColors} colours`,
          costs.groupedDifferences,
          errors.differences.toExponential(0),
        ),
        row(`differences one by one (${unknowns} times f)`, costs.differences, ''),
        row(`dense driver (from ${denseUnknowns} unknowns)`, costs.dense, ''),
      ],
      'lrrr',
    ),
    `Dense, it would take ${((8 * unknowns ** 2) / 1e9).toFixed(1)} GB.`,
  ].join('\n');
}
