/** The printed tables. */
import { table } from '../output/print.js';
import { type Run, reached } from './duel.js';
import { agreement, digitsOf } from './statistics.js';

/** Newton's method on every data set, with the digits of the certified values it has in the end. */
export function newtonReport(runs: readonly Run[]): string {
  const rows = runs.map(({ problem, start, path: { iterations, end } }) => {
    const digits = digitsOf(problem, end.parameters);
    return [
      ...(start === 0 ? [problem.name, problem.level] : ['', '']),
      String(problem.certified.parameters.length),
      String(problem.observed.length),
      String(start + 1),
      String(iterations),
      String(end.calls),
      digits.parameters.toFixed(1),
      digits.standardDeviations.toFixed(1),
      digits.rss.toFixed(1),
    ];
  });
  const head = ['data set', 'difficulty', 'n', 'm', 'start', 'iterations', 'calls', 'parameters', 'std. dev.', 'RSS'];
  return [
    "Newton's method on n parameters and m points, and how many of the 11 certified digits it finds",
    table(head, rows, 'llrrrrrrrr'),
  ].join('\n');
}

const LEVELS = [1, 3, 6, 9];

/** Iterations to so many digits, and calls to the last of these. */
export function duelReport(runs: readonly Run[]): string {
  const rows = runs.map((run) => {
    const { problem, start, method, path } = run;
    const last = reached(run, LEVELS[LEVELS.length - 1]);
    return [
      ...(method === "Newton's method" ? [problem.name, String(start + 1)] : ['', '']),
      method,
      ...LEVELS.map((digits) => String(reached(run, digits) ?? '-')),
      last === undefined ? '-' : String(path.steps[last].calls),
      agreement(path.end.parameters, problem.certified.parameters).toFixed(1),
      String(path.iterations),
    ];
  });
  const head = [
    'data set',
    'start',
    'method',
    ...LEVELS.map((digits) => (digits === 1 ? '1 digit' : `${digits} digits`)),
    `calls to ${LEVELS[LEVELS.length - 1]}`,
    'digits in the end',
    'after',
  ];
  return ['Iterations until the worst parameter has so many digits', table(head, rows, 'lrlrrrrrrr')].join('\n');
}
