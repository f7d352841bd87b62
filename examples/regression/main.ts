/**
 * Newton's method with exact Hessians on the data sets of NIST, and against gradient descent on some of them. Run with
 * `npm run regression`, or `npm run regression -- MGH09 Rat42` to choose these.
 */
import { print, progress, writePictures } from '../output/print.js';
import { chart } from './chart.js';
import { duel, type Run } from './duel.js';
import { newton } from './newton.js';
import { problem, problems } from './problem.js';
import { duelReport, newtonReport } from './report.js';
import { agreement } from './statistics.js';

const LIMIT = 20_000;
const names = process.argv.slice(2);
const chosen = (names.length > 0 ? names : ['DanWood', 'Eckerle4', 'Thurber']).map(problem);

progress(`Newton's method on ${problems.length} data sets from two starts each ...`);
const all = problems.flatMap((set) =>
  set.starts.map((b, start): Run => {
    return { problem: set, start, method: "Newton's method", path: newton(set.rss, b) };
  }),
);
print(newtonReport(all));

progress(`Against gradient descent, ${LIMIT} iterations at most ...`);
const runs = chosen.flatMap((set) =>
  duel(set, LIMIT, ({ start, method }, iteration, { parameters, value }) => {
    if (method !== 'gradient descent' || iteration === 0 || iteration % 5000 !== 0) return;
    const digits = agreement(parameters, set.certified.parameters).toFixed(1);
    progress(
      `  ${set.name}, start ${start + 1}: iteration ${iteration}, RSS ${value.toPrecision(6)}, ${digits} digits`,
    );
  }),
);
print(duelReport(runs));

progress('Drawing ...');
await writePictures('regression', { 'regression.svg': chart(runs) });
