/**
 * A nonlinear partial differential equation in 10 000 unknowns, by Newton's method with sparse Jacobians.
 *
 * Run with `npm run bratu`, or `npm run bratu -- 60` for another grid.
 */
import { colorJacobian, jacobianPattern, spy } from 'hyperdual/sparse';
import { print, progress, writePictures } from '../output/print.js';
import { chart } from './chart.js';
import { costs } from './costs.js';
import { hill, residual } from './model.js';
import { jacobianOf, solve } from './newton.js';
import { costReport, solutionReport } from './report.js';

const m = Number(process.argv[2] ?? 100);
const lambda = 5;

progress(`Compiling the Jacobian of ${m * m} equations ...`);
const J = jacobianOf(m, lambda);
const solutions = [0, 3].map((height) => {
  progress(`Newton from a hill of height ${height}:`);
  return solve(J, m, lambda, height, ({ step, residual: F, change }) =>
    progress(`  step ${step}: largest |F| ${F.toExponential(1)}, largest |Δu| ${change.toExponential(1)}`),
  );
});
print(solutionReport(solutions));

progress('Timing the Jacobian ...');
print(costReport(costs(m, lambda, 24)));

progress('Drawing ...');
const small = colorJacobian(jacobianPattern((u) => residual(u, 8, lambda), hill(8, 0)));
await writePictures('bratu', {
  'bratu.svg': chart(solutions),
  'pattern.svg': Promise.resolve(spy(small, { size: 420 })),
});
